import { describe, expect, it } from "vitest";
import { addToOutbox } from "../outbox/outbox.js";
import { lockPlayers, savePlayers } from "./state-rows.js";
import { experienceTables, onBothDatabases } from "./testing/experience-tables.js";
import { shippedScene } from "./testing/shipped-scene.js";
import { WOODS } from "./testing/test-experiences.js";
import { updatePlayer, updateWorld } from "./update-state.js";

const tell = [{ type: "content", data: { text: "hello" } }];

onBothDatabases("a state that is saved", (openEmpty) => {
	it("[XS18] is numbered on with what is to be told of it, or left as it is with nothing to tell", async () => {
		const database = await openEmpty();
		const { definition } = await shippedScene("ana");
		const save = (messages: readonly { type: string; data: object }[]) =>
			database.transaction(async (sql) => {
				const row = (await lockPlayers(sql, definition, ["ana"])).get("ana")!;
				const updated = updatePlayer(definition, "ana", { row, next: row.state, messages, at: 5 });
				if (messages.length === 0) expect(updated.row).toBe(row);
				await savePlayers(sql, WOODS, new Map([["ana", updated.row]]));
				await addToOutbox(sql, updated.told);
				return updated.told;
			});
		expect(await save([])).toEqual([]);
		const [first, second] = await save([...tell, ...tell]);
		const [third] = await save(tell);
		expect([second!.number, third!.number]).toEqual([first!.number + 1, first!.number + 2]);
		expect(third).toMatchObject({
			topic: `user:${WOODS}:ana`,
			type: "content",
			data: '{"text":"hello"}',
			savedAt: 5,
		});
		expect(await database.run((db) => db.select().from(experienceTables.outbox))).toHaveLength(3);
		// Numbers begin at the time, so that a player who is made anew is above all of before.
		expect(Math.abs(first!.number - Date.now())).toBeLessThan(60_000);
	});
});

describe("a state that is to be saved", () => {
	it("[XS18] is none that cannot be", async () => {
		const { definition, shared, player } = await shippedScene("ana");
		const update = { messages: tell, at: 5 };
		const [one, two] = shared.items;
		const nowhere = { ...one!, at: { kind: "location", id: "moon" } } as const;
		for (const items of [
			shared.items.slice(1),
			[...shared.items, one!],
			[one!, one!, ...shared.items.slice(2)],
			[nowhere, two!, ...shared.items.slice(2)],
			[{ ...one!, item: "hat" }, ...shared.items.slice(1)],
		]) {
			const row = { state: shared, lastNumber: 1 };
			expect(() => updateWorld(definition, { ...update, row, next: { items } })).toThrow(
				"a shared state is not one of wylding-woods",
			);
		}
		for (const next of [
			{ ...player, location: "moon" },
			{ ...player, found: ["owl-dream", "owl-dream"] },
			{ ...player, found: ["hat"] },
		]) {
			const row = { state: player, lastNumber: 1 };
			expect(() => updatePlayer(definition, "ana", { ...update, row, next })).toThrow(
				"a player's state is not one of wylding-woods",
			);
		}
	});
});
