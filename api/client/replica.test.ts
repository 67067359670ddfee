import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Diverged } from "./apply.js";
import type { TickFrame } from "./frames.js";
import { createReplica } from "./replica.js";
import type { LimitedChangeSet } from "../src/worlds/changes.js";
import { packMoves } from "../src/worlds/packed-moves.js";
import { changeIds } from "../src/worlds/sorted-ids.js";
import { worldChecksum } from "../src/worlds/world-checksum.js";
import { NO_WORLD, type SyncedEntity } from "./world-copy.js";

const birth = (offset: number): TickFrame => ({
	tick: offset,
	timestamp: undefined,
	span: 1,
	changes: { entityCreated: [{ id: `npc:${offset}`, type: "npc" }] },
});
const at = (offset: number, epoch = "e1") => ({ epoch, offset });

function loaded() {
	const replica = createReplica();
	replica.load({ cursor: at(2), world: NO_WORLD });
	return replica;
}

describe("createReplica", () => {
	it("[SS5] takes every entry once however often and far back delivery starts again", () => {
		fc.assert(
			fc.property(fc.array(fc.nat(6), { maxLength: 20 }), (backs) => {
				const replica = loaded();
				let taken = 0;
				for (const back of backs) {
					const from = Math.max(1, (replica.cursor()?.offset ?? 0) - back);
					for (let offset = from; offset <= from + back + 1; offset += 1) {
						if (replica.take(at(offset), birth(offset))) taken += 1;
					}
				}
				expect(replica.world().entities.size).toBe(taken);
				expect(replica.cursor()).toEqual(at(2 + taken));
			}),
		);
	});

	it("[SS5] refuses an entry after a hole, of another history and before any state, and stays as it was", () => {
		const replica = loaded();
		expect(() => replica.take(at(4), birth(4))).toThrow("changes 3 to 3 are missing");
		expect(() => replica.take(at(3, "e2"), birth(3))).toThrow(Diverged);
		expect(() => createReplica().take(at(1), birth(1))).toThrow(Diverged);
		expect(replica.world()).toBe(NO_WORLD);
		expect(replica.cursor()).toEqual(at(2));
	});

	it("[SS5] passes over entries that are not for it, never back", () => {
		const replica = loaded();
		replica.passTo(at(9));
		replica.passTo(at(5));
		expect(replica.cursor()).toEqual(at(9));
		expect(() => replica.passTo(at(10, "e2"))).toThrow(Diverged);
	});

	it("[SS4] keeps the world readable when it is distrusted, and has nowhere to go on from", () => {
		const replica = loaded();
		replica.take(at(3), birth(3));
		replica.distrust();
		expect(replica.world().entities.size).toBe(1);
		expect(replica.cursor()).toBeUndefined();
	});

	it("[SS22] takes what was folded where it begins at its place, and nowhere else", () => {
		const replica = loaded();
		expect(replica.take(at(5), { ...birth(5), span: 3 })).toMatchObject({ tick: 5, span: 3 });
		expect(replica.take(at(5), { ...birth(5), span: 3 })).toBeUndefined();
		expect(() => replica.take(at(9), { ...birth(9), span: 3 })).toThrow("changes 6 to 6 are missing");
		expect(() => replica.take(at(6), { ...birth(6), span: 3 })).toThrow("come again within others");
		expect(replica.cursor()).toEqual(at(5));
	});

	it("[SS23] unpacks moves by rank after who came and went, from where each was before", () => {
		const replica = createReplica();
		const there = (id: string, x?: number): SyncedEntity => ({
			id,
			type: "npc",
			...(x !== undefined && { position: { x, y: 0, z: 0 } }),
		});
		const world = new Map([there("c", 1), there("a", 2), there("b")].map((one) => [one.id, one]));
		replica.load({ cursor: at(2), world: { ...NO_WORLD, entities: world } });
		let ids = ["a", "b", "c"];
		const takeMove = (offset: number, { x, ...changes }: LimitedChangeSet & { readonly x: number }) => {
			ids = [
				...changeIds(ids, {
					removed: changes.entityRemoved ?? [],
					created: (changes.entityCreated ?? []).map(({ id }) => id),
				}),
			];
			const before = (id: string) => replica.world().entities.get(id)?.position;
			const packed = packMoves([{ id: "c", position: { x, y: -1, z: 0.1 } }], { ids, before });
			return replica.take(at(offset), { tick: offset, timestamp: 1, span: 1, changes, packed })?.changes;
		};
		const moved = (x: number) => [{ id: "c", position: { x, y: -1, z: Math.fround(0.1) } }];
		expect(takeMove(3, { x: 5 })).toEqual({ entityMoved: moved(5) });
		const changes = { entityCreated: [there("aa", 3)], entityRemoved: ["b"] };
		expect(takeMove(4, { x: 6, ...changes })).toEqual({ ...changes, entityMoved: moved(6) });
		replica.take(at(5), { ...birth(5), changes: { entityRemoved: ["aa"] } });
		ids = ["a", "c"];
		expect(takeMove(6, { x: 7 })).toEqual({ entityMoved: moved(7) });
		expect([...replica.world().entities.keys()].sort()).toEqual(["a", "c"]);
	});

	it("[SS21] refuses a tick after which the copy does not sum up, and stays as it was", () => {
		const replica = loaded();
		const after = [{ id: "npc:3", type: "npc" }];
		expect(() => replica.take(at(3), { ...birth(3), checksum: worldChecksum(after) ^ 1 })).toThrow("sum up");
		expect(replica.world()).toBe(NO_WORLD);
		expect(replica.take(at(3), { ...birth(3), checksum: worldChecksum(after) })).toBeDefined();
	});
});
