import { Rig } from "../../../test/backend/rig";
import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import type { SnapshotWire } from "../../shared/wire";

function rig(): Rig {
	const made = new Rig(new SeededRandom(7));
	for (const _ of $range(1, 4)) made.place.add();
	made.run(2);
	return made;
}

const INVALID = { title: "Invalid", errors: [{ path: "", message: "bad" }] };

/** Refuses bodies with an event of `ids`, without a word on which. */
function refuseEvents(made: Rig, ids: ReadonlySet<string>): void {
	made.backend.refuse = ({ events }: SnapshotWire) =>
		events.some(({ id }) => ids.has(id!)) ? { status: 400, body: INVALID } : undefined;
}

function withoutIds(made: Rig, ids: ReadonlySet<string>): void {
	const kept = made.reported.filter((id) => !ids.has(id));
	made.reported.clear();
	for (const id of kept) made.reported.push(id);
}

export = (t: Suite) => {
	t.it("finds the event that is refused, tells all others, and says so", () => {
		const made = rig();
		const ids: string[] = [];
		for (const _ of $range(1, 9)) ids.push(made.greet());
		const bad = new Set([ids[3]!]);
		refuseEvents(made, bad);
		made.run(40);
		withoutIds(made, bad);
		made.expectSame();
		made.expectLawful();
		const { eventsSetAside, eventsAcked, failed, eventsWaiting } = made.service.stats();
		expect([eventsSetAside, eventsAcked, eventsWaiting]).toEqual([1, 8, 0]);
		expect(failed.refused).toBeAtLeast(2);
		const said = made.lines.filter((line) => line.find(`Event ${ids[3]} `, 1, true)[0] !== undefined);
		expect(said.size()).toBe(1);
		made.place.bodies.get("e1")!.x = 44;
		made.run(12);
		expect(made.backend.world.positions.get("key-e1")!.x, "life goes on").toBe(44);
	});
	t.it("leaves out the member that is refused by name, and tells the rest", () => {
		const made = rig();
		made.backend.refuse = ({ humanContext }) =>
			humanContext["key-e2"] === undefined
				? undefined
				: { status: 422, body: { errors: [{ path: "humanContext.key-e2.name", message: "too long" }] } };
		made.place.bodies.get("e2")!.vitals = { isMoving: true, mood: "cross" };
		made.place.add();
		made.greet();
		made.run(30);
		expect(made.backend.world.members.has("key-e2")).toBe(false);
		expect(made.backend.world.members.has("key-e5")).toBe(true);
		expect(made.backend.journal.size()).toBe(1);
		expect(made.service.stats().leftOut).toBe(1);
		made.place.remove("e2");
		made.run(12);
		made.expectSame();
	});
	t.it("sends smaller bodies where one was too large for the backend", () => {
		const made = rig();
		for (const _ of $range(1, 400)) made.place.add();
		made.backend.refuse = (body) =>
			made.http.encode(body).ok && made.http.sent[made.http.sent.size() - 1]!.text.size() > 20_000
				? { status: 413, body: undefined }
				: undefined;
		made.run(60);
		made.expectSame();
		made.expectLawful();
	});
	t.it("keeps its peace where everything is refused: rare tries, one line, events kept", () => {
		const made = rig();
		made.greet();
		made.backend.refuse = () => ({ status: 400, body: INVALID });
		made.run(600);
		expect(made.service.stats().requests).toBeAtMost(80);
		expect(made.lines.size(), made.lines.join("; ")).toBe(1);
		made.backend.refuse = () => undefined;
		made.run(60);
		made.expectSame();
	});
	t.it("leaves out the member that JSON cannot hold", () => {
		const made = rig();
		made.place.bodies.get("e2")!.vitals = { isMoving: true, mood: string.char(0xff) };
		made.place.bodies.get("e1")!.x = 44;
		made.run(30);
		expect(made.backend.world.members.has("key-e2")).toBe(false);
		expect(made.backend.world.positions.get("key-e1")!.x).toBe(44);
		made.place.bodies.get("e2")!.vitals = undefined;
		made.place.remove("e2");
		made.run(12);
		made.expectSame();
	});
	t.property("whatever events are refused, exactly those are set aside", 30, (random) => {
		const made = new Rig(random, { retryCapSeconds: 2 });
		made.place.add();
		made.run(2);
		const bad = new Set<string>();
		for (const _ of $range(1, random.integer(1, 30))) {
			const id = made.greet();
			if (random.chance(0.15)) bad.add(id);
		}
		refuseEvents(made, bad);
		made.run(200);
		withoutIds(made, bad);
		made.expectSame();
		made.expectLawful();
		expect(made.service.stats().eventsSetAside).toBe(bad.size());
	});
};
