import type { SentEvent } from "./world-ledger.js";

/**
 * Reads server-sent events as their standard says: nothing counts before its blank line. An id without data comes
 * as an event without a name; a comment alone as no event at all, which `onSign` hears of.
 */
export function createBareSse(
	onEvent: (event: SentEvent) => void,
	onSign: () => void,
): (text: string) => void {
	let rest = "";

	function read(block: string): void {
		const fields = new Map<string, string[]>();
		for (const line of block.split("\n")) {
			const [, name = "", value = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
			fields.set(name, [...(fields.get(name) ?? []), value]);
		}
		const id = fields.get("id")?.at(-1);
		const data = fields.get("data");
		if (data) onEvent({ event: fields.get("event")?.at(-1) ?? "message", id, data: data.join("\n") });
		else if (id !== undefined) onEvent({ event: "", id, data: "" });
		if (data || fields.has("")) onSign();
	}

	return (text) => {
		rest += text;
		for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
			read(rest.slice(0, end));
			rest = rest.slice(end + 2);
		}
	};
}
