import type { Vec3Wire } from "../../../game/src/shared/wire/index.js";
import { createWalkers } from "../../test/stand-in/walkers.js";

/** Where everybody stands, by id, in coordinates that are float32 as Roblox's own are. */
export type Positions = ReadonlyMap<string, Vec3Wire>;

/** A tick: where everybody stands after it, and who has moved since the one before. */
export interface Tick {
	readonly positions: Positions;
	readonly moved: readonly string[];
}

/** Studs: smaller moves are not told (as places and the API have it). */
const THRESHOLD = 0.1;
/** Studs between the lowest and the highest ground of the hills. */
const HILLS = 12;

export interface StreamOptions {
	readonly members: number;
	readonly ticks: number;
	/** Seconds from one tick to the next. */
	readonly seconds: number;
	/** Whether the ground goes up and down, so that all three coordinates change. */
	readonly hilly: boolean;
	readonly seed: number;
}

function onGround({ x, z }: Vec3Wire, hilly: boolean): Vec3Wire {
	const y = hilly ? 4 + (HILLS / 2) * (Math.sin(x / 40) + Math.cos(z / 55)) : 4;
	return { x: Math.fround(x), y: Math.fround(y), z: Math.fround(z) };
}

function hasMoved(before: Vec3Wire, after: Vec3Wire): boolean {
	return Math.hypot(after.x - before.x, after.y - before.y, after.z - before.z) >= THRESHOLD;
}

/** A seeded town whose members walk, stand and go on: its first state, then its ticks. */
export function townStream({ members, ticks, seconds, hilly, seed }: StreamOptions): {
	readonly first: Positions;
	readonly ticks: readonly Tick[];
} {
	const walkers = createWalkers({ npcs: members, players: 0, seed, now: 0 });
	const standing = (): Positions =>
		new Map(
			[...walkers.world().entities].map(([id, { position }]) => [
				id,
				onGround(position ?? { x: 0, y: 0, z: 0 }, hilly),
			]),
		);
	const first = standing();
	let before = first;
	const stream: Tick[] = [];
	for (let tick = 1; tick <= ticks; tick++) {
		walkers.step(seconds, tick * seconds);
		const now = standing();
		const moved = [...now].filter(([id, at]) => hasMoved(before.get(id)!, at)).map(([id]) => id);
		const told = new Map(before);
		for (const id of moved) told.set(id, now.get(id)!);
		stream.push({ positions: told, moved });
		before = told;
	}
	return { first, ticks: stream };
}
