import fc from "fast-check";
import { expect, it } from "vitest";
import type { ActionWire } from "../../../game/src/shared/wire/index.js";
import type { Database } from "../db/database.js";
import { Refusal } from "../http/refusal.js";
import { createDeedLine } from "./deed-line.js";
import type { Deed, Outcome } from "./do-deeds.js";
import { planAction } from "./plan-action.js";
import { readPlayer } from "./state-rows.js";
import { experienceTables, onBothDatabases } from "./testing/experience-tables.js";
import { shippedScene } from "./testing/shipped-scene.js";
import { playerOf } from "./testing/test-experiences.js";

const USERS = ["ana", "ben", "cid"];

function deedOf(userId: string, action: ActionWire, id?: string): Deed {
	return {
		player: playerOf(userId),
		...(id !== undefined && { id }),
		movesItems: action.action === "take" || action.action === "drop",
		plan: (scene) => planAction(scene, action, { vouched: true }),
	};
}

/** Counts transactions. */
function counting(database: Database) {
	let count = 0;
	const transaction: Database["transaction"] = (work) => {
		count += 1;
		return database.transaction(work);
	};
	return { calls: { transaction }, count: () => count };
}

/** What became of a deed, whenever its player was made. */
function summary({ done, isRepeated, rows }: Outcome): object {
	const told = rows.map(({ type, data, topic }) => ({ type, topic, data: JSON.parse(data) as object }));
	return { result: done.result, steps: done.last - done.before, isRepeated, told };
}

onBothDatabases("deeds", (openEmpty) => {
	const at = 7;
	const now = (): number => at;

	it("[XS19] that come together come to the same as one after the other", async () => {
		const { definition } = await shippedScene("ana");
		const item = fc.constantFrom(...definition.items.map(({ id }) => id), "hat");
		const location = fc.constantFrom(...definition.locations.map(({ id }) => id));
		const action = fc.oneof(
			fc.record({ action: fc.constant("take" as const), item }),
			fc.record({ action: fc.constant("drop" as const), item }),
			fc.record({ action: fc.constant("move" as const), location }),
			fc.constant({ action: "look" as const }),
		);
		const id = fc.option(fc.constantFrom("a", "b", "c"), { nil: undefined });
		const deeds = fc.array(fc.tuple(fc.constantFrom(...USERS), action, id), { minLength: 2, maxLength: 30 });
		await fc.assert(
			fc.asyncProperty(deeds, fc.integer({ min: 2, max: 9 }), async (drawn, atOnce) => {
				const play = async (most: number) => {
					const database = await openEmpty();
					const { calls, count } = counting(database);
					const line = createDeedLine(definition, { calls, now, atOnce: most });
					const outcomes = await Promise.all(drawn.map((deed) => line(deedOf(...deed))));
					const states = await database.run(async (sql) => {
						const views = [];
						for (const userId of USERS) {
							const { player, shared } = await readPlayer(sql, definition, userId);
							views.push({ player: player.state, shared });
						}
						return views;
					});
					const waiting = await database.run((sql) => sql.$count(experienceTables.outbox));
					const kept = await database.run((sql) => sql.$count(experienceTables.actions));
					return { end: { outcomes: outcomes.map(summary), states, waiting, kept }, count: count() };
				};
				const alone = await play(1);
				const together = await play(atOnce);
				expect(together.end).toEqual(alone.end);
				expect(alone.count).toBe(drawn.length);
				// The first goes at once, the others wait for it.
				expect(together.count).toBe(1 + Math.ceil((drawn.length - 1) / atOnce));
			}),
			{ numRuns: 10 },
		);
	});

	it("[XS19] that cannot be done fail alone", async () => {
		const { definition } = await shippedScene("ana");
		const { calls } = counting(await openEmpty());
		const line = createDeedLine(definition, { calls, now });
		const bug = new TypeError("a bug");
		const spoilt: Deed = {
			...deedOf("ben", { action: "look" }),
			plan: () => {
				throw bug;
			},
		};
		const take = { action: "take", item: "ember-dream" } as const;
		const all = await Promise.allSettled(
			[deedOf("ana", { action: "look" }), deedOf("ana", take, "a"), spoilt, deedOf("cid", take)].map(line),
		);
		expect(
			all.map((one) => (one.status === "fulfilled" ? one.value.done.result?.success : (one.reason as Error))),
		).toEqual([true, true, bug, false]);
	});

	it("[XS16] [XS25] fail together while the database is away, or too many wait, and go on after", async () => {
		const { definition } = await shippedScene("ana");
		const database = await openEmpty();
		let isAway = true;
		let tries = 0;
		const line = createDeedLine(definition, {
			now,
			mayWait: 2,
			calls: {
				transaction: async (work) => {
					tries += 1;
					if (isAway) throw new Refusal("unavailable", "away");
					return database.transaction(work);
				},
			},
		});
		const look = deedOf("ana", { action: "look" });
		const all = await Promise.allSettled([look, look, look, look].map(line));
		expect(all.map((one) => one.status === "rejected" && (one.reason as Error).message)).toEqual([
			"away",
			"away",
			"away",
			"Too much is waiting for the database.",
		]);
		expect(tries).toBe(2);
		isAway = false;
		expect((await line(look)).done.result).toMatchObject({ success: true });
	});
});
