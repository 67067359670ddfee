/**
 * Members told of by one game server, all of it known beforehand: what the town is after its `seq`th payload is a
 * function of the two numbers. A reader's copy can so be checked whole after every tick, from the copy alone: three
 * members who are always there (the choir) carry `seq` as their height.
 */
export interface Town {
	/** Id of the game server; ids of members begin with it. */
	readonly source: string;
	readonly seed: number;
	readonly members: number;
}

export interface Citizen {
	readonly id: string;
	readonly type: "npc";
	/** Quarters of a stud: exact as float32, and two of them are never closer than the least move that counts. */
	readonly position: { readonly x: number; readonly y: number; readonly z: number };
	readonly mood: string;
}

export type Citizens = ReadonlyMap<string, Citizen>;

/** Members who are always there, and move with every payload. */
export const CHOIR = 3;

const MOODS = ["calm", "cross", "merry"] as const;

/** Share of members who are out of town. */
const AWAY = 0.25;

/** Payloads between two changes of mind about being in town, and about mood. */
const STAY = 13;
const MOOD_LASTS = 7;

/** In [0, 1), by three numbers. */
function draw(seed: number, member: number, turn: number): number {
	let mixed =
		Math.imul(seed ^ Math.imul(member + 1, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(turn + 7, 0xc2b2ae35);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
	mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
	return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

function citizenAt({ source, seed }: Town, member: number, seq: number): Citizen | undefined {
	const id = `${source}-${member}`;
	const mood = MOODS[Math.floor(draw(seed + 3, member, Math.floor((seq + member) / MOOD_LASTS)) * 3)]!;
	if (member < CHOIR) return { id, type: "npc", position: { x: 4 * member, y: seq, z: 0 }, mood };
	if (draw(seed, member, Math.floor((seq + 5 * member) / STAY)) < AWAY) return undefined;
	const leg = Math.floor((seq + member) / (1 + (member % 4)));
	const at = (axis: number): number => Math.round(draw(seed + 10 + axis, member, leg) * 3200) / 4 - 400;
	return { id, type: "npc", position: { x: at(0), y: 0, z: at(1) }, mood };
}

/** Who is in town after the `seq`th payload; nobody before the first. */
export function townAt(town: Town, seq: number): Citizens {
	const citizens = new Map<string, Citizen>();
	for (let member = 0; seq > 0 && member < town.members; member++) {
		const citizen = citizenAt(town, member, seq);
		if (citizen) citizens.set(citizen.id, citizen);
	}
	return citizens;
}

/** Id of the event that the `seq`th payload tells of. */
export function eventAt({ source }: Town, seq: number): string {
	return `${source}:${seq}`;
}

/** The `seq`th payload: all of the town, or what is new since the one before. */
export function payloadAt(town: Town, seq: number, { full }: { readonly full: boolean }): object {
	const now = townAt(town, seq);
	const before = full ? new Map<string, Citizen>() : townAt(town, seq - 1);
	const changed = [...now.values()].filter((citizen) => !isSame(before.get(citizen.id), citizen));
	const gone = [...before.keys()].filter((id) => !now.has(id));
	const at = 1_700_000_000 + seq;
	const choir = Array.from({ length: CHOIR }, (_, member) => `${town.source}-${member}`);
	return {
		timestamp: at,
		serverId: town.source,
		epoch: "1",
		seq,
		kind: full ? "full" : "delta",
		clusters: full ? [{ id: `${town.source}-choir`, members: choir, npcs: CHOIR, players: 0 }] : [],
		events: [{ id: eventAt(town, seq), type: "greeting", actor: choir[0]!, at }],
		humanContext: Object.fromEntries(
			changed.map(({ id, type, position, mood }) => [id, { id, type, position, mood, location: "Market" }]),
		),
		...(gone.length > 0 && { removed: { members: gone } }),
	};
}

function isSame(a: Citizen | undefined, b: Citizen): boolean {
	return a !== undefined && a.mood === b.mood && isSamePlace(a.position, b.position);
}

/** Whether two positions are the very same. */
export function isSamePlace(a: Citizen["position"] | undefined, b: Citizen["position"]): boolean {
	return a !== undefined && a.x === b.x && a.y === b.y && a.z === b.z;
}
