import { describe, expect, it } from "vitest";
import { at, canonical, fixtureJson, payload, person } from "./test-payloads.js";

const pair = (first: string, second: string, more: object = {}) => ({
	members: [first, second],
	npcs: 2,
	players: 0,
	...more,
});

function positionOf(body: unknown, key: string) {
	return canonical(body).members.get(key)?.position;
}

describe("positions", () => {
	const cluster = { id: "c", ...pair("A", "B"), positions: { A: at(2) } };
	const tellsOfA = { currentGroups: pair("A", "B"), positions: { A: at(4), B: at(9) } };

	it("[SN8] are taken from the member's own entry first, then its cluster, itself, and others", () => {
		const own = { positions: { A: at(1), B: at(8) }, currentGroups: pair("A", "B"), position: at(3) };
		const contexts = (A: object) => ({ A, B: tellsOfA });
		expect(positionOf(payload({ clusters: [cluster], humanContext: contexts(own) }), "A")).toEqual(at(1));
		const { positions: _, ...withoutEntry } = own;
		expect(positionOf(payload({ clusters: [cluster], humanContext: contexts(withoutEntry) }), "A")).toEqual(
			at(2),
		);
		expect(positionOf(payload({ humanContext: contexts(withoutEntry) }), "A")).toEqual(at(3));
		expect(positionOf(payload({ humanContext: contexts({}) }), "A")).toEqual(at(4));
		expect(positionOf(payload({ humanContext: { B: tellsOfA } }), "A")).toEqual(at(4));
	});

	it("[SN8] beside a group of the past are that member's own and nobody else's", () => {
		const snapshot = canonical(fixtureJson("legacy-single-position.json"));
		expect(snapshot.members.get("Kaiden")?.position?.x).toBeCloseTo(12.097, 3);
		expect([...snapshot.members.keys()]).toEqual(["Kaiden", "Goldie", "Noobster", "Diamond"]);
		expect(snapshot.members.get("Goldie")?.position).toBeUndefined();
		expect(snapshot.missingPositions).toEqual(["Goldie", "Noobster", "Diamond"]);
		expect(snapshot.ignored).toEqual([]);
	});

	it("[SN9] that a group lacks are named, whoever it is told by", () => {
		const clusters = [{ id: "c", ...pair("A", "B") }];
		const humanContext = { C: person(1, { currentGroups: pair("C", "D") }) };
		expect(canonical(payload({ clusters, humanContext })).missingPositions).toEqual(["A", "B", "D"]);
		expect(canonical(fixtureJson("per-member-positions.json")).missingPositions).toEqual([]);
	});

	it("[SN9] are not missed of somebody who stands in no group", () => {
		expect(canonical(payload({ humanContext: { A: {} } })).missingPositions).toEqual([]);
	});

	it("[SN10] of strangers are left out, with place and reason", () => {
		const body = payload({
			clusters: [{ id: "c", ...pair("A", "B"), positions: { A: at(1), "Dr. X": at(2) } }],
			humanContext: {
				A: { currentGroups: pair("A", "B"), positions: { A: at(1), B: at(2), C: at(3) } },
				C: person(7),
				D: { positions: { C: at(5), E: at(6) } },
			},
		});
		const { ignored, members } = canonical(body);
		expect(ignored).toEqual([
			{ path: "humanContext.A.positions.C", reason: "is no member of this group" },
			{ path: 'clusters[0].positions["Dr. X"]', reason: "is no member of this cluster" },
			{ path: "humanContext.D.positions.E", reason: "is no member of this group" },
		]);
		expect([...members.keys()]).toEqual(["A", "C", "D", "B"]);
		expect([...members.values()].map(({ place }) => place)).toEqual([0, 1, 2, 3]);
		expect(members.get("C")?.position).toEqual(at(7));
	});

	it("[SN8] told without a group count for members of the rest of the payload", () => {
		const humanContext = { A: { positions: { A: at(1), B: at(2) } }, B: {} };
		expect(positionOf(payload({ humanContext }), "B")).toEqual(at(2));
	});

	it("[SN10] of strangers in an envelope are named as they stand in it", () => {
		const envelope = fixtureJson("cluster-update-envelope.json");
		const data = { ...(envelope["data"] as { positions: object }) };
		data.positions = { ...data.positions, Ghost: at(1) };
		expect(canonical({ ...envelope, data }).ignored).toEqual([
			{ path: "data.positions.Ghost", reason: "is no member of this cluster" },
		]);
	});

	it("[SN8] are found in groups of any size", () => {
		const keys = Array.from({ length: 40 }, (_, index) => `M${index}`);
		const positions = Object.fromEntries(keys.map((key, index) => [key, at(index)]));
		const group = { members: keys, npcs: 40, players: 0 };
		const body = payload({
			humanContext: { M0: { currentGroups: group, positions: { ...positions, X: at(1) } } },
		});
		expect(canonical(body).missingPositions).toEqual([]);
		expect(canonical(body).ignored).toHaveLength(1);
		expect(positionOf(body, "M39")).toEqual(at(39));
	});

	it.each([3, 40])("[SN8] are found in whatever order %i members are told", (size) => {
		const members = Array.from({ length: size }, (_, index) => `M${index}`);
		const positions = Object.fromEntries(members.toReversed().map((key, index) => [key, at(index)]));
		const group = { members, npcs: size, players: 0 };
		const body = payload({
			clusters: [{ id: "c", ...group, positions }],
			humanContext: { M0: { currentGroups: group, positions } },
		});
		expect(canonical(body).ignored).toEqual([]);
		expect(canonical(body).missingPositions).toEqual([]);
		expect(members.map((key) => positionOf(body, key)?.x)).toEqual(
			members.map((_, index) => size - 1 - index),
		);
	});
});
