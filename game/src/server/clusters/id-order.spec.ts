import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Bytes } from "./buffers";
import { IdOrder } from "./id-order";
import { neverPause } from "./slicing";

/** The ids in order, as `slots` and then as `ranks` have them. */
function inOrder(order: IdOrder, ids: readonly string[]): [string[], string[]] {
	const byRank = [...order.slots].sort((a, b) => rankOf(order, a) < rankOf(order, b));
	return [order.slots.map((slot) => ids[slot]!), byRank.map((slot) => ids[slot]!)];
}

function rankOf(order: IdOrder, slot: number): number {
	return buffer.readi32(order.ranks, slot * Bytes.I32);
}

function orderOf(ids: readonly string[]): IdOrder {
	const order = new IdOrder(ids);
	ids.forEach((_, slot) => order.add(slot));
	order.settle(neverPause);
	return order;
}

export = (t: Suite) => {
	t.it("puts slots in the order of their ids", () => {
		const ids = ["b", "d", "a", "c"];
		const sorted = ["a", "b", "c", "d"];
		expect(inOrder(orderOf(ids), ids)).toEqual([sorted, sorted]);
	});

	t.it("keeps ranks below the number of slots", () => {
		const ids = ["b", "a", "c"];
		const order = orderOf(ids);
		order.retain((slot) => slot !== 1);
		expect([0, 2].map((slot) => rankOf(order, slot))).toEqual([1, 2]);
		ids[1] = "z";
		order.add(1);
		order.settle(neverPause);
		expect([0, 1, 2].map((slot) => rankOf(order, slot))).toEqual([0, 2, 1]);
	});

	t.it("hands the same order on while nobody comes", () => {
		const order = orderOf(["b", "a"]);
		const { slots } = order;
		order.settle(neverPause);
		expect(order.slots).toBe(slots);
	});

	t.it("has done nothing where it was interrupted for good, and does it the next time", () => {
		const ids = ["m", "c"];
		const order = orderOf(ids);
		ids.push("a", "x", "d");
		for (const slot of $range(2, 4)) order.add(slot);
		for (const stop of $range(1, 2)) {
			let pauses = 0;
			const job = coroutine.create(() =>
				order.settle(() => {
					pauses += 1;
					if (pauses === stop) coroutine.yield();
				}),
			);
			coroutine.resume(job);
			expect(coroutine.status(job), "under way").toBe("suspended");
			expect(order.slots).toEqual([1, 0]);
		}
		order.settle(neverPause);
		const sorted = ["a", "c", "d", "m", "x"];
		expect(inOrder(order, ids)).toEqual([sorted, sorted]);
	});

	t.it("takes in more at once than it sorts in one go, and may pause between", () => {
		const ids: string[] = [];
		for (const i of $range(0, 2499)) ids.push(string.format("%04d", (i * 1237) % 2500));
		const order = new IdOrder(ids);
		ids.forEach((_, slot) => order.add(slot));
		let pauses = 0;
		order.settle(() => (pauses += 1));
		const sorted = [...ids].sort();
		expect(inOrder(order, ids)).toEqual([sorted, sorted]);
		expect(pauses).toBeAtLeast(3);
	});

	t.property("agrees with sorting, whoever comes and goes", 200, (random) => {
		const ids: string[] = [];
		const order = new IdOrder(ids);
		const isTaken: boolean[] = [];
		for (const round of $range(1, 10)) {
			for (const slot of $range(0, random.integer(0, 12))) {
				if (isTaken[slot] !== true && slot <= ids.size()) {
					ids[slot] = `${random.integer(0, 30)}-${round}-${slot}`;
					isTaken[slot] = true;
					order.add(slot);
				}
			}
			order.settle(neverPause);
			const sorted = ids.filter((_, slot) => isTaken[slot]!).sort();
			expect(inOrder(order, ids)).toEqual([sorted, sorted]);
			for (const slot of $range(0, ids.size() - 1)) if (random.chance(0.3)) isTaken[slot] = false;
			order.retain((slot) => isTaken[slot]!);
			const left = ids.filter((_, slot) => isTaken[slot]!).sort();
			expect(inOrder(order, ids)).toEqual([left, left]);
		}
	});
};
