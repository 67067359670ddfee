import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meetingRunId, worldOfRun } from "./meeting-id.js";

describe("what stands for a run's id where chatlings met in a place", () => {
	it("[CB10] is of world and cluster, and of which meeting where it is not the first", () => {
		expect(meetingRunId("town", { clusterId: "e1-7", number: 1 })).toBe("place:town:e1-7");
		expect(meetingRunId("town", { clusterId: "e1-7", number: 12 })).toBe("place:town:e1-7#12");
		expect(meetingRunId("town", { clusterId: "a#2", number: 1 })).toBe("place:town:a##2");
	});

	it("[CB10] is another of each meeting, whatever is in the id of its cluster", () => {
		const part = fc.constantFrom("#", "##", ":", "1", "2", "a", "#2", ":b");
		const meeting = fc.record({
			world: fc.constantFrom("a", "a.b", "2"),
			clusterId: fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
			number: fc.integer({ min: 1, max: 22 }),
		});
		const idOf = ({ world, ...key }: { world: string; clusterId: string; number: number }): string =>
			meetingRunId(world, key);
		fc.assert(
			fc.property(meeting, meeting, (one, other) => {
				const isSame = JSON.stringify(one) === JSON.stringify(other);
				expect(idOf(one) === idOf(other)).toBe(isSame);
				expect(worldOfRun(idOf(one))).toBe(one.world);
			}),
			{ numRuns: 5_000 },
		);
	});

	it("[CB10] is no run's", () => {
		for (const runId of ["2026-11-21T06:00[UTC]", "2026-11-21/06:00", "", "place", "place:town"]) {
			expect(worldOfRun(runId)).toBeUndefined();
		}
	});
});
