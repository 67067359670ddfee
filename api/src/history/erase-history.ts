import { Refusal } from "../http/refusal.js";
import { removeUser } from "../worlds/remove-user.js";
import { fullStateOf, parseFullState, peopledBy } from "../worlds/world-memory.js";
import type { World } from "../worlds/worlds.js";
import { TICKS_A_BATCH } from "./history-limits.js";
import type { SnapshotStore } from "./snapshot-store.js";
import type { WorldArchive } from "./world-archive.js";

/** How texts name a user: two servers that both hold the user tell the second one's by its server. */
function mentionsOf(userId: string): readonly [id: string, start: string] {
	const id = JSON.stringify(userId);
	return [id, id.slice(0, -1)];
}

function isMentioned(text: string, userId: string): boolean {
	const [id, start] = mentionsOf(userId);
	return text.includes(id) || text.includes(`${start}@`);
}

/** A complete state as text, without a user; the same text where there is nothing of them. */
function stateWithout(text: string, userId: string): string {
	if (!isMentioned(text, userId)) return text;
	const before = peopledBy(parseFullState(text));
	const left = removeUser(before, userId);
	return left === before ? text : JSON.stringify(fullStateOf(left.state));
}

async function isInTicks(store: SnapshotStore, { id }: World, userId: string): Promise<boolean> {
	const held = await store.heldTicks(id);
	let first = 0;
	while (first < held.length) {
		const from = held[first]!;
		let count = 1;
		while (count < TICKS_A_BATCH && held[first + count] === from + count) count += 1;
		const ticks = await store.range(id, from, from + count - 1);
		if (ticks.some(({ data }) => isMentioned(data, userId))) return true;
		first += count;
	}
	return false;
}

/** Erases a user from what a store holds of a world: all its ticks, and the user in its complete state. */
export async function eraseFromStore(store: SnapshotStore, world: World, userId: string): Promise<number> {
	let places = 0;
	if (await isInTicks(store, world, userId)) {
		await store.forget(world.id, world.memory.tick);
		places += 1;
	}
	const full = await store.fullState(world.id);
	const state = full && stateWithout(full.state, userId);
	if (full && state !== undefined && state !== full.state) {
		await store.putFullState({ ...full, state });
		places += 1;
	}
	return places;
}

/** Erases a user from every archived state. */
export async function eraseFromArchive(archive: WorldArchive, userId: string): Promise<number> {
	const [, start] = mentionsOf(userId);
	return archive.rewrite(start, ({ state }) => stateWithout(state, userId));
}

/** The refusal of an erasure that could not be carried through. */
export function notErased(cause: unknown): Refusal {
	return new Refusal("unavailable", "The past is not erased everywhere yet: ask again.", {
		retryAfterSeconds: 1,
		cause,
	});
}
