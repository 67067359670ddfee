import { FakeJson } from "../../../test/backend/fake-json";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { ClusterWire, ContextWire } from "../../shared/wire";
import { EMPTY_BASELINE } from "./baseline";
import { composeBody } from "./body";
import type { BodyOptions, Heading } from "./body";
import { Outbox } from "./outbox";

const HEADING: Heading = {
	timestamp: 5,
	serverId: "s",
	epoch: "e",
	seq: 1,
	world: "w",
	kind: "full",
	priority: "normal",
};

function source(contexts: number, events: number) {
	const humanContext = new Map<string, ContextWire>();
	for (const i of $range(1, contexts)) humanContext.set(`m${i}`, { location: "x".rep(100) });
	const outbox = new Outbox({ maxOutboxEvents: 1000, maxOutboxBytes: 1e6 });
	for (const i of $range(1, events)) {
		const event = { id: `e${i}`, type: "greeting", actor: "m1", at: 1 };
		outbox.add({ event, bytes: 50, urgent: false, essential: false });
	}
	return {
		wanted: { clusters: new Map<string, ClusterWire>(), humanContext },
		baseline: EMPTY_BASELINE,
		outbox,
	};
}

const { encode } = new FakeJson();
const OPTIONS: BodyOptions = {
	scope: "all",
	events: math.huge,
	maxBytes: 1e6,
	encode,
	moveThresholdStuds: 0.1,
	except: new Set(),
};

function size(contexts: Readonly<Record<string, unknown>>): number {
	let count = 0;
	for (const [_] of pairs(contexts)) count += 1;
	return count;
}

export = (t: Suite) => {
	t.it("puts state and waiting events under one heading", () => {
		const { body, encoding, more } = composeBody(HEADING, source(2, 3), OPTIONS);
		expect(body.seq).toBe(1);
		expect(body.kind).toBe("full");
		expect(size(body.humanContext)).toBe(2);
		expect(body.events.map(({ id }) => id!)).toEqual(["e1", "e2", "e3"]);
		expect(encoding.ok).toBe(true);
		expect(more).toBe(false);
	});
	t.it("keeps within its bytes, state before events, and says that there is more", () => {
		const { body, encoding, more } = composeBody(HEADING, source(20, 5), { ...OPTIONS, maxBytes: 1500 });
		expect(encoding.ok && encoding.text.size() <= 1500).toBe(true);
		expect(size(body.humanContext)).toBeAtLeast(5);
		expect(size(body.humanContext)).toBeAtMost(12);
		expect(body.events).toEqual([]);
		expect(more).toBe(true);
	});
	t.it("sends one entry by itself whatever its size", () => {
		const { body, more } = composeBody(HEADING, source(3, 0), { ...OPTIONS, maxBytes: 10 });
		expect(size(body.humanContext)).toBe(1);
		expect(more).toBe(true);
	});
	t.it("sends a cluster with its members whatever its size, and no events before all state", () => {
		const from = source(3, 2);
		const cluster = { id: "c1", members: ["m1", "m2"], npcs: 2, players: 0 };
		from.wanted.clusters.set("c1", cluster);
		const { body, more } = composeBody(HEADING, from, { ...OPTIONS, maxBytes: 200 });
		expect(body.clusters.size()).toBe(1);
		expect(size(body.humanContext)).toBe(2);
		expect(body.events).toEqual([]);
		expect(more).toBe(true);
	});
	t.it("fills no gap with events that a cluster was too large for", () => {
		const from = source(4, 2);
		for (const [id, members] of [
			["c1", ["m1", "m2"]],
			["c2", ["m3", "m4"]],
		] as const) {
			from.wanted.clusters.set(id, { id, members, npcs: 2, players: 0 });
		}
		const { body, more } = composeBody(HEADING, from, { ...OPTIONS, maxBytes: 700 });
		expect(body.clusters.size()).toBe(1);
		expect(body.events).toEqual([]);
		expect(more).toBe(true);
	});
	t.it("holds events alone where no state is asked for", () => {
		const { body, more } = composeBody(HEADING, source(3, 4), { ...OPTIONS, scope: "none", events: 2 });
		expect(body.humanContext).toEqual({});
		expect(body.events.size()).toBe(2);
		expect(more, "the rest was not asked for").toBe(false);
	});
	t.it("holds no events where none are allowed", () => {
		const { body, more } = composeBody(HEADING, source(3, 4), { ...OPTIONS, events: 0 });
		expect(body.events).toEqual([]);
		expect(size(body.humanContext)).toBe(3);
		expect(more).toBe(false);
	});
	t.it("says why where it cannot be encoded", () => {
		const from = source(1, 0);
		from.wanted.humanContext.set("bad", { mood: string.char(0xff) });
		const { encoding } = composeBody(HEADING, from, OPTIONS);
		expect(!encoding.ok && encoding.reason).toBe("body.humanContext.bad.mood is not UTF-8");
	});
	t.property("parts hold everything once, each within its bytes", 100, (random) => {
		const from = source(random.integer(0, 40), random.integer(0, 20));
		const maxBytes = random.integer(500, 6000);
		const total = from.wanted.humanContext.size() + from.outbox.size();
		let seen = 0;
		for (let part = 1; ; part++) {
			const { body, encoding, more } = composeBody(HEADING, from, { ...OPTIONS, maxBytes });
			expect(encoding.ok && encoding.text.size() <= maxBytes).toBe(true);
			if (!body.events.isEmpty()) {
				expect(size(body.humanContext), "state first").toBe(from.wanted.humanContext.size());
			}
			for (const [key] of pairs(body.humanContext)) from.wanted.humanContext.delete(key as string);
			from.outbox.take(body.events.size());
			seen += size(body.humanContext) + body.events.size();
			if (!more) break;
			expect(part).toBeAtMost(60);
		}
		expect(seen).toBe(total);
	});
};
