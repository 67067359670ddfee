/** Reads a stream of server-sent events as the standard says: nothing counts before its blank line. */
export interface SseParser {
	readonly push: (text: string) => void;
	readonly lastEventId: () => string | undefined;
}

export function createSseParser(onEvent: (event: string, data: string) => void): SseParser {
	let rest = "";
	let lastEventId: string | undefined;

	function dispatch(block: string): void {
		let event = "message";
		const data: string[] = [];
		for (const line of block.split("\n")) {
			const [, field, value] = /^(\w+): ?(.*)$/s.exec(line) ?? [];
			if (field === "id") lastEventId = value;
			if (field === "event") event = value!;
			if (field === "data") data.push(value!);
		}
		if (data.length > 0) onEvent(event, data.join("\n"));
	}

	return {
		lastEventId: () => lastEventId,
		push(text) {
			rest += text;
			for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
				dispatch(rest.slice(0, end));
				rest = rest.slice(end + 2);
			}
		},
	};
}
