import { Rig } from "../../../test/backend/rig";
import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import type { EarshotConfig } from "../../shared/config/config";

/** Short waits, so that a property's run of a minute sees many of them. */
const BRISK: Partial<EarshotConfig> = { retryCapSeconds: 6, syncSeconds: 5 };

function rig(config: Partial<EarshotConfig> = {}): Rig {
	const made = new Rig(new SeededRandom(7), config);
	for (const _ of $range(1, 6)) made.place.add();
	return made;
}

/** Reports clusters until a tick brings a change; the answer is in `heard` once it has come. */
function changeClusters(made: Rig, heard: string[] = []): readonly string[] {
	for (;;) {
		const ids = made.report((told, ok) => heard.push(`${told.join("+")} ${ok} at ${made.now}`));
		if (!ids.isEmpty()) return ids;
	}
}

export = (t: Suite) => {
	t.property(
		"ends in the place's own state, every event once and in order, whatever goes wrong",
		300,
		(random) => {
			const tight = random.chance(0.3);
			const made = new Rig(random, {
				...BRISK,
				requestsPerMinute: tight ? 24 : 400,
				requestBurst: tight ? 6 : 20,
				maxBodyBytes: random.chance(0.3) ? 3_000 : 900_000,
			});
			made.backend.watchers = random.integer(0, 1);
			for (const _ of $range(1, random.integer(3, 15))) made.place.add();
			made.http.faultRate = random.between(0, 0.7);
			made.run(60, made.live);
			made.http.faultRate = 0;
			made.run(60);
			made.expectSame();
			made.expectLawful();
		},
	);
	t.property("ends in the same state by fulls alone as by deltas alone", 60, (random) => {
		const [byDeltas, byFulls] = [0, 1].map(() => {
			const made = new Rig(new SeededRandom(random.seed), BRISK);
			for (const _ of $range(1, 8)) made.place.add();
			return made;
		});
		byDeltas!.run(60, byDeltas!.live);
		byFulls!.run(60, () => {
			byFulls!.backend.restartEmpty();
			byFulls!.live();
		});
		byDeltas!.run(11);
		byFulls!.run(11);
		expect(byFulls!.service.stats().fulls).toBeAtLeast(10);
		expect(byDeltas!.service.stats().fulls).toBe(1);
		expect(byFulls!.backend.world.members).toEqual(byDeltas!.backend.world.members);
		expect(byFulls!.backend.world.clusters).toEqual(byDeltas!.backend.world.clusters);
		byFulls!.expectSame();
		byDeltas!.expectSame();
	});
	t.it("updates its own state every two seconds, and at once with the clusters", () => {
		const made = rig();
		made.run(1);
		const body = made.place.bodies.get("e1")!;
		body.x = 12.3456;
		const seen = () => made.service.state().humanContext.get("key-e1")!.position!.x;
		made.run(1);
		expect(seen() === 12.346).toBe(false);
		made.run(0.5);
		expect(seen()).toBe(12.346);
		body.x = 50;
		changeClusters(made);
		expect(seen()).toBe(50);
	});
	t.it("shows state, waiting events and the moments of both", () => {
		const made = rig();
		expect(made.service.state().lastApiSync).toBe(undefined);
		made.run(3);
		made.greet();
		const state = made.service.state();
		expect(state.humanContext.size()).toBe(6);
		expect(state.events.map(({ id }) => id!)).toEqual(["epoch-1-1"]);
		expect(state.lastUpdate).toBe(1_736_840_002.25);
		expect(state.lastApiSync).toBe(1_736_840_000.5);
	});
	t.it("confirms changes of clusters once the backend holds them", () => {
		const made = rig();
		made.run(5);
		const heard: string[] = [];
		const ids = changeClusters(made, heard);
		made.run(5);
		expect(heard).toEqual([`${ids.join("+")} true at 5.5`]);
	});
	t.it("says that they are not confirmed in time, once, and tells the backend all the same", () => {
		const made = rig();
		made.run(5);
		made.http.faultRate = 1;
		made.http.faults = ["lostBefore"];
		const heard: string[] = [];
		const ids = changeClusters(made, heard);
		made.run(15);
		expect(heard).toEqual([`${ids.join("+")} false at 7`]);
		made.http.faultRate = 0;
		made.run(60);
		expect(heard.size()).toBe(1);
		made.expectSame();
	});
	t.it("writes what happened into the recent interactions of those concerned", () => {
		const made = rig();
		made.run(1);
		changeClusters(made);
		made.service.reportInteraction("e1", "Fell into the well");
		made.run(3);
		const [newest] = made.service.state().humanContext.get("key-e1")!.recentInteractions!;
		expect(newest!.narrative).toBe("Fell into the well");
		let met = 0;
		for (const [, { recentInteractions = [] }] of made.service.state().humanContext) {
			for (const { narrative } of recentInteractions) if (narrative.match("^Met ")[0] !== undefined) met += 1;
		}
		expect(met).toBeAtLeast(2);
	});
	t.it("forgets what happened to those who have left", () => {
		const made = rig();
		made.run(1);
		made.service.reportInteraction("e1", "Fell into the well");
		const body = made.place.bodies.get("e1")!;
		made.place.remove("e1");
		made.run(3);
		made.place.bodies.set("e1", body);
		made.run(3);
		expect(made.service.state().humanContext.get("key-e1")!.recentInteractions).toEqual([]);
	});
	t.it("speaks of each overflow of the outbox once", () => {
		const made = rig({ maxOutboxEvents: 2 });
		for (const _ of $range(1, 2)) {
			made.run(12);
			for (const _ of $range(1, 5)) made.greet();
		}
		expect(made.lines.size(), made.lines.join("; ")).toBe(2);
		expect(made.service.stats().eventsDropped).toBe(6);
	});
	t.it("counts numbers that are not finite, and speaks of each entity once", () => {
		const made = rig();
		made.run(1);
		made.place.bodies.get("e1")!.x = 0 / 0;
		made.run(20);
		expect(made.service.stats().notFinite).toBe(10);
		expect(made.lines).toEqual(["warn: Entity e1 has a position or health that is not finite"]);
		made.expectLawful();
	});
	t.it("sets aside an event that cannot be encoded, and says so", () => {
		const made = rig();
		made.service.reportEvent({ type: "greeting", actor: "a", at: 0 / 0 });
		made.run(3);
		expect(made.service.stats().eventsSetAside).toBe(1);
		expect(made.lines).toEqual([
			"error: Event epoch-1-1 (greeting) is not told: body.at is not a finite number",
		]);
		made.expectSame();
	});
	t.it("flushes what is unsent, one last look at the place included", () => {
		const made = rig();
		made.run(5);
		made.greet();
		made.place.bodies.get("e1")!.x = 77;
		const heard: boolean[] = [];
		made.service.flush((complete) => heard.push(complete), made.now + 20);
		made.run(2);
		expect(heard).toEqual([true]);
		made.expectSame();
	});
	t.it("flushes through failures, without the long waits", () => {
		const made = rig();
		made.http.faultRate = 1;
		made.http.faults = ["http500"];
		made.run(100);
		made.greet();
		const heard: string[] = [];
		made.service.flush((complete) => heard.push(`${complete} at ${made.now}`), made.now + 20);
		made.run(10);
		const tries = made.http.sentAt.filter((at) => at > 100);
		expect(tries[0]!, "the first is at once").toBeAtMost(100.5);
		expect(tries.size()).toBeAtLeast(6);
		made.http.faultRate = 0;
		made.run(3);
		expect(heard.size()).toBe(1);
		expect(heard[0]!.match("^true")[0] !== undefined).toBe(true);
		made.expectSame();
	});
	t.it("flushes at once what was held back after refusals, in as many parts as it takes", () => {
		const made = rig({ maxBodyBytes: 900, retryCapSeconds: 1000 });
		made.backend.refuse = () => ({ status: 400, body: undefined });
		made.run(1000);
		made.backend.refuse = () => undefined;
		const heard: string[] = [];
		made.service.flush((complete) => heard.push(`${complete} at ${made.now}`), made.now + 20);
		made.run(2);
		expect(heard.size()).toBe(1);
		expect(made.backend.taken.size()).toBeAtLeast(2);
		made.expectSame();
	});
	t.it("gives up flushing at the deadline, and says so", () => {
		const made = rig();
		made.http.faultRate = 1;
		made.http.faults = ["lostBefore"];
		made.run(5);
		const heard: string[] = [];
		made.service.flush((complete) => heard.push(`${complete} at ${made.now}`), 20);
		made.run(30);
		expect(heard).toEqual(["false at 20"]);
	});
	t.it("holds no more than its bounds through an hour without a backend, and says what it gave up", () => {
		const made = rig({ maxOutboxEvents: 500, maxOutboxBytes: 60_000, localStateSeconds: 10 });
		made.http.faultRate = 1;
		made.http.faults = ["lostBefore", "http500"];
		let most = 0;
		let bytes = 0;
		made.run(3600, () => {
			made.report();
			made.greet();
			const { eventsWaiting, bytesWaiting } = made.service.stats();
			most = math.max(most, eventsWaiting);
			bytes = math.max(bytes, bytesWaiting);
		});
		expect(most).toBeAtMost(500);
		expect(most).toBeAtLeast(300);
		expect(bytes).toBeAtMost(60_000);
		const held = made.service.state().events.map(({ id }) => id!);
		const { eventsDropped, eventsQueued, eventsWaiting } = made.service.stats();
		expect(eventsDropped).toBe(eventsQueued - eventsWaiting);
		expect(made.lines.filter((line) => line.match("outbox is full")[0] !== undefined).size()).toBe(1);
		made.http.faultRate = 0;
		made.run(120);
		expect(made.backend.journal.map(({ id }) => id!)).toEqual(held);
		made.expectLawful();
	});
};
