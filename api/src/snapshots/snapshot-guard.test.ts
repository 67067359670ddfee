import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTown } from "../../bench/ingest/town.js";
import { wildPlaces } from "./json-walk.js";
import { mutate, mutations } from "./mutate-json.js";
import { isPlainSnapshot } from "./snapshot-guard.js";
import { snapshotSchema } from "./snapshot-schema.js";
import { EVERYTHING, fixtureJson, payload } from "./test-payloads.js";

const bodies = [
	EVERYTHING,
	fixtureJson("per-member-positions.json"),
	fixtureJson("legacy-single-position.json"),
	createTown(8).full(1),
	payload(),
];

/** Whether the schema takes a body just as it is. */
function isTakenAsIs(body: unknown): boolean {
	const parsed = snapshotSchema.safeParse(body);
	if (!parsed.success || wildPlaces(body).length > 0) return false;
	expect(parsed.data).toEqual(body);
	return true;
}

describe("isPlainSnapshot", () => {
	it.each(bodies.map((body, index) => [index, body]))("[SN2] recognises the right payload %i", (_, body) => {
		expect(isPlainSnapshot(body)).toBe(true);
		expect(isTakenAsIs(body)).toBe(true);
	});

	it("[SN2] says yes only to what the schema takes as it is", () => {
		let yes = 0;
		fc.assert(
			fc.property(
				fc.constantFrom(...bodies),
				fc.array(mutations, { minLength: 1, maxLength: 2 }),
				(body, steps) => {
					const changed = steps.reduce<unknown>(
						(now, step) =>
							typeof now === "object" && Object.keys(now ?? {}).length > 0 ? mutate(now, step).body : now,
						body,
					);
					if (!isPlainSnapshot(changed)) return;
					yes += 1;
					expect(isTakenAsIs(changed)).toBe(true);
				},
			),
			{ numRuns: 5_000 },
		);
		// Some mutations leave a right payload behind; without them the property would say nothing.
		expect(yes).toBeGreaterThan(200);
	});

	it.each([null, 1, "text", [], [payload()]])("[SN2] says no to %j", (body) => {
		expect(isPlainSnapshot(body)).toBe(false);
	});

	it("[SN4] leaves empty tables to the schema", () => {
		expect(isPlainSnapshot({ ...payload(), humanContext: [] })).toBe(false);
		expect(isPlainSnapshot({ ...payload(), humanContext: { A: { positions: [] } } })).toBe(false);
	});
});
