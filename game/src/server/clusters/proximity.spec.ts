import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { DEFAULT_CONFIG } from "../../shared/config/config";
import type { Frame } from "../entities/entity";
import type { ClusterTick } from "./cluster";
import { createClusterService } from "./cluster-service";
import { createProximity } from "./proximity";

const pair = (at: number, distance: number): Frame => ({
	at,
	ids: ["a", "b"],
	xs: [0, distance],
	ys: [0, 0],
	zs: [0, 0],
});

function world(budgetMs: number) {
	let ids = 0;
	let seconds = 0;
	const ticks: ClusterTick[] = [];
	const clusters = createClusterService({
		config: DEFAULT_CONFIG,
		newId: () => {
			ids += 1;
			return `c${ids}`;
		},
		// Every reading of the clock costs a millisecond, so that a small budget ends at the next pause.
		clock: {
			seconds: () => {
				seconds += 0.001;
				return seconds;
			},
		},
	});
	return { proximity: createProximity({ clusters, budgetMs, onTick: (tick) => ticks.push(tick) }), ticks };
}

export = (t: Suite) => {
	t.it("gives each look's tick once", () => {
		const { proximity, ticks } = world(1000);
		proximity.step();
		proximity.look(pair(1, 5));
		proximity.step();
		proximity.step();
		proximity.look(pair(2, 50));
		proximity.step();
		expect(ticks.map((tick) => tick.at)).toEqual([1, 2]);
		expect(ticks[0]!.changes.map((change) => change.kind)).toEqual(["formed"]);
		expect(ticks[1]!.changes.map((change) => change.kind)).toEqual(["dissolved"]);
	});

	t.it("spreads a tick over several steps where the budget is small", () => {
		const { proximity, ticks } = world(0.5);
		proximity.look(pair(1, 5));
		proximity.step();
		expect(ticks.size()).toBe(0);
		for (const _ of $range(1, 200)) proximity.step();
		expect(ticks.size()).toBe(1);
	});

	t.it("gives up a tick under way for a newer look, and loses no change by it", () => {
		const { proximity, ticks } = world(0.5);
		proximity.look(pair(1, 5));
		proximity.step();
		proximity.look(pair(2, 6));
		for (const _ of $range(1, 200)) proximity.step();
		expect(ticks.map((tick) => tick.at)).toEqual([2]);
		expect(ticks[0]!.changes.map((change) => change.kind)).toEqual(["formed"]);
	});

	t.it("gives a last look's tick at once, in place of one under way", () => {
		const { proximity, ticks } = world(0.5);
		proximity.look(pair(1, 5));
		proximity.step();
		proximity.lookAtOnce(pair(2, 6));
		expect(ticks.map((tick) => tick.at)).toEqual([2]);
		for (const _ of $range(1, 200)) proximity.step();
		expect(ticks.size()).toBe(1);
		expect(proximity.frame().at).toBe(2);
	});

	t.it("shows the newest frame to everything else", () => {
		const { proximity } = world(1000);
		expect(proximity.frame().ids).toEqual([]);
		const frame = pair(1, 5);
		proximity.look(frame);
		expect(proximity.frame()).toBe(frame);
	});
};
