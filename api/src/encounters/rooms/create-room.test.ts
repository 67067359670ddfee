import { describe, expect, it } from "vitest";
import type { Log } from "../../log/log.js";
import { createFatefulLog } from "../../log/testing/fateful-log.js";
import { DM } from "../engine/testing/test-room.js";
import { entriesOf } from "./testing/entries-of.js";
import { openedRooms } from "./testing/opened-rooms.js";
import { MAP } from "./testing/test-rooms.js";

const { open } = openedRooms();

describe("making rooms", () => {
	it("[RM1] are made once under an id, by ids that nobody can guess, with dice that nobody knows", async () => {
		const log = createFatefulLog();
		const rooms = open(log.view());
		const made = { id: "mine", dmId: "dm", mapState: MAP };
		const { roomId } = await rooms.create(made);
		expect(roomId).toMatch(/^[A-Za-z0-9_-]{22}$/);
		expect(await rooms.create({ ...made, title: "Another" })).toEqual({ roomId });
		// In another process as well, and at the same time.
		const others = [open(log.view()), open(log.view())];
		const again = await Promise.all(others.map((other) => other.create(made)));
		expect(again).toEqual([{ roomId }, { roomId }]);
		expect(await entriesOf(log.view(), roomId)).toHaveLength(1);
		// The same id of somebody else is another room, and so is none.
		const ids = new Set([roomId]);
		for (const each of [
			{ ...made, dmId: "else" },
			{ ...made, id: "other" },
			{ dmId: "dm", mapState: MAP },
		]) {
			ids.add((await rooms.create(each)).roomId);
		}
		ids.add((await rooms.create({ dmId: "dm", mapState: MAP })).roomId);
		expect(ids.size).toBe(5);
		const seeds = await Promise.all([...ids].map(async (id) => (await rooms.state(id)).roller.seed));
		expect(new Set(seeds).size).toBe(5);
		expect(await rooms.log.head("rooms:secret")).toMatchObject({ offset: 1 });
		const told = JSON.stringify([await rooms.look(roomId, { kind: "dm" }), await rooms.list()]);
		for (const seed of seeds) expect(told).not.toContain(seed);
	});

	it("[RM1] that two make at once under one id with no secret yet are one", async () => {
		const log = createFatefulLog();
		const made = { id: "mine", dmId: "dm", mapState: MAP };
		const slow = log.view();
		const { append } = slow;
		const late: Log = {
			...slow,
			append: async (...given) => {
				await new Promise((resolve) => setTimeout(resolve, 5));
				return append(...given);
			},
		};
		const both = [open(log.view()), open(late)];
		const [one, other] = await Promise.all(both.map((rooms) => rooms.create(made)));
		expect(one).toEqual(other);
		expect(await entriesOf(log.view(), one!.roomId)).toHaveLength(1);
	});

	it("[RM1] are not made of what is no room, and nothing is left of that", async () => {
		const rooms = open();
		const wrong = { dmId: "dm", mapState: { width: 2, height: 1, rows: ["."] } };
		await expect(rooms.create(wrong)).rejects.toMatchObject({ code: "invalid", detail: "That is no map." });
		expect(await rooms.list()).toEqual([]);
		expect(await rooms.ids()).toEqual([]);
	});

	it("[RM2] that nobody made are not found, and asking makes none", async () => {
		const rooms = open();
		const { signal } = new AbortController();
		for (const roomId of ["AAAAAAAAAAAAAAAAAAAAAA", "", "a:b", "\u0000", "x".repeat(500)]) {
			const news = rooms.follow(roomId, { kind: "dm" }, { after: { epoch: "e", offset: 0 }, signal });
			for (const asked of [
				rooms.look(roomId, { kind: "dm" }),
				rooms.viewerOf(roomId, "dm"),
				rooms.state(roomId),
				rooms.command(roomId, { by: DM, body: { type: "start" } }),
				rooms.command(roomId, { by: DM, body: { type: "undo", to: 1 } }),
				news[Symbol.asyncIterator]().next(),
			]) {
				await expect(asked).rejects.toMatchObject({ code: "not_found" });
			}
		}
		expect(await rooms.held()).toEqual([]);
		expect(await rooms.ids()).toEqual([]);
	});
});
