import { FakeJson } from "../../../test/backend/fake-json";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { EventWire, SnapshotWire } from "../../shared/wire";
import { newCounters } from "./counters";
import { Culprits } from "./culprits";
import type { Flight } from "./flight";
import { Notices } from "./notices";

const REFUSED = { kind: "refused" as const, detail: "HTTP 400", paths: [] as string[], tooLarge: false };

function flight(events: number, options: Partial<Flight> = {}): Flight {
	const told: EventWire[] = [];
	for (const i of $range(1, events)) told.push({ id: `e${i}`, type: "greeting", actor: "a", at: 1 });
	const body: SnapshotWire = { timestamp: 1, clusters: [], events: told, humanContext: { A: {}, B: {} } };
	return {
		body,
		text: "x".rep(100_000),
		requestClass: "snapshot",
		alone: false,
		failures: 0,
		notBefore: 0,
		onTheWire: false,
		...options,
	};
}

function rig() {
	const lines: string[] = [];
	const counters = newCounters();
	const notices = new Notices({ write: (_, message) => lines.push(message) });
	return { lines, counters, culprits: new Culprits(900_000, counters, notices) };
}

export = (t: Suite) => {
	t.it("leaves out who is named, counts and says so once", () => {
		const { culprits, counters, lines } = rig();
		culprits.refused(flight(2), { ...REFUSED, paths: ["humanContext.A.name"] });
		expect(culprits.except()).toEqual(new Set(["A"]));
		expect(culprits.onTrial(), "the events are not under suspicion").toBe(0);
		expect(counters.leftOut).toBe(1);
		expect(lines).toEqual(['"A" is not told: HTTP 400']);
	});
	t.it("takes back who has gone, and says so again should the next one be no better", () => {
		const { culprits, lines } = rig();
		const named = { ...REFUSED, paths: ["humanContext.A.name"] };
		culprits.refused(flight(0), named);
		culprits.keep({ clusters: new Map(), humanContext: new Map([["A", {}]]) });
		expect(culprits.except().has("A")).toBe(true);
		culprits.keep({ clusters: new Map(), humanContext: new Map() });
		expect(culprits.except().has("A")).toBe(false);
		culprits.refused(flight(0), named);
		expect(lines.size()).toBe(2);
	});
	t.it("makes bodies smaller where they were too large, down to a size that is no reason", () => {
		const { culprits } = rig();
		const tooLarge = { ...REFUSED, tooLarge: true };
		culprits.refused(flight(2), tooLarge);
		expect(culprits.maxBytes()).toBe(50_000);
		culprits.refused(flight(2, { text: "x".rep(20_000) }), tooLarge);
		expect(culprits.maxBytes()).toBe(16_384);
		expect(culprits.onTrial()).toBe(0);
		culprits.refused(flight(2, { text: "x".rep(16_000) }), tooLarge);
		expect(culprits.onTrial()).toBe(2);
	});
	t.it("puts events on trial where nobody is named, and gives up the one that is at fault", () => {
		const { culprits } = rig();
		expect(culprits.refused(flight(2), REFUSED)).toBe(0);
		expect(culprits.onTrial()).toBe(2);
		expect(culprits.refused(flight(2, { alone: true }), REFUSED)).toBe(0);
		expect(culprits.onTrial()).toBe(1);
		culprits.taken(flight(0));
		expect(culprits.onTrial(), "a body without events clears none").toBe(1);
		expect(culprits.refused(flight(1, { alone: true }), REFUSED)).toBe(1);
		expect(culprits.onTrial()).toBe(1);
		culprits.taken(flight(1, { alone: true }));
		expect(culprits.onTrial()).toBe(0);
	});
	t.it("leaves out what JSON cannot hold", () => {
		const { culprits, lines } = rig();
		const { body } = flight(0);
		const bad = { ...body, humanContext: { A: { lastSeen: 0 / 0 }, B: {} } };
		culprits.notEncodable(bad, new FakeJson().encode, "not finite");
		expect(culprits.except()).toEqual(new Set(["A"]));
		expect(lines).toEqual(["A snapshot cannot be encoded: not finite", '"A" is not told: not finite']);
	});
};
