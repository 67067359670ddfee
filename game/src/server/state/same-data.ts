/** Whether two pieces of plain data say the same: quick where they are one table, by content otherwise. */
export function sameData(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (!typeIs(a, "table") || !typeIs(b, "table")) return false;
	const left = a as ReadonlyMap<unknown, unknown>;
	const right = b as ReadonlyMap<unknown, unknown>;
	for (const [key, value] of pairs(left)) if (!sameData(value, right.get(key))) return false;
	for (const [key] of pairs(right)) if (!left.has(key)) return false;
	return true;
}
