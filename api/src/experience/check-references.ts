import type { Definition } from "./definition.js";
import { foldName } from "./match-name.js";

/** A place in a definition, and what is wrong there. */
export interface WrongPlace {
	readonly path: readonly (string | number)[];
	readonly message: string;
}

type Content = Omit<Definition, "id">;

/** Everything in a well-formed definition that names what is not there, or could not be played. */
export function checkReferences(definition: Content): readonly WrongPlace[] {
	const { locations, items, quests, start } = definition;
	const known = new Set(locations.map(({ id }) => id));
	const wrong: WrongPlace[] = [];
	const refuse = (isWrong: boolean, path: WrongPlace["path"], message: string): void => {
		if (isWrong) wrong.push({ path, message });
	};
	const checkLocation = (id: string, path: WrongPlace["path"]): void =>
		refuse(!known.has(id), path, `there is no location "${id}"`);

	for (const kind of ["locations", "items", "quests"] as const) {
		wrong.push(
			...doubles(
				kind,
				"id",
				definition[kind].map(({ id }) => id),
			),
		);
	}
	// Players name them in their own words, so names have to tell them apart.
	for (const kind of ["locations", "items"] as const) {
		wrong.push(
			...doubles(
				kind,
				"name",
				definition[kind].map(({ name }) => foldName(name)),
			),
		);
	}
	checkLocation(start, ["start"]);
	locations.forEach(({ id, exits }, at) => {
		exits.forEach((exit, which) => {
			const path = ["locations", at, "exits", which];
			checkLocation(exit, path);
			refuse(exit === id, path, "leads to where it starts");
		});
	});
	items.forEach(({ location }, at) => checkLocation(location, ["items", at, "location"]));
	quests.forEach(({ kind, needed }, at) => {
		const count = items.filter((item) => item.kind === kind).length;
		refuse(count === 0, ["quests", at, "kind"], `no item is of kind "${kind}"`);
		refuse(
			count > 0 && needed > count,
			["quests", at, "needed"],
			`only ${count} items are of kind "${kind}"`,
		);
	});
	if (known.has(start)) {
		const reached = reachable(definition);
		locations.forEach(({ id }, at) =>
			refuse(!reached.has(id), ["locations", at], `"${id}" cannot be reached from "${start}"`),
		);
	}
	return wrong;
}

function doubles(list: string, field: string, values: readonly string[]): WrongPlace[] {
	return values.flatMap((value, at) =>
		values.indexOf(value) < at ? [{ path: [list, at, field], message: `"${value}" is there already` }] : [],
	);
}

/** Ids of all locations that can be walked to from the start. */
function reachable({ locations, start }: Content): ReadonlySet<string> {
	const exits = new Map(locations.map((location) => [location.id, location.exits]));
	const reached = new Set([start]);
	// A set goes on with what is added while it is gone through.
	for (const id of reached) for (const exit of exits.get(id) ?? []) reached.add(exit);
	return reached;
}
