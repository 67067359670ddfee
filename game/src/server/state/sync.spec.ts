import { Rig } from "../../../test/backend/rig";
import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import type { EarshotConfig } from "../../shared/config/config";
import type { SnapshotWire } from "../../shared/wire";

/** A place with four entities in which nothing happens by itself, and a backend that answers at once. */
function rig(config: Partial<EarshotConfig> = {}): Rig {
	const made = new Rig(new SeededRandom(7), config);
	for (const _ of $range(1, 4)) made.place.add();
	return made;
}

const kinds = (made: Rig) => made.http.sent.map(({ body }) => body.kind!).join(" ");
const last = (made: Rig): SnapshotWire => made.http.sent[made.http.sent.size() - 1]!.body;

/** Reports clusters until a tick brings a change. */
function changeClusters(
	made: Rig,
	onConfirmed?: (ids: readonly string[], ok: boolean) => void,
): readonly string[] {
	for (;;) {
		const ids = made.report(onConfirmed);
		if (!ids.isEmpty()) return ids;
	}
}

function move(made: Rig, x: number): void {
	made.place.bodies.get("e1")!.x = x;
}

export = (t: Suite) => {
	t.it("sends a full first, then deltas in the sync's own time", () => {
		const made = rig();
		made.run(31);
		expect(kinds(made)).toBe("full delta delta delta");
		expect(made.http.sentAt).toEqual([0.25, 10.25, 20.25, 30.25]);
		const [first] = made.http.sent;
		expect(first!.body.serverId).toBe("server-1");
		expect(first!.body.epoch).toBe("epoch-1");
		expect(first!.body.world).toBe("default");
		expect(first!.body.priority).toBe("normal");
		expect(last(made).seq).toBe(4);
		made.expectSame();
	});
	t.it("syncs at the local state's pace while somebody watches", () => {
		const made = rig();
		made.backend.watchers = 1;
		made.run(10);
		expect(made.http.sent.size()).toBe(5);
		made.backend.watchers = 0;
		made.run(30);
		expect(made.http.sent.size()).toBe(8);
		expect(made.service.stats().watchers).toBe(0);
	});
	t.it("tells of a changed cluster at once, with its members, and of nobody else", () => {
		const made = rig();
		made.run(5);
		move(made, 33);
		const ids = changeClusters(made);
		made.run(1);
		const update = last(made);
		expect(made.http.sent.size()).toBe(2);
		expect(update.kind).toBe("cluster_update");
		expect(update.priority).toBe("immediate");
		expect(update.events.map(({ id }) => id!)).toEqual([...ids]);
		const [cluster] = update.clusters;
		const told: string[] = [];
		for (const [key] of pairs(update.humanContext)) told.push(key as string);
		expect(told.sort()).toEqual([...cluster!.members].sort());
		for (const key of cluster!.members) expect(cluster!.positions![key] !== undefined, key).toBe(true);
		made.expectLawful();
	});
	t.it("syncs in its own time though clusters change all along", () => {
		const made = rig();
		for (const _ of $range(1, 20)) made.place.add();
		made.run(1);
		for (const [, body] of made.place.bodies) body.x = 44;
		made.run(12, () => changeClusters(made));
		expect(made.backend.world.positions.size()).toBe(24);
		for (const [key, { x }] of made.backend.world.positions) expect(x, key).toBe(44);
		expect(made.backend.taken.size()).toBeAtLeast(12);
	});
	t.it("gives up none of the events on their way while new ones overflow the outbox", () => {
		const made = rig({ maxOutboxEvents: 4 });
		made.run(5);
		made.http.faultRate = 1;
		made.http.faults = ["slow"];
		const first = [made.greet(), made.greet(), made.greet()];
		made.run(7);
		expect(made.service.stats().inFlight).toBe(true);
		const later = [made.greet(), made.greet(), made.greet()];
		made.http.faultRate = 0;
		made.run(20);
		expect(made.backend.journal.map(({ id }) => id!)).toEqual([...first, later[2]!]);
		expect(made.service.stats().eventsDropped).toBe(2);
		expect(made.service.stats().eventsAcked).toBe(4);
		expect(made.lines).toEqual([`error: The outbox is full: event ${later[0]} is given up`]);
	});
	t.it("sends a delta without a word of those who did not change", () => {
		const made = rig();
		made.run(5);
		move(made, 33);
		made.run(6);
		expect(last(made).humanContext).toEqual({
			"key-e1": { position: last(made).humanContext["key-e1"]!.position },
		});
		expect(last(made).humanContext["key-e1"]!.position!.x).toBe(33);
	});
	t.it("keeps one request in flight, however slow, and tells what happened meanwhile in the next", () => {
		const made = rig();
		made.http.faultRate = 1;
		made.http.faults = ["slow"];
		made.run(1);
		changeClusters(made);
		changeClusters(made);
		made.run(4);
		expect(made.http.sent.size()).toBe(1);
		made.http.faultRate = 0;
		made.run(3);
		expect(kinds(made)).toBe("full cluster_update");
		made.expectSame();
		made.expectLawful();
	});
	t.it("repeats the same bytes until they are answered, then goes on from there", () => {
		const made = rig();
		made.run(5);
		made.http.faultRate = 1;
		made.http.faults = ["lostAfter"];
		changeClusters(made);
		made.run(30);
		const texts = new Set(made.http.sent.map(({ text }) => text));
		expect(made.http.sent.size()).toBeAtLeast(3);
		expect(texts.size()).toBe(2);
		made.http.faultRate = 0;
		made.run(40);
		made.expectSame();
		const { duplicates, retried, failed } = made.service.stats();
		expect(duplicates).toBe(1);
		expect(retried).toBe(failed.lost);
		expect(made.lines.size(), made.lines.join("; ")).toBe(2);
		expect(made.lines[0]!.match("^warn: .*Timedout")[0] !== undefined).toBe(true);
		expect(made.lines[1]).toBe("info: The backend takes snapshots again.");
	});
	t.it("waits as long as it is asked to", () => {
		const made = rig();
		made.backend.refuse = () => ({ status: 429, body: undefined });
		made.http.faultRate = 1;
		made.http.faults = ["http429"];
		made.run(3);
		expect(made.http.sent.size()).toBe(1);
		made.run(1);
		expect(made.http.sent.size()).toBe(2);
		expect(made.service.stats().failed.busy).toBeAtLeast(1);
	});
	t.it("sends a full at once where the backend has a gap, and keeps what it had to tell", () => {
		const made = rig();
		made.run(5);
		made.backend.restartEmpty();
		changeClusters(made);
		made.run(1);
		expect(kinds(made)).toBe("full cluster_update full");
		expect(last(made).seq).toBe(3);
		expect(last(made).priority).toBe("immediate");
		made.expectSame();
		expect(made.service.stats().failed.needFull).toBe(1);
		expect(made.lines).toEqual([]);
	});
	t.it("does not race with a backend that wants a full after every full", () => {
		const made = rig();
		made.backend.refuse = () => ({ status: 409, body: { needFull: true } });
		made.run(600);
		expect(made.http.sent.size()).toBeAtMost(80);
		expect(made.http.sent.size()).toBeAtLeast(20);
	});
	t.it("retries at the cap, and says why once, where the key is wrong", () => {
		const made = rig();
		made.backend.refuse = () => ({ status: 401, body: { title: "Unauthenticated" } });
		made.run(100);
		expect(made.http.sentAt).toEqual([0.25, 30.5, 60.75, 91]);
		expect(made.lines.size()).toBe(1);
		expect(made.lines[0]!.match("^error: .*EARSHOT_API_KEY.*401")[0] !== undefined).toBe(true);
		made.backend.refuse = () => undefined;
		made.run(40);
		made.expectSame();
	});
	t.it("sends a state that is too large for one body in parts, a full and then deltas", () => {
		const made = rig({ maxBodyBytes: 700 });
		changeClusters(made);
		made.run(9);
		expect(made.http.sent.size()).toBeAtLeast(2);
		expect(made.http.sent[0]!.body.kind).toBe("full");
		for (const i of $range(1, made.http.sent.size() - 1)) {
			expect(made.http.sent[i]!.body.kind !== "full", `part ${i}`).toBe(true);
		}
		made.expectSame();
		made.expectLawful();
	});
};
