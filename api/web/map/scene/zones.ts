/** Somewhere that members say they are, at the mean of where they stand. */
export interface Zone {
	readonly name: string;
	readonly x: number;
	readonly z: number;
	readonly members: number;
}

interface Located {
	readonly x: number;
	readonly z: number;
	readonly location: string | undefined;
}

/** What places call it when somebody stands in no named zone. */
const NO_ZONE = "Unknown";

/** Where somebody is, by name; undefined where that has none. */
export function zoneName(location: string | undefined): string | undefined {
	return location === "" || location === NO_ZONE ? undefined : location;
}

/** One member says too little of where a place lies. */
const FEWEST_MEMBERS = 2;

/** Places by name, the fullest first. */
export function zonesOf(bodies: Iterable<Located>): readonly Zone[] {
	const sums = new Map<string, { x: number; z: number; members: number }>();
	for (const { x, z, location } of bodies) {
		const name = zoneName(location);
		if (name === undefined) continue;
		const sum = sums.get(name) ?? { x: 0, z: 0, members: 0 };
		sums.set(name, { x: sum.x + x, z: sum.z + z, members: sum.members + 1 });
	}
	return [...sums]
		.filter(([, { members }]) => members >= FEWEST_MEMBERS)
		.map(([name, { x, z, members }]) => ({ name, x: x / members, z: z / members, members }))
		.sort((a, b) => b.members - a.members || (a.name < b.name ? -1 : 1));
}
