import { describe, expect, it } from "vitest";
import { DatabaseError } from "../../db/database-error.js";
import { outlast } from "./outlast.js";

describe("a call to a database that is away", () => {
	const away = new DatabaseError("unavailable", "cannot be reached");
	const trying = (outcomes: unknown[], signal = new AbortController().signal) => {
		const reports: unknown[] = [];
		const report = (_message: string, { error }: Readonly<Record<string, unknown>>): void =>
			void reports.push(error);
		const answer = outlast(
			() => {
				const outcome = outcomes.shift();
				return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
			},
			{ signal, report },
		);
		return { answer, reports, outcomes };
	};

	it("[CG17] is made again until the database is back, and each failure is told of", async () => {
		const { answer, reports } = trying([away, away, "done"]);
		expect(await answer).toBe("done");
		expect(reports).toEqual([away, away]);
	});

	it.each([new Error("a rule is broken"), new DatabaseError("closed", "the database has been closed")])(
		"[CG17] is not made again where that would not help: %s",
		async (error) => {
			const { answer, reports, outcomes } = trying([error, "done"]);
			await expect(answer).rejects.toBe(error);
			expect([reports, outcomes]).toEqual([[], ["done"]]);
		},
	);

	it("[CG17] ends with its signal, at once, and is not begun after that", async () => {
		const stop = new AbortController();
		const reason = new Error("enough");
		const { answer } = trying(new Array<unknown>(100).fill(away), stop.signal);
		const begin = performance.now();
		setTimeout(() => stop.abort(reason), 120);
		await expect(answer).rejects.toBe(reason);
		expect(performance.now() - begin).toBeLessThan(2_000);
		const late = trying(["done"], stop.signal);
		await expect(late.answer).rejects.toBe(reason);
		expect(late.outcomes).toEqual(["done"]);
	});
});
