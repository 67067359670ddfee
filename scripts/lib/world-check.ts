import type { GameReport } from "./game-report.js";
import type { Being, PlaceSummary } from "./place.js";

/** A member as the backend answers it, as far as it is compared. */
export interface ApiMember {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly position?: { readonly x: number; readonly y: number; readonly z: number };
	readonly cluster?: string;
	readonly mood?: string;
	readonly location: string;
	/** Unix seconds. */
	readonly lastSeen: number;
}

export interface ApiCluster {
	readonly id: string;
	readonly members: readonly string[];
}

/** Studs by which a position may differ: the move threshold, and the rounding of what is sent. */
export const POSITION_TOLERANCE_STUDS = 0.101;
/** Oldest that what the backend knows of anybody may be when everybody stands still. */
const MAX_AGE_SECONDS = 4;

type Point = { readonly x: number; readonly y: number; readonly z: number };

function distance(a: Point, b: Point): number {
	return Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

function compareBeing(being: Being, member: ApiMember | undefined, end: number): readonly string[] {
	if (!member) return [`${being.id} is unknown to the backend`];
	const problems: string[] = [];
	if (member.name !== being.name) problems.push(`${being.id} is called ${member.name}, not ${being.name}`);
	if (member.type !== being.type) problems.push(`${being.id} is a ${member.type}, not a ${being.type}`);
	if (!member.position) problems.push(`${being.id} has no position`);
	else if (distance(member.position, being) > POSITION_TOLERANCE_STUDS) {
		problems.push(`${being.id} is ${distance(member.position, being).toFixed(2)} studs from where it stands`);
	}
	if (end - member.lastSeen > MAX_AGE_SECONDS) {
		problems.push(`${being.id} was last seen ${(end - member.lastSeen).toFixed(1)} s before the end`);
	}
	return problems;
}

/** Everything in which the backend's members differ from who really stands where at the end of a run. */
export function compareMembers(
	{ beings, beingsAt, unixStart }: Pick<PlaceSummary, "beings" | "beingsAt" | "unixStart">,
	members: readonly ApiMember[],
): readonly string[] {
	const byId = new Map(members.map((member) => [member.id, member]));
	const real = new Set(beings.map((being) => being.id));
	return [
		...beings.flatMap((being) => compareBeing(being, byId.get(being.id), unixStart + beingsAt)),
		...members.filter(({ id }) => !real.has(id)).map(({ id }) => `${id} is not in the place`),
	];
}

/** Everything in which the backend's clusters differ from the place's own. */
export function compareClusters(game: GameReport, clusters: readonly ApiCluster[]): readonly string[] {
	const idOf = (key: string): string => game.members[key]?.id ?? key;
	const told = new Map(clusters.map(({ id, members }) => [id, [...members].sort().join(" ")]));
	const wanted = new Map(
		Object.entries(game.clusters).map(([id, { members }]) => [id, members.map(idOf).sort().join(" ")]),
	);
	return [
		...[...wanted]
			.filter(([id, members]) => told.get(id) !== members)
			.map(([id, members]) => `cluster ${id} is "${told.get(id) ?? "unknown"}", not "${members}"`),
		...[...told.keys()].filter((id) => !wanted.has(id)).map((id) => `cluster ${id} is not in the place`),
	];
}

/** Where the items of an experience lie, as the backend answers it, as far as it is compared. */
export interface ApiLocation {
	readonly id: string;
	readonly items: readonly { readonly id: string }[];
}

/** Everything in which the place's items differ from the shared world. An item that nobody has is at one location. */
export function compareItems(
	{ experience }: Pick<GameReport, "experience">,
	locations: readonly ApiLocation[],
): readonly string[] {
	const told = new Map(locations.flatMap(({ id, items }) => items.map((item) => [item.id, id] as const)));
	return Object.entries(experience.items)
		.filter(([id, location]) => (told.get(id) ?? "") !== location)
		.map(([id, location]) => `${id} is at "${told.get(id) ?? ""}", not at "${location}"`);
}
