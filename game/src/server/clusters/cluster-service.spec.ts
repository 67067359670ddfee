import { AllPairs } from "../../../bench/clusters/all-pairs";
import { holdsTogether, naivePartition, withinCaps } from "../../../bench/clusters/naive-partition";
import { RandomPlace } from "../../../bench/clusters/random-place";
import { replay } from "../../../bench/clusters/replay";
import { deepEqual, expect, show } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { DEFAULT_CONFIG } from "../../shared/config/config";
import type { Frame } from "../entities/entity";
import type { Cluster, ClusterChange, ClusterTick } from "./cluster";
import type { ClusterServiceDeps } from "./cluster-service";
import { createClusterService } from "./cluster-service";

/** Ticks of one random walk. */
const TICKS = 12;

function serviceWith(changes: Partial<ClusterServiceDeps> = {}) {
	let ids = 0;
	const newId = () => `c${(ids += 1)}`;
	return createClusterService({ config: DEFAULT_CONFIG, newId, clock: { seconds: () => 0 }, ...changes });
}

/** Small caps, so that small worlds have crowds. */
function randomConfig(random: SeededRandom): ClusterServiceDeps["config"] {
	if (random.chance(0.3)) return DEFAULT_CONFIG;
	return {
		linkStuds: 10,
		unlinkStuds: random.pick([10, 12]),
		maxClusterMembers: random.integer(2, 12),
		maxClusterDiameterStuds: random.pick([12, 20, 60]),
	};
}

function partitionOf(tick: ClusterTick): string[][] {
	const groups: string[][] = [];
	for (const [, cluster] of tick.clusters) groups.push([...cluster.members]);
	return groups.sort((a, b) => a[0]! < b[0]!);
}

function kindOf(change: ClusterChange): string {
	return change.kind;
}

type Row = Record<string, number>;

/** A frame of entities that stand in a row along x. */
function rowFrame(at: number, row: Row): Frame {
	const ids: string[] = [];
	const xs: number[] = [];
	for (const [id, x] of pairs(row)) {
		ids.push(id);
		xs.push(x);
	}
	return { at, ids, xs, ys: ids.map(() => 0), zs: ids.map(() => 0) };
}

