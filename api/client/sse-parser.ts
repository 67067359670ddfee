/**
 * One event of a stream. `id` is present only where this event carried one. An id without data moves the
 * reader's place: it comes as an event whose name and data are empty.
 */
export interface SseEvent {
	readonly event: string;
	readonly data: string;
	readonly id?: string;
}

export interface SseParser {
	/** Takes the next bytes, cut anywhere: inside a character, a line ending or an event. */
	readonly push: (chunk: Uint8Array) => void;
}

const LINE_END = /\r\n|\r|\n/g;

/**
 * Reads server-sent events. What has not been ended by an empty line when the stream stops is dropped, as the
 * standard wants, so a cut inside an event never yields half of it.
 */
export function createSseParser(onEvent: (event: SseEvent) => void): SseParser {
	// A decoder that streams keeps the bytes of a character that was cut, and drops a byte order mark.
	const decoder = new TextDecoder();
	let line = "";
	let afterCarriageReturn = false;
	let event = "";
	let id: string | undefined;
	let data: string[] = [];

	function endEvent(): void {
		const place = id === undefined ? {} : { id };
		if (data.length > 0) onEvent({ event: event || "message", data: data.join("\n"), ...place });
		else if (id !== undefined) onEvent({ event: "", data: "", id });
		event = "";
		id = undefined;
		data = [];
	}

	function endLine(text: string): void {
		if (text === "") return endEvent();
		const colon = text.indexOf(":");
		if (colon === 0) return;
		const name = colon < 0 ? text : text.slice(0, colon);
		const after = colon < 0 ? "" : text.slice(colon + 1);
		const value = after.startsWith(" ") ? after.slice(1) : after;
		if (name === "data") data.push(value);
		else if (name === "event") event = value;
		else if (name === "id" && !value.includes("\0")) id = value;
	}

	return {
		push(chunk) {
			const text = decoder.decode(chunk, { stream: true });
			if (text === "") return;
			let start = afterCarriageReturn && text.startsWith("\n") ? 1 : 0;
			LINE_END.lastIndex = start;
			for (let end = LINE_END.exec(text); end; end = LINE_END.exec(text)) {
				const ended = line + text.slice(start, end.index);
				start = LINE_END.lastIndex;
				line = "";
				endLine(ended);
				LINE_END.lastIndex = start;
			}
			line += text.slice(start);
			afterCarriageReturn = text.endsWith("\r");
		},
	};
}
