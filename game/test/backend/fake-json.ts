import type { Encoding } from "../../src/server/backend/http-port";
import { plainDataProblem } from "../../src/server/backend/plain-data";

function write(value: unknown, parts: defined[]): void {
	if (typeIs(value, "string")) parts.push(string.format("%q", value));
	else if (!typeIs(value, "table")) parts.push(tostring(value));
	else if ((value as defined[]).size() > 0) {
		parts.push("[");
		for (const item of value as defined[]) {
			write(item, parts);
			parts.push(",");
		}
		parts.push("]");
	} else {
		parts.push("{");
		for (const [key, item] of value as ReadonlyMap<string, unknown>) {
			parts.push(key, ":");
			write(item, parts);
			parts.push(",");
		}
		parts.push("}");
	}
}

/** A copy that shares no table with `value`. */
export function deepCopy<T>(value: T): T {
	if (!typeIs(value, "table")) return value;
	const copy = new Map<unknown, unknown>();
	for (const [key, item] of value as unknown as ReadonlyMap<unknown, unknown>) copy.set(key, deepCopy(item));
	return copy as T;
}

/** Stands in for JSON: texts of about the right length, and each text's own meaning back from it. */
export class FakeJson {
	private readonly meanings = new Map<string, unknown>();

	readonly encode = (body: unknown): Encoding => {
		const problem = plainDataProblem(body);
		if (problem !== undefined) return { ok: false, reason: problem };
		const parts: defined[] = [];
		write(body, parts);
		const text = parts.join("");
		this.meanings.set(text, deepCopy(body));
		return { ok: true, text };
	};

	decode(text: string): unknown {
		return deepCopy(this.meanings.get(text));
	}
}