export = (t: Suite) => {
	t.property("agrees with the plain form on every walk", 400, (random) => {
		const config = randomConfig(random);
		const service = serviceWith({ config });
		const plain = new AllPairs(config);
		const place = new RandomPlace(random, 60);
		let lastClusterOf: ReadonlyMap<string, string> = new Map();
		for (const tickNumber of $range(1, TICKS)) {
			const frame = place.step();
			const linked = plain.update(frame);
			const tick = service.update(frame);
			const expected = naivePartition({ frame, linked, lastClusterOf, caps: config });
			expect(partitionOf(tick), `tick ${tickNumber}`).toEqual(expected);
			lastClusterOf = tick.clusterOf;
		}
	});

	t.property("gives the same whatever the order of the frame", 150, (random) => {
		const config = randomConfig(random);
		const [one, other] = [serviceWith({ config }), serviceWith({ config })];
		const place = new RandomPlace(random, 50);
		for (const _ of $range(1, TICKS)) {
			const frame = place.step();
			expect(other.update(place.shuffled())).toEqual(one.update(frame));
		}
	});

	t.property("keeps every cluster within the caps and connected by its own links", 150, (random) => {
		const config = randomConfig(random);
		const service = serviceWith({ config });
		const plain = new AllPairs(config);
		const place = new RandomPlace(random, 60);
		for (const _ of $range(1, TICKS)) {
			const frame = place.step();
			const linked = plain.update(frame);
			const links = linked.firsts.map((a, i) => ({ a, b: linked.seconds[i]! }));
			const indexOf = new Map(frame.ids.map((id, i) => [id, i]));
			const tick = service.update(frame);
			const situation = { frame, linked, lastClusterOf: tick.clusterOf, caps: config };
			for (const [, { members }] of tick.clusters) {
				const indices = members.map((id) => indexOf.get(id)!);
				expect(members.size()).toBeAtLeast(2);
				expect(withinCaps(situation, indices), "within caps").toBe(true);
				expect(holdsTogether(links, indices), "connected").toBe(true);
			}
		}
	});

	t.property("tells by its changes exactly what became of the clusters", 250, (random) => {
		const service = serviceWith({ config: randomConfig(random) });
		const place = new RandomPlace(random, 60);
		let last: ReadonlyMap<string, Cluster> = new Map();
		const gone = new Set<string>();
		for (const _ of $range(1, TICKS)) {
			const tick = service.update(place.step());
			expect(replay(last, tick.changes, tick.at)).toEqual(tick.clusters as Map<string, Cluster>);
			const clusterOf = new Map<string, string>();
			for (const [id, cluster] of tick.clusters) {
				expect(gone.has(id), `${id} used again`).toBe(false);
				for (const member of cluster.members) clusterOf.set(member, id);
				const before = last.get(id);
				if (before && deepEqual(before.members, cluster.members)) expect(cluster, "unchanged").toBe(before);
			}
			expect(tick.clusterOf as Map<string, string>).toEqual(clusterOf);
			for (const [id] of last) if (!tick.clusters.has(id)) gone.add(id);
			last = tick.clusters;
		}
	});

	t.property("gives the same in slices as in one go, wherever it stops", 200, (random) => {
		const config = randomConfig(random);
		// Time passes only when it is looked at, by a random amount, so each pause may or may not stop.
		let now = 0;
		const clock = { seconds: () => (now += random.unit() * 0.001) };
		const [whole, slicing] = [serviceWith({ config }), serviceWith({ config, clock })];
		const place = new RandomPlace(random, 60);
		for (const _ of $range(1, TICKS)) {
			const frame = place.step();
			if (random.chance(0.2)) expect(slicing.update(frame)).toEqual(whole.update(frame));
			else {
				const job = slicing.begin(frame);
				let tick: ClusterTick | undefined;
				while (!tick) tick = job.step(random.pick([0, 0.1, 1, 5]));
				expect(tick).toEqual(whole.update(frame));
				expect(job.step(1)).toBe(tick);
			}
		}
	});

	t.property("forgets a job that is given up", 150, (random) => {
		const config = randomConfig(random);
		const [steady, disturbed] = [serviceWith({ config }), serviceWith({ config })];
		const place = new RandomPlace(random, 60);
		for (const _ of $range(1, TICKS)) {
			const given = place.step();
			const job = disturbed.begin(given);
			let tick: ClusterTick | undefined;
			for (const _step of $range(1, random.integer(0, 12))) tick ??= job.step(0);
			if (tick) steady.update(given);
			const frame = place.step();
			const expected = steady.update(frame);
			const actual = random.chance(0.5) ? disturbed.update(frame) : disturbed.begin(frame).step(1000)!;
			expect(partitionOf(actual)).toEqual(partitionOf(expected));
			// Ids may have been given to what the lost tick would have formed, so the kinds alone must agree.
			expect(actual.changes.map(kindOf)).toEqual(expected.changes.map(kindOf));
			expect(job.step(1000), "what the old job says").toBe(tick);
		}
	});

	t.it("has no clusters of nobody, of one, and of two out of earshot", () => {
		const service = serviceWith();
		for (const row of [{}, { a: 0 }, { a: 0, b: 10.001 }] as Row[]) {
			const tick = service.update(rowFrame(1, row));
			expect(tick.clusters.size()).toBe(0);
			expect(tick.changes).toEqual([]);
		}
	});

	t.it("links at 10 studs, keeps the link to 12, and asks for 10 again once it broke", () => {
		const service = serviceWith();
		const together = [10, 12, 11, 12.001, 11, 10.001, 10].map(
			(x, second) => service.update(rowFrame(second, { a: 0, b: x })).clusters.size() === 1,
		);
		expect(together).toEqual([true, true, true, false, false, false, true]);
	});

	t.it("does not take one who was away for linked", () => {
		const service = serviceWith();
		service.update(rowFrame(1, { a: 0, b: 9 }));
		service.update(rowFrame(2, { a: 0 }));
		expect(service.update(rowFrame(3, { a: 0, b: 11 })).clusters.size()).toBe(0);
		// The slot of one who left goes to another, who has nothing of its links.
		service.update(rowFrame(4, { a: 0, b: 9 }));
		service.update(rowFrame(5, { a: 0, b: 11 }));
		service.update(rowFrame(6, { a: 0 }));
		expect(service.update(rowFrame(7, { a: 0, c: 11 })).clusters.size()).toBe(0);
	});

	t.it("stamps a cluster with when its id appeared and when its members last changed", () => {
		const service = serviceWith();
		const rows: Row[] = [
			{ a: 0, b: 5 },
			{ a: 1, b: 5 },
			{ a: 1, b: 5, c: 9 },
		];
		const stamps = rows.map((row, i) => {
			const cluster = service.update(rowFrame(i + 1, row)).clusters.get("c1")!;
			return [cluster.formed, cluster.updated];
		});
		expect(stamps).toEqual([
			[1, 1],
			[1, 1],
			[1, 3],
		]);
	});

	t.it("leaves out, and counts, who has no finite position or comes twice", () => {
		const service = serviceWith();
		const tick = service.update({
			at: 1,
			ids: ["a", "b", "c", "d", "a", "e"],
			xs: [0, 0 / 0, 1, 2, 900, 3],
			ys: [0, 0, math.huge, 0, 0, 0],
			zs: [0, 0, 0, -math.huge, 0, 0],
		});
		expect(partitionOf(tick)).toEqual([["a", "e"]]);
		expect(service.skipped()).toBe(4);
	});

	t.it("never touches a tick that it gave out", () => {
		const service = serviceWith();
		const first = service.update(rowFrame(1, { a: 0, b: 5, c: 9 }));
		const before = show(first);
		service.update(rowFrame(2, { a: 0, b: 5, c: 90, d: 95 }));
		service.update(rowFrame(3, {}));
		expect(show(first)).toBe(before);
	});

	t.it("hands the same maps on while nothing changes", () => {
		const service = serviceWith();
		const first = service.update(rowFrame(1, { a: 0, b: 5 }));
		const second = service.update(rowFrame(2, { a: 2, b: 5, c: 90 }));
		expect(second.changes).toEqual([]);
		expect(second.clusters).toBe(first.clusters);
		expect(second.clusterOf).toBe(first.clusterOf);
	});

	t.it("does not reshuffle a crowd that shifts from foot to foot", () => {
		const random = new SeededRandom(5);
		const homes: [number, number][] = [];
		for (const _ of $range(1, 300)) homes.push([random.between(0, 100), random.between(0, 100)]);
		const service = serviceWith();
		const shift = () => random.between(-0.3, 0.3);
		let changes = 0;
		for (const second of $range(1, 60)) {
			const tick = service.update({
				at: second,
				ids: homes.map((_, i) => `e${i}`),
				xs: homes.map(([x]) => x + shift()),
				ys: homes.map(() => 0),
				zs: homes.map(([, z]) => z + shift()),
			});
			// By then every link has formed that can, and within the hysteresis none breaks.
			if (second > 40) changes += tick.changes.size();
		}
		expect(changes).toBe(0);
	});

	t.it("refuses a config that contradicts itself", () => {
		const cases: [Partial<typeof DEFAULT_CONFIG>, string][] = [
			[{ linkStuds: 0 }, "linkStuds"],
			[{ unlinkStuds: 9 }, "unlinkStuds"],
			[{ maxClusterMembers: 1 }, "maxClusterMembers"],
			[{ maxClusterDiameterStuds: 11 }, "maxClusterDiameterStuds"],
		];
		for (const [change, named] of cases) {
			expect(() => serviceWith({ config: { ...DEFAULT_CONFIG, ...change } })).toThrow(named);
		}
	});
};
