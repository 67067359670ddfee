import { describe, expect, it } from "vitest";
import { Refusal } from "../http/refusal.js";
import { parseSnapshot } from "./parse-snapshot.js";
import { MAX_NAMED_ERRORS } from "./snapshot-limits.js";
import { fixture, fixtureJson, payload } from "./test-payloads.js";

function refusalOf(body: unknown): Refusal {
	try {
		parseSnapshot(body);
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
	throw new Error("The body was taken.");
}

function wrongPlaces(body: unknown): string[] {
	const refusal = refusalOf(body);
	expect(refusal.code).toBe("invalid");
	return refusal.options.errors!.map(({ path }) => path).sort();
}

describe("forms of a payload", () => {
	it("[SN1] takes the shape with one position beside a group", () => {
		const parsed = parseSnapshot(fixtureJson("legacy-single-position.json"));
		expect(parsed.clusters[0]?.members).toEqual(["Kaiden", "Goldie", "Noobster", "Diamond"]);
		expect(parsed.humanContext["Kaiden"]?.currentGroups?.members).toHaveLength(4);
		expect(parsed.unknown).toEqual([]);
	});

	it("[SN1] takes the shape with positions by member", () => {
		const parsed = parseSnapshot(fixtureJson("per-member-positions.json"));
		expect(parsed.humanContext["Goldie"]?.positions?.["Oscar"]).toBeUndefined();
		expect(parsed.humanContext["Goldie"]?.positions?.["Goldie"]).toEqual({ x: 13.5, y: 19.8, z: -11.2 });
		expect(parsed.events).toHaveLength(1);
	});

	it("[SN1] takes the envelope of one cluster as an update of it", () => {
		const parsed = parseSnapshot(fixtureJson("cluster-update-envelope.json"));
		expect(parsed).toMatchObject({ kind: "cluster_update", timestamp: 1736840150, priority: "immediate" });
		expect(parsed.clusters).toHaveLength(1);
		expect(parsed.clusters[0]).toMatchObject({ id: "cluster-1" });
		expect(parsed.clusterPath(0)).toEqual(["data"]);
		expect(parsed.unknown).toEqual([]);
	});

	it("[SN1] names wrong places of the envelope as they stand in it", () => {
		const envelope = fixtureJson("cluster-update-envelope.json");
		const data = { ...(envelope["data"] as object), clusterId: 7, members: ["Kaiden", 1] };
		expect(wrongPlaces({ ...envelope, data, seq: 1.5 })).toEqual([
			"data.clusterId",
			"data.members[1]",
			"epoch",
			"seq",
			"serverId",
		]);
	});

	it("[SN1] says which fields of a payload nobody knows", () => {
		const parsed = parseSnapshot({ ...payload(), weather: "rain", "a.b": 1 });
		expect(parsed.unknown).toEqual([
			{ path: "weather", reason: "nobody knows this field" },
			{ path: '["a.b"]', reason: "nobody knows this field" },
		]);
	});
});

describe("empty tables", () => {
	it("[SN4] may be written as lists wherever an object is meant", () => {
		const parsed = parseSnapshot({
			...payload({ events: [] }),
			humanContext: {
				A: [],
				B: { positions: [], currentGroups: [], health: [], relationships: [] },
			},
			clusters: [{ id: "c", members: [], npcs: 0, players: 0, positions: [] }],
			removed: [],
		});
		expect(parsed.humanContext).toEqual({
			A: {},
			B: {
				positions: {},
				currentGroups: { members: [], npcs: 0, players: 0 },
				health: undefined,
				relationships: [],
			},
		});
		expect(parsed.clusters[0]?.positions).toEqual({});
		expect(parsed.removed).toEqual({});
		expect(parseSnapshot({ ...payload(), humanContext: [] }).humanContext).toEqual({});
	});

	it("[SN4] stand for an event's data too", () => {
		const event = { type: "talk", actor: "A", at: 1, data: [] };
		expect(parseSnapshot({ ...payload(), events: [event] }).events[0]?.data).toEqual({});
	});

	it("[SN4] are no substitute for an object that must say something", () => {
		expect(wrongPlaces({ ...payload(), humanContext: { A: { position: [] } } })).toEqual([
			"humanContext.A.position",
		]);
		expect(wrongPlaces({ ...payload(), humanContext: { A: { positions: [1] } } })).toEqual([
			"humanContext.A.positions",
		]);
	});
});

describe("wrong payloads", () => {
	it.each([
		["members-not-an-array.json", ["clusters[0].members"]],
		["no-timestamp.json", ["timestamp"]],
		["position-as-text.json", ["humanContext.Kaiden.position.x"]],
		["prototype-key.json", ["humanContext.__proto__"]],
	])("[SN2] %s is refused with its places", (name, places) => {
		expect(wrongPlaces(JSON.parse(fixture(`bad/${name}`)))).toEqual(places);
	});

	it("[SN2] are refused with every wrong place at once", () => {
		const body = {
			...payload(),
			timestamp: "now",
			serverId: "s",
			events: [{ type: "talk", actor: "A" }],
			clusters: [{ members: "A", npcs: -1, players: 0 }],
			humanContext: {
				"Dr. Who": { position: { x: "1", y: 2 }, type: "ghost", mood: 1, extra: { deep: [Infinity] } },
			},
		};
		expect(wrongPlaces(body)).toEqual(
			[
				"timestamp",
				"epoch",
				"seq",
				"events[0].at",
				"clusters[0].members",
				"clusters[0].npcs",
				'humanContext["Dr. Who"].position.x',
				'humanContext["Dr. Who"].position.z',
				'humanContext["Dr. Who"].type',
				'humanContext["Dr. Who"].mood',
				'humanContext["Dr. Who"].extra.deep[0]',
			].sort(),
		);
	});

	it.each([null, undefined, 1, "text", true, [], [1]])("[SN2] %j is no payload", (body) => {
		expect(wrongPlaces(body)).toEqual(["body"]);
	});

	it("[SN7] name a place in a sequence wholly or not at all", () => {
		expect(wrongPlaces(payload({ serverId: "s" }))).toEqual(["epoch", "seq"]);
		expect(wrongPlaces(payload({ epoch: "a", seq: 1 }))).toEqual(["serverId"]);
		expect(parseSnapshot(payload({ serverId: "s", epoch: "a", seq: 0 })).seq).toBe(0);
	});

	it("[SN6] have names of more than 100 characters or none", () => {
		const [longest, tooLong] = ["x".repeat(100), "x".repeat(101)];
		expect(parseSnapshot(payload({ humanContext: { [longest]: { id: longest } } }))).toBeDefined();
		for (const bad of [tooLong, "", "__proto__", "constructor"]) {
			expect(wrongPlaces(payload({ clusters: [{ members: ["A", bad], npcs: 2, players: 0 }] }))).toEqual([
				"clusters[0].members[1]",
			]);
			expect(wrongPlaces(payload({ humanContext: { A: { id: bad } } }))).toEqual(["humanContext.A.id"]);
		}
		expect(wrongPlaces(payload({ humanContext: { [tooLong]: {} } }))).toEqual([`humanContext.${tooLong}`]);
	});

	it("[SN6] have times that are no unix seconds, or worlds that are no topics", () => {
		expect(wrongPlaces(payload({ timestamp: -1 }))).toEqual(["timestamp"]);
		expect(wrongPlaces(payload({ timestamp: 1_736_840_147_000 }))).toEqual(["timestamp"]);
		for (const world of ["", "a b", "a/b", "x".repeat(65), "ü"]) {
			expect(wrongPlaces(payload({ world }))).toEqual(["world"]);
		}
		expect(parseSnapshot(payload({ world: "A.b_c-9" })).world).toBe("A.b_c-9");
	});

	it("[SN2] are not answered with more places than a limit", () => {
		const events = new Array(MAX_NAMED_ERRORS + 100).fill(0) as never[];
		expect(refusalOf(payload({ events })).options.errors).toHaveLength(MAX_NAMED_ERRORS);
	});

	it("[SN6] with too many values are refused before they are looked at one by one", () => {
		const events = new Array(600_000).fill(0) as never[];
		expect(wrongPlaces(payload({ events }))).toEqual(["body"]);
	});
});
