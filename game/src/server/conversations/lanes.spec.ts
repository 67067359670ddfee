import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Turn } from "./lanes";
import { createLanes } from "./lanes";

export = (t: Suite) => {
	t.it("acts in the order in which turns were taken", () => {
		const seen: string[] = [];
		const lanes = createLanes();
		const first = lanes.take("a");
		const second = lanes.take("a");
		const third = lanes.take("a");
		third.finish(() => seen.push("third"));
		second.finish(() => seen.push("second"));
		expect(seen).toEqual([]);
		first.finish(() => seen.push("first"));
		expect(seen).toEqual(["first", "second", "third"]);
	});

	t.it("goes on past a turn that came to nothing", () => {
		const seen: string[] = [];
		const lanes = createLanes();
		const first = lanes.take("a");
		lanes.take("a").finish(() => seen.push("second"));
		first.finish();
		expect(seen).toEqual(["second"]);
	});

	t.it("does not let lanes wait for each other", () => {
		const seen: string[] = [];
		const lanes = createLanes();
		lanes.take("a");
		lanes.take("b").finish(() => seen.push("b"));
		expect(seen).toEqual(["b"]);
	});

	t.it("ends a turn once", () => {
		const seen: string[] = [];
		const turn = createLanes().take("a");
		expect(turn.finish(() => seen.push("given up"))).toBe(true);
		expect(turn.finish(() => seen.push("late"))).toBe(false);
		expect(seen).toEqual(["given up"]);
	});

	t.it("takes a turn that is taken while another acts", () => {
		const seen: string[] = [];
		const lanes = createLanes();
		lanes.take("a").finish(() => {
			lanes.take("a").finish(() => seen.push("inner"));
			seen.push("outer");
		});
		expect(seen).toEqual(["inner", "outer"]);
	});

	t.property("keeps the order of every lane, however turns end", 200, (random) => {
		const lanes = createLanes();
		const seen = new Map<string, number[]>();
		const open: { lane: string; at: number; turn: Turn }[] = [];
		const finish = () => {
			const { lane, at, turn } = open.remove(random.integer(0, open.size() - 1))!;
			turn.finish(() => {
				const list = seen.get(lane) ?? [];
				list.push(at);
				seen.set(lane, list);
			});
		};
		for (const at of $range(1, 60)) {
			const lane = random.pick(["a", "b", "c"]);
			open.push({ lane, at, turn: lanes.take(lane) });
			if (random.chance(0.5)) finish();
		}
		while (!open.isEmpty()) finish();
		let total = 0;
		seen.forEach((list) => {
			total += list.size();
			for (const i of $range(1, list.size() - 1)) expect(list[i]! > list[i - 1]!).toBe(true);
		});
		expect(total).toBe(60);
	});
};
