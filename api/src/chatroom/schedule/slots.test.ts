import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSlots } from "./slots.js";

const at = (text: string): number => Date.parse(text) / 1000;
const DAY = 86_400;

describe("slots", () => {
	it("[CG51] are named by date and time on the schedule's clock", () => {
		const slots = createSlots({ cron: "0 6,18 * * *", timeZone: "Europe/Berlin" });
		expect(slots.of(at("2026-11-21T05:00:00Z"))).toEqual({
			runId: "2026-11-21T06:00[Europe/Berlin]",
			slot: at("2026-11-21T05:00:00Z"),
			day: "11-21",
		});
		expect(slots.of(at("2026-12-31T23:30:59.9Z"))).toEqual({
			runId: "2027-01-01T00:30[Europe/Berlin]",
			slot: at("2026-12-31T23:30:00Z"),
			day: "01-01",
		});
	});

	it("[CG51] are the last ones up to now, and the next one after it", () => {
		const slots = createSlots({ cron: "0 6,18 * * *", timeZone: "UTC" });
		const ids = (time: string): string[] =>
			slots.lastPlanned(at(time), 2).map(({ runId }) => runId.slice(0, 16));
		expect(ids("2026-11-21T06:00:00Z")).toEqual(["2026-11-21T06:00", "2026-11-20T18:00"]);
		expect(ids("2026-11-21T05:59:59.9Z")).toEqual(["2026-11-20T18:00", "2026-11-20T06:00"]);
		expect(ids("2026-11-21T06:00:00.1Z")).toEqual(["2026-11-21T06:00", "2026-11-20T18:00"]);
		expect(slots.nextPlanned(at("2026-11-21T06:00:00Z"))?.runId).toBe("2026-11-21T18:00[UTC]");
		expect(slots.nextPlanned(at("2026-11-21T05:59:59.9Z"))?.runId).toBe("2026-11-21T06:00[UTC]");
	});

	it("[CG51] are none without a schedule, but each minute can be one", () => {
		const slots = createSlots({ timeZone: "UTC" });
		expect(slots.lastPlanned(0, 2)).toEqual([]);
		expect(slots.nextPlanned(0)).toBeUndefined();
		expect(slots.of(at("2026-02-01T10:11:12Z")).runId).toBe("2026-02-01T10:11[UTC]");
	});

	it.each([
		["Europe/Berlin", "2026-03-29", "the clock put forward"],
		["Europe/Berlin", "2026-10-25", "the clock put back"],
		["America/New_York", "2026-03-08", "the clock put forward"],
		["America/New_York", "2026-11-01", "the clock put back"],
		["Australia/Lord_Howe", "2026-04-05", "half an hour put back"],
	])("[CG52] of %s come once each on %s: %s", (timeZone, date) => {
		// Every hour in a list, and so in the gap and in the hour that comes twice too.
		const hours = Array.from({ length: 24 }, (_, hour) => hour).join(",");
		for (const cron of ["15 1,2,14 * * *", `15 ${hours} * * *`, "15 * * * *"]) {
			const slots = createSlots({ cron, timeZone });
			const ids: string[] = [];
			for (let slot = slots.nextPlanned(at(`${date}T00:00:00Z`) - DAY); ;) {
				if (!slot || slot.runId.slice(0, 10) > date) break;
				if (slot.runId.startsWith(date)) ids.push(slot.runId);
				slot = slots.nextPlanned(slot.slot);
			}
			const ofLocalTimes = new Set(ids);
			expect(ofLocalTimes.has(`${date}T14:15[${timeZone}]`)).toBe(true);
			if (cron.startsWith("15 1,")) expect(ids).toHaveLength(3);
			if (cron === "15 * * * *") expect(ofLocalTimes.size).toBeGreaterThanOrEqual(23);
			else expect(ofLocalTimes.size).toBe(ids.length);
		}
	});

	it("[CG51] follow each other: what is last is planned, and nothing lies between it and the next", () => {
		const crons = fc.constantFrom("0 6,18 * * *", "*/20 * * * *", "30 4 * * MON", "0 0 1 * *", "5 2 * * *");
		const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu");
		const times = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2028-01-01T00:00:00Z") });
		fc.assert(
			fc.property(crons, zones, times, (cron, timeZone, time) => {
				const slots = createSlots({ cron, timeZone });
				const [last] = slots.lastPlanned(time, 1);
				const next = slots.nextPlanned(time);
				expect(last!.slot).toBeLessThanOrEqual(time);
				expect(next!.slot).toBeGreaterThan(time);
				expect(slots.nextPlanned(last!.slot)).toEqual(next);
				expect(slots.lastPlanned(next!.slot, 2)).toEqual([next, last]);
			}),
			{ numRuns: 60 },
		);
	});
});
