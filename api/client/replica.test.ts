import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Diverged } from "./apply.js";
import type { TickFrame } from "./frames.js";
import { createReplica } from "./replica.js";
import { NO_WORLD } from "./world-copy.js";

const birth = (offset: number): TickFrame => ({
	tick: offset,
	timestamp: undefined,
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
});
