import { FakeJson } from "../../../test/backend/fake-json";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { SnapshotWire } from "../../shared/wire";
import { blamed, unencodable } from "./blame";

const cluster = (id: string) => ({ id, members: [], npcs: 0, players: 0 });
const BODY: SnapshotWire = {
	timestamp: 1,
	clusters: [cluster("c0"), cluster("c1")],
	events: [],
	humanContext: { Al: {}, Alice: {}, "Big Bob": {}, 'Q"uote': {}, "dot.ted": {} },
};
const names = (...paths: string[]) => blamed(paths, BODY);

export = (t: Suite) => {
	t.it("finds members by path, quoted or not, and not those with a longer name", () => {
		expect(names("humanContext.Al.health.max")).toEqual(new Set(["Al"]));
		expect(names("humanContext.Alice")).toEqual(new Set(["Alice"]));
		expect(names("humanContext.Al[0]")).toEqual(new Set(["Al"]));
		expect(names('humanContext["Big Bob"].name')).toEqual(new Set(["Big Bob"]));
		expect(names('humanContext["Q\\"uote"]')).toEqual(new Set(['Q"uote']));
		expect(names('humanContext["dot.ted"].x')).toEqual(new Set(["dot.ted"]));
	});
	t.it("finds clusters by their place in the body", () => {
		expect(names("clusters[1].members[0]", "clusters[0]")).toEqual(new Set(["c0", "c1"]));
	});
	t.it("blames nobody for what it does not know", () => {
		expect(names("humanContext.Zoe", "clusters[7]", "events[0].at", "timestamp", "humanContext", "")).toEqual(
			new Set(),
		);
	});
	t.it("finds the parts that cannot be encoded", () => {
		const bad = { ...BODY, clusters: [cluster("c0"), { ...cluster("c1"), formed: 0 / 0 }] };
		const humanContext = { Al: {}, Alice: { lastSeen: math.huge } };
		expect(unencodable({ ...bad, humanContext }, new FakeJson().encode)).toEqual(new Set(["Alice", "c1"]));
	});
};
