import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ANN, BOB, CANARY, DM, TestTable, fight } from "./testing/test-table.js";
import { createUserRates } from "./user-rates.js";

let table: TestTable;
beforeEach(async () => {
	table = new TestTable();
	await table.start();
});
afterEach(() => table.end());

describe("what is answered", () => {
	it("[ET5] a command is done once under one id, and its repeat is answered the same", async () => {
		const roomId = await fight(table);
		const ann = await table.as(ANN);
		const move = {
			roomId,
			id: "m-1",
			action: { type: "move", entityId: "hero", position: { x: 4, y: 2 } },
		} as const;
		expect(await ann.takeTurn.mutate(move)).toMatchObject({ ok: true, isRepeated: false });
		const { revision } = table.encounters.stateOf(roomId);
		expect(await ann.takeTurn.mutate(move)).toMatchObject({ ok: true, isRepeated: true });
		expect(table.encounters.stateOf(roomId).revision).toBe(revision);
	});

	it("[ET5] one user's id is not another's", async () => {
		const roomId = await fight(table);
		const [ann, dm] = [await table.as(ANN), await table.as(DM)];
		const said = { roomId, id: "same", channel: "party", text: "hi" } as const;
		expect(await ann.sendChat.mutate(said)).toMatchObject({ ok: true, isRepeated: false });
		expect(await dm.sendChat.mutate(said)).toMatchObject({ ok: true, isRepeated: false });
		expect(table.encounters.stateOf(roomId).chatLog).toHaveLength(2);
	});

	it("[ET6] of two at once one wins, and the other gets what is now", async () => {
		const roomId = await fight(table);
		const ann = await table.as(ANN);
		const to = (x: number) =>
			ann.takeTurn.mutate({ roomId, action: { type: "move", entityId: "hero", position: { x, y: 8 } } });
		const answers = await Promise.all([to(2), to(3)]);
		const [won, lost] = [answers.filter(({ ok }) => ok), answers.filter(({ ok }) => !ok)];
		expect([won.length, lost.length]).toEqual([1, 1]);
		const [refused] = lost;
		if (!refused || refused.ok) throw new Error("one has to lose");
		const { view } = await ann.room.query({ roomId });
		expect(refused).toMatchObject({ code: "illegal", reason: expect.stringMatching(/\.$/) as string, view });
	});

	it("[ET6] [ET11] who has become another viewer meanwhile is told as that one why it was refused", async () => {
		const room: { id?: string } = {};
		const { command } = table.encounters;
		await table.end();
		await table.start({
			encounters: {
				...table.encounters,
				command: async (roomId, given) => {
					// The DM is a moment faster.
					if (roomId === room.id && given.body.type === "act") {
						const by = { kind: "dm", userId: DM.userId } as const;
						await command(roomId, { by, body: { type: "removeParticipant", entityId: "hero" } });
					}
					return command(roomId, given);
				},
			},
		});
		room.id = await fight(table);
		const [ann, dm] = [await table.as(ANN), await table.as(DM)];
		const to = [ANN.userId];
		await dm.sendChat.mutate({ roomId: room.id, channel: "private", text: CANARY, to });
		const refused = await ann.takeTurn.mutate({ roomId: room.id, action: { type: "end", entityId: "hero" } });
		expect(refused).toMatchObject({ ok: false, code: "unknown" });
		expect(JSON.stringify(refused)).not.toContain(CANARY);
		expect(refused).toMatchObject({ view: (await ann.room.query({ roomId: room.id })).view });
	});

	it("[ET7] an error has the code of its problem, and nothing of the inside", async () => {
		const dm = await table.as(DM);
		await expect(dm.room.query({ roomId: "none" })).rejects.toMatchObject({
			message: "There is no such room.",
			data: { code: "NOT_FOUND" },
		});
		const response = await fetch(`${table.url}/trpc/room?input=%7B"roomId":5%7D`, {
			headers: { authorization: `Bearer ${await table.token(DM)}` },
		});
		expect(response.status).toBe(400);
		const { error } = (await response.json()) as { error: { message: string; data: object } };
		expect(error).toMatchObject({
			message: "Some of the input does not fit.",
			data: { code: "BAD_REQUEST", errors: [{ path: "roomId" }] },
		});
		expect(JSON.stringify(error)).not.toContain("stack");
	});

	it("[ET7] our own fault is logged and says nothing", async () => {
		await table.end();
		table = new TestTable();
		const list = (): Promise<never> => Promise.reject(new Error(`${CANARY} broke`));
		await table.start({ encounters: { ...table.encounters, list } });
		const dm = await table.as(DM);
		await expect(dm.listRooms.query()).rejects.toMatchObject({
			message: "Something went wrong here; it is logged.",
			data: { httpStatus: 500 },
		});
		expect(table.lines.join("")).toContain(`${CANARY} broke`);
	});

	it("[ET8] a user who calls too often is told when to come back, the others are served", async () => {
		await table.end();
		table = new TestTable();
		await table.start({ rates: createUserRates({ now: () => Date.now() / 1000 }) });
		const token = await table.token(ANN);
		const call = () =>
			fetch(`${table.url}/trpc/listRooms`, { headers: { authorization: `Bearer ${token}` } });
		const statuses: number[] = [];
		let last: Response | undefined;
		for (let calls = 0; calls < 90; calls += 1) {
			last = await call();
			statuses.push(last.status);
			if (last.status === 429) break;
		}
		expect(statuses.at(-1)).toBe(429);
		expect(statuses.length).toBeGreaterThan(59);
		expect(last?.headers.get("retry-after")).toBe("1");
		expect(await (await table.as(BOB)).listRooms.query()).toEqual([]);
	});

	it("[ET9] the list names no hidden thing", async () => {
		const roomId = await fight(table);
		const list = await (await table.as({ userId: "someone" })).listRooms.query();
		expect(list).toMatchObject([
			{ roomId, title: "The ford", status: "active", participants: 2, turnOf: "Hero" },
		]);
	});
});
