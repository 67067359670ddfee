/**
 * Whether two parsed JSON values are the same, in whatever order objects name their keys. Minus zero is not
 * zero here: what is said to be the same is exactly that.
 */
export function sameJson(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
	if (Array.isArray(a)) return Array.isArray(b) && sameItems(a, b);
	return !Array.isArray(b) && sameFields(a, b);
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
	if (a.length !== b.length) return false;
	for (let index = 0; index < a.length; index += 1) if (!sameJson(a[index], b[index])) return false;
	return true;
}

function sameFields(a: object, b: object): boolean {
	let more = 0;
	for (const key in a) {
		const own: unknown = a[key as keyof typeof a];
		const other: unknown = b[key as keyof typeof b];
		// What `b` inherits is never identical to a JSON value, so only its own fields need to be told apart.
		if (!Object.is(own, other) && !(Object.hasOwn(b, key) && sameJson(own, other))) return false;
		more += 1;
	}
	for (const _ in b) more -= 1;
	return more === 0;
}

/**
 * The value as JSON text would bring it back: minus zero, which JSON writes as `0`, becomes zero. What is held
 * in memory then equals what is read from the log.
 */
export function settledJson<T>(value: T): T;
export function settledJson(value: unknown): unknown {
	if (typeof value === "number") return value + 0;
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map(settledJson);
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, settledJson(item)]));
}
