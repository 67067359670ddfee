/** Text of a value with sorted keys, for messages and comparison of tables by content. */
export function show(value: unknown, depth = 0): string {
	if (typeIs(value, "string")) return string.format("%q", value);
	if (!typeIs(value, "table")) return tostring(value);
	if (depth > 12) return "…";
	const parts: string[] = [];
	const fields = value as Map<unknown, unknown>;
	const length = (value as unknown[]).size();
	for (const i of $range(0, length - 1)) parts.push(show((value as unknown[])[i], depth + 1));
	const keyed: string[] = [];
	for (const [key, item] of pairs(fields)) {
		const isIndex = typeIs(key, "number") && key >= 1 && key <= length && key === math.floor(key);
		if (!isIndex) keyed.push(`${tostring(key)}: ${show(item, depth + 1)}`);
	}
	keyed.sort();
	for (const item of keyed) parts.push(item);
	return `{${parts.join(", ")}}`;
}

/** Whether two values are equal by content; numbers exactly, NaN equal to itself. */
export function deepEqual(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (typeIs(a, "number") && typeIs(b, "number")) return a !== a && b !== b;
	if (!typeIs(a, "table") || !typeIs(b, "table")) return false;
	const left = a as Map<unknown, unknown>;
	const right = b as Map<unknown, unknown>;
	for (const [key, item] of pairs(left)) if (!deepEqual(item, right.get(key))) return false;
	for (const [key] of pairs(right)) if (left.get(key) === undefined) return false;
	return true;
}

class Expectation<T> {
	constructor(
		private readonly actual: T,
		private readonly note: string,
	) {}

	private fail(message: string): never {
		error(`${this.note === "" ? "" : `${this.note}: `}${message}`, 3);
	}

	/** Equal by content. */
	toEqual(expected: T): void {
		if (!deepEqual(this.actual, expected)) {
			this.fail(`expected ${show(expected)}\n      got ${show(this.actual)}`);
		}
	}

	/** The same value or table. */
	toBe(expected: T): void {
		if (this.actual !== expected) this.fail(`expected ${show(expected)}, got ${show(this.actual)}`);
	}

	toBeNear(expected: number, tolerance: number): void {
		const actual = this.actual as unknown as number;
		if (!(math.abs(actual - expected) <= tolerance)) {
			this.fail(`expected ${expected} ± ${tolerance}, got ${actual}`);
		}
	}

	toBeAtMost(limit: number): void {
		if (!((this.actual as unknown as number) <= limit))
			this.fail(`expected at most ${limit}, got ${show(this.actual)}`);
	}

	toBeAtLeast(limit: number): void {
		if (!((this.actual as unknown as number) >= limit))
			this.fail(`expected at least ${limit}, got ${show(this.actual)}`);
	}

	/** The function under test throws, with `pattern` (plain text) in its message. */
	toThrow(pattern: string): void {
		const [ok, problem] = pcall(this.actual as unknown as () => void);
		if (ok) this.fail(`expected an error with "${pattern}"`);
		if (string.find(tostring(problem), pattern, 1, true)[0] === undefined) {
			this.fail(`expected an error with "${pattern}", got "${tostring(problem)}"`);
		}
	}
}

/** States what must hold of `actual`; `note` goes in front of the message where it does not. */
export function expect<T>(actual: T, note = ""): Expectation<T> {
	return new Expectation(actual, note);
}
