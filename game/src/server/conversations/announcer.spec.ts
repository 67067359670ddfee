import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { ClusterWorld } from "../../../test/talk/cluster-world";
import type { ClusterChange, ClusterTick } from "../clusters/cluster";
import { Announcer } from "./announcer";
import { effectsOf } from "./cluster-effects";
import type { Notice } from "./told-clusters";

const formed = (clusterId: string, ...members: string[]): ClusterChange => ({
	kind: "formed",
	clusterId,
	members,
});
const joined = (clusterId: string, memberId: string): ClusterChange => ({
	kind: "joined",
	clusterId,
	memberId,
});
const left = (clusterId: string, memberId: string): ClusterChange => ({ kind: "left", clusterId, memberId });
const told = (notices: readonly Notice[]) =>
	notices.map(
		(notice) =>
			`${notice.memberId}@${notice.clusterId ?? "-"} +${notice.joined.join("")} -${notice.left.join("")}`,
	);

/** Checks every notice against what was confirmed, from its own records alone. */
class Judge {
	/** By "cluster entity": the newest change of that membership, and whether it was released. */
	private readonly newest = new Map<string, string>();
	private readonly released = new Set<string>();
	/** By member: the cluster and company it was told of last. */
	private readonly company = new Map<string, Set<string>>();
	wrong: string[] = [];
	notices = 0;

	changed(tick: ClusterTick, ids: readonly string[]): void {
		tick.changes.forEach((change, i) => {
			for (const { clusterId, entityId } of effectsOf(change)) {
				this.newest.set(`${clusterId} ${entityId}`, ids[i]!);
			}
		});
	}

	release(ids: readonly string[]): void {
		for (const id of ids) this.released.add(id);
	}

	hear(notices: readonly Notice[], tick: ClusterTick, isEnhanced: boolean): void {
		for (const notice of notices) {
			this.notices += 1;
			const { memberId, clusterId } = notice;
			if (notice.isEnhanced !== isEnhanced) this.wrong.push(`${memberId} is told in the wrong way`);
			if (clusterId !== undefined) this.checkIn(clusterId, memberId, tick);
			for (const id of notice.joined) this.checkIn(clusterId!, id, tick);
			this.checkOnce(notice);
		}
	}

	/** Everybody knows what is true. */
	checkSettled(tick: ClusterTick, ids: readonly string[]): void {
		for (const id of ids) {
			const cluster = tick.clusters.get(tick.clusterOf.get(id) ?? "");
			const truth = cluster?.members.filter((member) => member !== id) ?? [];
			const known = [...(this.company.get(id) ?? new Set<string>())].sort();
			if (known.join() !== truth.join()) this.wrong.push(`${id} knows ${known.join()} for ${truth.join()}`);
		}
	}

	/** Nobody is told of a membership that is not true, or whose newest change was not released. */
	private checkIn(clusterId: string, id: string, tick: ClusterTick): void {
		const newest = this.newest.get(`${clusterId} ${id}`);
		if (newest === undefined || !this.released.has(newest)) this.wrong.push(`${id}: told too early`);
		if (tick.clusterOf.get(id) !== clusterId) this.wrong.push(`${id}: stale`);
	}

	private checkOnce({ memberId, joined: came, left: went }: Notice): void {
		const company = this.company.get(memberId) ?? new Set();
		for (const id of came) {
			if (company.has(id)) this.wrong.push(`${memberId} is told of ${id} twice`);
			company.add(id);
		}
		for (const id of went) {
			if (!company.delete(id)) this.wrong.push(`${memberId} is told that ${id} went, of whom it never knew`);
		}
		this.company.set(memberId, company);
	}
}

