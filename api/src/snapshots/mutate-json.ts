import fc from "fast-check";

/** A place in JSON and what is to happen there. */
export interface Mutation {
	/** Picks the place among all places of the body. */
	readonly pick: number;
	readonly action: "drop" | "replace" | "rename" | "insert";
	readonly key: string;
	readonly value: unknown;
}

export type JsonPath = readonly (string | number)[];

const ODD_KEYS = [
	"",
	"a.b",
	"[0]",
	"__proto__",
	"constructor",
	"toString",
	"members",
	"x",
	"id",
	"é",
	"x".repeat(101),
];
const ODD_VALUES = [
	null,
	"",
	"text",
	true,
	0,
	-0,
	-1,
	1.5,
	1e308,
	Infinity,
	-Infinity,
	[],
	{},
	[null],
	{ x: 1 },
	"x".repeat(101),
];

/** Mutations that leave JSON behind, most of it wrong. */
export const mutations: fc.Arbitrary<Mutation> = fc.record({
	pick: fc.nat(1_000_000),
	action: fc.constantFrom("drop", "replace", "rename", "insert"),
	key: fc.oneof(fc.constantFrom(...ODD_KEYS), fc.string({ maxLength: 3 })),
	value: fc.oneof(fc.constantFrom(...ODD_VALUES), fc.jsonValue({ maxDepth: 3 })),
});

/** Every place in a body but the body itself. */
export function placesOf(value: unknown, path: JsonPath = []): JsonPath[] {
	if (typeof value !== "object" || value === null) return [];
	const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
	return keys.flatMap((key) => {
		const place = [...path, key];
		return [place, ...placesOf((value as Record<string | number, unknown>)[key], place)];
	});
}

export function valueAt(body: unknown, path: JsonPath): unknown {
	return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], body);
}

function setOwn(target: object, key: string | number, value: unknown): void {
	Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function change(target: unknown, last: string | number, { action, key, value }: Mutation): void {
	if (Array.isArray(target)) {
		const index = Number(last);
		if (action === "drop") target.splice(index, 1);
		else if (action === "insert") target.splice(index, 0, value);
		else target[index] = value;
		return;
	}
	const fields = target as object;
	const old = (target as Record<string, unknown>)[last];
	if (action === "drop" || action === "rename") Reflect.deleteProperty(fields, last);
	if (action === "rename") setOwn(fields, key, old);
	if (action === "replace") setOwn(fields, last, value);
	if (action === "insert") setOwn(fields, key, value);
}

/** A copy of a body with one place of it changed, and the place. */
export function mutate(
	body: unknown,
	mutation: Mutation,
): { readonly body: unknown; readonly place: JsonPath } {
	const copy = structuredClone(body);
	const places = placesOf(copy);
	const place = places[mutation.pick % places.length]!;
	change(valueAt(copy, place.slice(0, -1)), place.at(-1)!, mutation);
	return { body: copy, place };
}
