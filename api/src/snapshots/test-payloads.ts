import { readFileSync } from "node:fs";
import type { ContextWire, SnapshotWire } from "../../../game/src/shared/wire/index.js";
import { peopledBy } from "../worlds/world-memory.js";
import { EMPTY_WORLD } from "../worlds/world.js";
import { applySnapshot } from "./apply-snapshot.js";
import type { Applied, Peopled } from "./apply-snapshot.js";
import type { CanonicalSnapshot } from "./canonical.js";
import { normaliseSnapshot } from "./normalise.js";
import { parseSnapshot } from "./parse-snapshot.js";

/** A payload that some client of the past or present sends, as text. */
export function fixture(name: string): string {
	return readFileSync(new URL(`../../test/fixtures/${name}`, import.meta.url), "utf8");
}

export function fixtureJson(name: string): Record<string, unknown> {
	return JSON.parse(fixture(name)) as Record<string, unknown>;
}

/** A payload with nothing in it but what the test says. */
export function payload(parts: Partial<SnapshotWire> = {}): SnapshotWire {
	return { timestamp: 100, clusters: [], events: [], humanContext: {}, ...parts };
}

/** The same from the server `s1`, at a place in its sequence. */
export function numbered(seq: number, parts: Partial<SnapshotWire> = {}): SnapshotWire {
	return payload({ serverId: "s1", epoch: "a", seq, ...parts });
}

export function at(x: number, y = 0, z = 0) {
	return { x, y, z };
}

/** A member alone, at `x` on the first axis. */
export function person(x: number, more: Partial<ContextWire> = {}): ContextWire {
	return { position: at(x), location: "Market", ...more };
}

export function canonical(body: unknown): CanonicalSnapshot {
	return normaliseSnapshot(parseSnapshot(structuredClone(body)));
}

export function emptyWorld(): Peopled {
	return peopledBy(EMPTY_WORLD);
}

/** Ids `new-1`, `new-2`, … */
export function countingIds(): () => string {
	let count = 0;
	return () => `new-${(count += 1)}`;
}

/** The world after bodies, one after the other. */
export function applied(bodies: readonly unknown[], from: Peopled = emptyWorld()): Applied {
	const newId = countingIds();
	let world: Applied | Peopled = from;
	for (const body of bodies) world = applySnapshot(world, canonical(body), newId);
	return world as Applied;
}

/** A payload with every field that there is. */
export const EVERYTHING = {
	timestamp: 5,
	serverId: "s",
	epoch: "e",
	seq: 3,
	kind: "delta",
	world: "w",
	priority: "normal",
	clusters: [
		{
			id: "c",
			members: ["A", "B"],
			npcs: 1,
			players: 1,
			formed: 2,
			location: "Market",
			positions: { A: { x: 1, y: 2, z: 3 } },
		},
	],
	events: [
		{
			id: "e",
			type: "talk",
			actor: "A",
			target: "B",
			clusterId: "c",
			at: 4,
			data: { words: ["hi", { loud: true }] },
		},
	],
	humanContext: {
		A: {
			id: "a",
			name: "Ann",
			type: "npc",
			relationships: [{ id: "b", strength: 0.5 }],
			currentGroups: { members: ["A", "B"], npcs: 1, players: 1, formed: 2, updated: 3 },
			position: { x: 1, y: 2, z: 3 },
			positions: { A: { x: 1, y: 2, z: 3 }, B: { x: -1, y: 0.5, z: 1e-9 } },
			location: "Market",
			recentInteractions: [{ timestamp: 1, narrative: "Met", place: ["Market"] }],
			health: { state: "idle", current: 1, max: 2, isMoving: false, velocity: { x: 0, y: 0, z: 0 } },
			mood: "calm",
			lastSeen: 3,
			cleared: ["mood"],
			needs: { hunger: 0.5 },
		},
		B: {},
	},
	removed: { members: ["C"], clusters: ["d"] },
};
