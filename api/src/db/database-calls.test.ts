import { describe, expect, it } from "vitest";
import type { Sql } from "./database.js";
import { DatabaseError } from "./database-error.js";
import { limitCalls } from "./database-calls.js";

/** A database that answers when it is let. */
function slowDatabase() {
	let atOnce = 0;
	let most = 0;
	const open: (() => void)[] = [];
	const call = async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
		atOnce += 1;
		most = Math.max(most, atOnce);
		await new Promise<void>((resolve) => open.push(resolve));
		atOnce -= 1;
		return work({} as Sql);
	};
	return {
		run: call,
		transaction: call,
		most: () => most,
		/** Lets everything through, also what comes next. */
		letThrough: async (): Promise<void> => {
			for (let turns = 0; turns < 50; turns += 1) {
				for (const pass of open.splice(0)) pass();
				await new Promise((resolve) => setImmediate(resolve));
			}
		},
	};
}

describe("calls to the database", () => {
	it("[XS16] are so many at once, and the others wait their turn", async () => {
		const database = slowDatabase();
		const calls = limitCalls(database, { atOnce: 3, mayWait: 100 });
		const answers = Promise.all(
			Array.from({ length: 20 }, (_, at) =>
				(at % 2 === 0 ? calls.run : calls.transaction)(() => Promise.resolve(at)),
			),
		);
		await database.letThrough();
		expect(await answers).toEqual(Array.from({ length: 20 }, (_, at) => at));
		expect(database.most()).toBe(3);
	});

	it("[XS16] are refused where too many wait, and taken again when they are through", async () => {
		const database = slowDatabase();
		const calls = limitCalls(database, { atOnce: 1, mayWait: 2 });
		const taken = [1, 2, 3].map((at) => calls.run(() => Promise.resolve(at)));
		await expect(calls.run(() => Promise.resolve(4))).rejects.toMatchObject({ code: "unavailable" });
		await database.letThrough();
		expect(await Promise.all(taken)).toEqual([1, 2, 3]);
		const later = calls.run(() => Promise.resolve(5));
		await database.letThrough();
		expect(await later).toBe(5);
	});

	it("[XS16] fail as they do: what the database cannot now is refused, a bug stays one", async () => {
		const failing = (error: Error) =>
			limitCalls({ run: () => Promise.reject(error), transaction: () => Promise.reject(error) });
		const away = new DatabaseError("unavailable", "cannot be reached");
		await expect(failing(away).run(() => Promise.resolve(1))).rejects.toMatchObject({
			name: "Refusal",
			code: "unavailable",
			options: { cause: away, retryAfterSeconds: 2 },
		});
		const bug = new TypeError("no such column");
		await expect(failing(bug).transaction(() => Promise.resolve(1))).rejects.toBe(bug);
	});
});