/** A backend that confirms late, refuses, or never says a word. */
function simulate(random: SeededRandom, changes: number): Judge {
	const ids: string[] = [];
	for (const i of $range(1, 24)) ids.push(`e${i}`);
	const world = new ClusterWorld(random, ids);
	const announcer = new Announcer();
	const judge = new Judge();
	let flights: { readonly ids: readonly string[]; readonly at: number; readonly ok: boolean }[] = [];
	let [now, count] = [0, 0];
	let tick = world.tick(now, 0);
	const land = () => {
		const landing = random.shuffled(flights.filter((flight) => flight.at <= now));
		flights = flights.filter((flight) => flight.at > now);
		for (const { ids: changeIds, ok } of landing) {
			judge.release(changeIds);
			judge.hear(announcer.confirmed(changeIds, ok), tick, !ok);
		}
	};
	const age = (waiting: Map<string, number>) => {
		const due: string[] = [];
		for (const [id, deadline] of waiting) if (now >= deadline) due.push(id);
		for (const id of due) waiting.delete(id);
		judge.release(due);
		judge.hear(announcer.expire(now), tick, true);
	};
	const waiting = new Map<string, number>();
	while (count < changes || announcer.awaiting() > 0) {
		now += random.between(0.1, 0.6);
		if (count < changes) {
			tick = world.tick(now, random.integer(1, 4));
			const changeIds = tick.changes.map(() => string.format("k%06d", (count += 1)));
			judge.changed(tick, changeIds);
			announcer.changed(tick.changes, changeIds, now + 2);
			for (const id of changeIds) waiting.set(id, now + 2);
			const fate = random.unit();
			const at = now + (fate < 0.4 ? 0 : random.between(0, 3));
			if (fate < 0.9) flights.push({ ids: changeIds, at, ok: fate < 0.8 });
		}
		land();
		age(waiting);
	}
	judge.checkSettled(tick, ids);
	return judge;
}

export = (t: Suite) => {
	t.it("tells nobody before the confirmation, and then everybody who is concerned", () => {
		const announcer = new Announcer();
		announcer.changed([formed("c", "a", "b")], ["k1"], 2);
		expect(announcer.clusterOf("a")).toBe(undefined);
		expect(told(announcer.confirmed(["k1"], true))).toEqual(["a@c +b -", "b@c +a -"]);
		expect(announcer.clusterOf("a")).toBe("c");
		expect(announcer.membersOf("c")).toEqual(["a", "b"]);
		expect(announcer.confirmed(["k1"], true)).toEqual([]);
	});

	t.it("tells all the same, enhanced, where a confirmation fails or does not come", () => {
		const announcer = new Announcer();
		announcer.changed([formed("c", "a", "b")], ["k1"], 2);
		expect(announcer.confirmed(["k1"], false).every((notice) => notice.isEnhanced)).toBe(true);
		announcer.changed([joined("c", "d")], ["k2"], 5);
		expect(announcer.expire(4.9)).toEqual([]);
		const late = announcer.expire(5);
		expect(told(late)).toEqual(["a@c +d -", "b@c +d -", "d@c +ab -"]);
		expect(late.every((notice) => notice.isEnhanced)).toBe(true);
		expect(announcer.confirmed(["k2"], true)).toEqual([]);
	});

	t.it("tells nothing of what is over before it was confirmed", () => {
		const announcer = new Announcer();
		announcer.changed([formed("c", "a", "b")], ["k1"], 2);
		announcer.confirmed(["k1"], true);
		announcer.changed([joined("c", "d")], ["k2"], 2);
		announcer.changed([left("c", "d")], ["k3"], 3);
		expect(announcer.confirmed(["k2"], true)).toEqual([]);
		expect(announcer.confirmed(["k3"], true)).toEqual([]);
	});

	t.it("tells those who were merged of the others alone", () => {
		const announcer = new Announcer();
		announcer.changed([formed("c", "a", "b"), formed("d", "x", "y")], ["k1", "k2"], 2);
		announcer.confirmed(["k1", "k2"], true);
		announcer.changed([{ kind: "merged", clusterId: "c", from: "d", members: ["x", "y"] }], ["k3"], 2);
		expect(told(announcer.confirmed(["k3"], true))).toEqual([
			"a@c +xy -",
			"b@c +xy -",
			"x@c +ab -",
			"y@c +ab -",
		]);
	});

	t.it("tells those who are alone again", () => {
		const announcer = new Announcer();
		announcer.changed([formed("c", "a", "b")], ["k1"], 2);
		announcer.confirmed(["k1"], true);
		announcer.changed([{ kind: "dissolved", clusterId: "c", members: ["a", "b"] }], ["k2"], 2);
		expect(told(announcer.confirmed(["k2"], true))).toEqual(["a@- + -b", "b@- + -a"]);
		expect(announcer.membersOf("c")).toEqual([]);
	});

	t.property("keeps the order of truth through 10,000 changes, late, refused and lost", 1, (random) => {
		const judge = simulate(random, 10_000);
		expect(judge.wrong).toEqual([]);
		expect(judge.notices).toBeAtLeast(10_000);
	});

	t.property("keeps it in small worlds", 60, (random) => {
		expect(simulate(random, 40).wrong).toEqual([]);
	});
};
