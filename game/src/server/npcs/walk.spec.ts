import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Point, WalkPort, WayListener, WayPoint } from "./walk";
import { startWalk } from "./walk";

const at = (x: number, z = 0): Point => ({ x, y: 3, z });
const way = (...xs: number[]): WayPoint[] => xs.map((x) => ({ ...at(x), isJump: false }));

/** A walker on a line, whose way is found when the spec says so. */
function rig(options: { isClear?: boolean; from?: Point } = {}) {
	const seen: string[] = [];
	const world = {
		here: (options.from ?? at(0)) as Point | undefined,
		now: 0,
		isClear: options.isClear ?? true,
	};
	const searches: { listener: WayListener; isLetGo: boolean }[] = [];
	const port: WalkPort = {
		position: () => world.here,
		isClear: () => world.isClear,
		findWay: (_, listener) => {
			const search = { listener, isLetGo: false };
			searches.push(search);
			seen.push("search");
			return () => {
				search.isLetGo = true;
			};
		},
		step: (point) => seen.push(`step ${point.x}${point.isJump ? " jump" : ""}`),
		halt: () => seen.push("halt"),
		now: () => world.now,
	};
	const walk = (goal: Point) => startWalk(port, goal, () => seen.push("over"));
	const leaks = () => searches.filter((search) => !search.isLetGo).size();
	return { seen, world, searches, walk, leaks };
}

export = (t: Suite) => {
	t.it("walks straight where nothing is in the way", () => {
		const { seen, world, walk } = rig();
		const going = walk(at(20));
		expect(seen).toEqual(["step 20"]);
		world.here = at(19.5);
		going.finished(true);
		expect(seen).toEqual(["step 20", "over"]);
	});

	t.it("is over at once where it stands there already", () => {
		const { seen, walk } = rig();
		walk(at(1));
		expect(seen).toEqual(["over"]);
	});

	t.it("follows the points of a way, passing over those it stands on", () => {
		const { seen, world, searches, walk, leaks } = rig({ isClear: false });
		const going = walk(at(30));
		searches[0]!.listener.found([...way(0, 10), { ...at(20), isJump: true }, ...way(30)]);
		for (const x of [10, 20, 30]) {
			world.here = at(x);
			going.finished(true);
		}
		expect(seen).toEqual(["search", "step 10", "step 20 jump", "step 30", "over"]);
		expect(leaks()).toBe(0);
	});

	t.it("stays where no way is found", () => {
		const { seen, searches, walk, leaks } = rig({ isClear: false });
		walk(at(30));
		searches[0]!.listener.found(undefined);
		expect(seen).toEqual(["search", "halt", "over"]);
		expect(leaks()).toBe(0);
	});

	t.it("lets go of a search that ends while it is being asked for", () => {
		for (const answer of [undefined, [], way(0.5)]) {
			let isLetGo = false;
			let overs = 0;
			const port: WalkPort = {
				position: () => at(0),
				isClear: () => false,
				findWay: (_, listener) => {
					listener.found(answer);
					return () => {
						isLetGo = true;
					};
				},
				step: () => error("there is nowhere to go"),
				halt: () => {},
				now: () => 0,
			};
			startWalk(port, at(30), () => {
				overs += 1;
			});
			expect(overs).toBe(1);
			expect(isLetGo).toBe(true);
		}
	});

	t.it("goes on with a leg that is longer than the 8 s of one order", () => {
		const { seen, world, walk } = rig();
		const going = walk(at(200));
		world.here = at(120);
		world.now = 8;
		going.finished(false);
		expect(seen).toEqual(["step 200", "step 200"]);
	});

	t.it("looks for a way around where it got stuck, and gives up in the end", () => {
		const { seen, world, searches, walk, leaks } = rig();
		const going = walk(at(30));
		for (const round of $range(1, 5)) {
			world.now = round * 8;
			going.finished(false);
			if (round <= 4) searches[round - 1]!.listener.found(way(0, 30));
		}
		const tries = ["search", "step 30"];
		expect(seen).toEqual(["step 30", ...tries, ...tries, ...tries, ...tries, "halt", "over"]);
		expect(leaks()).toBe(0);
	});

	t.it("does not take the end of an older order for its own", () => {
		const { seen, world, walk } = rig();
		world.now = 100;
		const going = walk(at(30));
		going.finished(false);
		going.finished(true);
		world.now = 103;
		going.finished(false);
		expect(seen).toEqual(["step 30"]);
	});

	t.it("looks anew where the way is blocked ahead, and not where it is blocked behind", () => {
		const { seen, world, searches, walk, leaks } = rig({ isClear: false });
		const going = walk(at(30));
		searches[0]!.listener.found(way(10, 20, 30));
		world.here = at(10);
		going.finished(true);
		searches[0]!.listener.blocked(0);
		expect(seen).toEqual(["search", "step 10", "step 20"]);
		searches[0]!.listener.blocked(2);
		expect(seen).toEqual(["search", "step 10", "step 20", "halt", "search"]);
		expect(searches[0]!.isLetGo).toBe(true);
		searches[0]!.listener.blocked(2);
		searches[0]!.listener.found(way(20, 30));
		searches[1]!.listener.found(way(12, 30));
		expect(seen).toEqual(["search", "step 10", "step 20", "halt", "search", "step 30"]);
		going.stop();
		expect(leaks()).toBe(0);
	});

	t.it("does nothing any more once it was stopped", () => {
		const { seen, searches, walk, leaks } = rig({ isClear: false });
		const going = walk(at(30));
		going.stop();
		expect(leaks()).toBe(0);
		searches[0]!.listener.found(way(30));
		searches[0]!.listener.blocked(0);
		going.finished(true);
		expect(seen).toEqual(["search"]);
	});

	t.it("ends where the body has gone", () => {
		const { seen, world, walk } = rig();
		const going = walk(at(30));
		world.here = undefined;
		going.finished(false);
		expect(seen).toEqual(["step 30", "halt", "over"]);
	});

	t.property("ends once and lets go of every way, whatever happens", 500, (random) => {
		const { seen, world, searches, walk, leaks } = rig({ isClear: random.chance(0.5) });
		const going = walk(at(random.between(-60, 60), random.between(-60, 60)));
		const count = (what: string) => seen.filter((each) => each === what).size();
		for (const _ of $range(1, 60)) {
			world.now += random.between(0, 9);
			if (world.here)
				world.here = at(world.here.x + random.between(-3, 9), world.here.z + random.between(-3, 3));
			if (random.chance(0.01)) world.here = undefined;
			const listener = searches.isEmpty() ? undefined : random.pick(searches).listener;
			const found = [at(random.between(-60, 60)), at(random.between(-60, 60))];
			const event = random.integer(1, 4);
			if (event === 1) going.finished(random.chance(0.5));
			else if (event === 2) listener?.blocked(random.integer(0, 3));
			else if (event === 3) listener?.found(found.map((point) => ({ ...point, isJump: false })));
			else if (random.chance(0.1)) listener?.found(undefined);
		}
		expect(count("over")).toBeAtMost(1);
		expect(count("search")).toBeAtMost(4);
		expect(leaks()).toBeAtMost(count("over") === 1 ? 0 : 1);
		going.stop();
		expect(leaks()).toBe(0);
	});
};
