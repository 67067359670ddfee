/** Deeper nesting is no data of ours, but a cycle or a slip; the API refuses it as well. */
const MAX_DEPTH = 32;

/**
 * Where and why a value cannot be told as JSON, or undefined where it can. Roblox itself would write NaN and
 * infinities into the text without a word, and drop the named fields of a list.
 */
export function plainDataProblem(value: unknown, path = "body", depth = 0): string | undefined {
	if (typeIs(value, "number")) {
		return value - value === 0 ? undefined : `${path} is not a finite number`;
	}
	if (typeIs(value, "string")) {
		return typeIs(utf8.len(value)[0], "number") ? undefined : `${path} is not UTF-8`;
	}
	if (typeIs(value, "boolean")) return undefined;
	if (!typeIs(value, "table")) return `${path} is a ${typeOf(value)}`;
	if (depth >= MAX_DEPTH) return `${path} is nested too deeply`;
	const fields = value as ReadonlyMap<unknown, unknown>;
	const length = (value as readonly defined[]).size();
	for (const [key, item] of fields) {
		if (length > 0 ? !typeIs(key, "number") : !typeIs(key, "string")) {
			return `${path} mixes list and record`;
		}
		const problem = plainDataProblem(item, `${path}.${tostring(key)}`, depth + 1);
		if (problem !== undefined) return problem;
	}
	return undefined;
}
