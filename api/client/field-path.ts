/** Keys of a field's path: parted by dots; a dot or backslash inside a key stands behind a backslash. */
export function parseFieldPath(field: string): readonly string[] {
	if (!field.includes("\\")) return field.split(".");
	const keys = [""];
	for (let at = 0; at < field.length; at += 1) {
		const sign = field[at]!;
		if (sign === ".") keys.push("");
		else keys[keys.length - 1] += sign === "\\" ? (field[(at += 1)] ?? "") : sign;
	}
	return keys;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null;
}

/** What stands at a path, or undefined where nothing does. Looks at own keys only. */
export function getField(target: unknown, path: readonly string[]): unknown {
	let found = target;
	for (const key of path) {
		if (!isContainer(found) || !Object.hasOwn(found, key)) return undefined;
		found = found[key];
	}
	return found;
}

/**
 * A copy of `target` with `value` at the path; undefined takes the field away. Objects on the way are copied,
 * or made where they are missing; all else is shared. A key such as `__proto__` is a plain key.
 */
export function setField(target: unknown, path: readonly string[], value: unknown): unknown {
	const [key, ...rest] = path;
	if (key === undefined) return value;
	const next = setField(getField(target, [key]), rest, value);
	if (Array.isArray(target)) {
		const list = [...(target as readonly unknown[])];
		if (next === undefined) list.splice(Number(key), 1);
		else list[Number(key)] = next;
		return list;
	}
	const copy: Record<string, unknown> = isContainer(target) ? { ...target } : {};
	if (next === undefined) Reflect.deleteProperty(copy, key);
	else
		Object.defineProperty(copy, key, { value: next, enumerable: true, configurable: true, writable: true });
	return copy;
}

/** Whether two JSON values are the same, whatever the order of keys; an undefined member counts as absent. */
export function sameJson(a: unknown, b: unknown): boolean {
	if (Object.is(a, b) || a === b) return true;
	if (!isContainer(a) || !isContainer(b) || Array.isArray(a) !== Array.isArray(b)) return false;
	for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
		if (!sameJson(getField(a, [key]), getField(b, [key]))) return false;
	}
	return true;
}
