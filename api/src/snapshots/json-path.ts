/** A key that reads the same with and without quotes. */
const PLAIN_KEY = /^[^.[\]"\\\s]+$/;

/** What a path calls the body itself; a key of that name stands in brackets too. */
const ROOT = "body";

/**
 * Text of a place in a JSON body: keys joined by dots and indices in brackets, as in
 * `humanContext.Kaiden.positions["Dr. Who"].x` or `clusters[0].members[2]`. A key with a dot, bracket, quote
 * or space in it stands in brackets as JSON text, so that no two places share a path.
 */
export function formatPath(path: readonly PropertyKey[]): string {
	let text = "";
	for (const part of path) {
		if (typeof part === "number") text += `[${part}]`;
		else if (part === ROOT || !PLAIN_KEY.test(String(part))) text += `[${JSON.stringify(String(part))}]`;
		else text += text === "" ? String(part) : `.${String(part)}`;
	}
	return text === "" ? ROOT : text;
}
