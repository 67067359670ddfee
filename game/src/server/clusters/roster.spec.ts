import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Bytes, Stride } from "./buffers";
import { ALONE, Roster } from "./roster";
import { neverPause } from "./slicing";

function intake(roster: Roster, ids: readonly string[], xs: readonly number[] = ids.map(() => 1)): void {
	roster.intake({ at: 1, ids, xs, ys: ids.map(() => 2), zs: ids.map(() => 3) }, neverPause);
}

function presentIds(roster: Roster): string[] {
	const ids: string[] = [];
	for (const i of $range(0, roster.count - 1)) {
		ids.push(roster.ids[buffer.readi32(roster.present, i * Bytes.I32)]!);
	}
	return ids;
}

function slotOf(roster: Roster, id: string): number {
	return roster.ids.indexOf(id);
}

export = (t: Suite) => {
	t.it("takes in who is there, with where they are", () => {
		const roster = new Roster();
		intake(roster, ["b", "a"], [7, 8]);
		expect(presentIds(roster)).toEqual(["b", "a"]);
		const at = slotOf(roster, "a") * Stride.Point;
		expect([0, 8, 16].map((axis) => buffer.readf64(roster.positions, at + axis))).toEqual([8, 2, 3]);
	});

	t.it("leaves out what is not finite and who came before in the frame", () => {
		const roster = new Roster();
		intake(roster, ["a", "b", "c", "a"], [0 / 0, math.huge, 1, 1]);
		expect(presentIds(roster)).toEqual(["c", "a"]);
		intake(roster, ["c", "c"], [1, 2]);
		expect(buffer.readf64(roster.positions, slotOf(roster, "c") * Stride.Point), "the first counts").toBe(1);
		expect(roster.skipped).toBe(3);
	});

	t.it("remembers where everybody stood in the frame committed last", () => {
		const roster = new Roster();
		intake(roster, ["a"], [7]);
		const last = () => buffer.readf64(roster.lastPositions, slotOf(roster, "a") * Stride.Point);
		expect(last(), "nowhere before").toEqual(0 / 0);
		roster.commit();
		intake(roster, ["a"], [9]);
		expect(last()).toBe(7);
		intake(roster, ["a"], [11]);
		expect(last(), "a frame not committed").toBe(7);
	});

	t.it("gives the slot of one who left to another, with nothing of the past in it", () => {
		const roster = new Roster();
		intake(roster, ["a", "b"]);
		for (const slot of $range(0, 1)) buffer.writei32(roster.nextClusters, slot * Bytes.I32, 5);
		roster.commit();
		intake(roster, ["b"]);
		buffer.writei32(roster.nextClusters, slotOf(roster, "b") * Bytes.I32, 5);
		const freed = slotOf(roster, "a");
		roster.commit();
		intake(roster, ["b", "c"]);
		expect(slotOf(roster, "c")).toBe(freed);
		expect(buffer.readi32(roster.clusters, freed * Bytes.I32)).toBe(ALONE);
		expect(buffer.readi32(roster.clusters, slotOf(roster, "b") * Bytes.I32)).toBe(5);
		expect(buffer.readf64(roster.lastPositions, freed * Stride.Point)).toEqual(0 / 0);
	});

	t.it("takes in anew who left for a while, wherever in the frame it comes back", () => {
		const roster = new Roster();
		const tick = (ids: readonly string[]) => {
			intake(roster, ids);
			roster.commit();
		};
		for (const _ of $range(1, 2)) tick(["a", "b"]);
		tick(["a"]);
		intake(roster, ["a", "b"]);
		expect(presentIds(roster)).toEqual(["a", "b"]);
		const at = buffer.readi32(roster.present, Bytes.I32) * Stride.Point;
		expect(buffer.readf64(roster.lastPositions, at), "it stood nowhere").toEqual(0 / 0);
		roster.commit();
		tick(["b", "a"]);
		expect(presentIds(roster)).toEqual(["b", "a"]);
	});

	t.it("needs no more slots than were ever taken at once", () => {
		const roster = new Roster();
		for (const round of $range(1, 50)) {
			intake(roster, [`a${round}`, `b${round}`]);
			roster.commit();
		}
		// Those who come get their slots before those who went give theirs back.
		expect(roster.ids.size()).toBe(4);
	});

	t.property("agrees with a set of names over frames that come, go and are given up", 200, (random) => {
		const roster = new Roster();
		const names = ["a", "b", "c", "d", "e", "f"];
		for (const _ of $range(1, 20)) {
			const present = names.filter(() => random.chance(0.5));
			intake(roster, present);
			expect(presentIds(roster)).toEqual(present);
			const slots = new Set(present.map((_, i) => buffer.readi32(roster.present, i * Bytes.I32)));
			expect(slots.size(), "one slot each").toBe(present.size());
			const byId = roster.order.slots.filter((slot) => slots.has(slot));
			expect(byId.map((slot) => roster.ids[slot]!)).toEqual(present);
			if (random.chance(0.7)) {
				roster.commit();
				expect(roster.order.slots.size(), "nobody else after a commit").toBe(present.size());
			}
		}
	});
};
