/** One event of a stream; `event` is absent where only the place to go on from moved. */
export interface SseFrame {
	readonly id?: string;
	readonly event?: string;
	readonly data: string;
}

function readFrame(lines: readonly string[]): SseFrame | undefined {
	let id: string | undefined;
	let event: string | undefined;
	const data: string[] = [];
	for (const line of lines) {
		const [field, given] = line.match("^(%a+): ?(.*)$");
		const value = tostring(given);
		if (field === "id") id = value;
		else if (field === "event") event = value;
		else if (field === "data") data.push(value);
	}
	if (id === undefined && data.isEmpty()) return undefined;
	return { id, event: data.isEmpty() ? undefined : (event ?? "message"), data: data.join("\n") };
}

/** Puts the pieces of a stream of server-sent events together again. An event that is not whole is none. */
export class SseReader {
	private rest = "";
	private lines: string[] = [];

	push(chunk: string): SseFrame[] {
		const frames: SseFrame[] = [];
		const pieces = (this.rest + chunk).split("\n");
		this.rest = pieces.pop()!;
		for (const piece of pieces) {
			const [line] = piece.gsub("\r$", "");
			if (line !== "") {
				this.lines.push(line);
				continue;
			}
			const frame = readFrame(this.lines);
			if (frame !== undefined) frames.push(frame);
			this.lines = [];
		}
		return frames;
	}
}
