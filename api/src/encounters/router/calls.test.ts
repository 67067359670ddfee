import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ANN, BOB, CANARY, DM, type Caller, TestTable, fight } from "./testing/test-table.js";
import { createUserRates } from "./user-rates.js";

let table: TestTable;
beforeEach(async () => {
	table = new TestTable();
	await table.start();
});
afterEach(() => table.end());

/** What somebody is answered who may not: the code of tRPC's error, or of the room's refusal. */
async function refusalOf(call: Promise<unknown>): Promise<string> {
	try {
		const answer = await call;
		if (typeof answer === "object" && answer !== null && "code" in answer)
			return `room:${String(answer.code)}`;
		return "allowed";
	} catch (error) {
		const { data } = error as { data?: { code?: string } };
		return data?.code ?? String(error);
	}
}

const participant = {
	entityId: "pet",
	entityType: "playerCharacter",
	name: "Pet",
	maxHP: 5,
	position: { x: 1, y: 1 },
} as const;
const end = { type: "end", entityId: "hero" } as const;

/** Every call that is about a room, with something that it takes. */
const CALLS: Readonly<Record<string, (caller: Caller, roomId: string) => Promise<unknown>>> = {
	room: (caller, roomId) => caller.room.query({ roomId }),
	joinRoom: (caller, roomId) => caller.joinRoom.mutate({ roomId, participant }),
	leaveRoom: (caller, roomId) => caller.leaveRoom.mutate({ roomId, entityId: "hero" }),
	takeTurn: (caller, roomId) => caller.takeTurn.mutate({ roomId, action: end }),
	react: (caller, roomId) => caller.react.mutate({ roomId, action: end }),
	delay: (caller, roomId) => caller.delay.mutate({ roomId, entityId: "hero" }),
	reenter: (caller, roomId) => caller.reenter.mutate({ roomId, entityId: "hero" }),
	sendChat: (caller, roomId) => caller.sendChat.mutate({ roomId, channel: "party", text: "hello" }),
	queueAction: (caller, roomId) =>
		caller.queueAction.mutate({ roomId, command: { type: "act", action: end } }),
	startInteraction: (caller, roomId) => caller.startInteraction.mutate({ roomId }),
	pauseInteraction: (caller, roomId) => caller.pauseInteraction.mutate({ roomId }),
	resumeInteraction: (caller, roomId) => caller.resumeInteraction.mutate({ roomId }),
	completeInteraction: (caller, roomId) => caller.completeInteraction.mutate({ roomId }),
	skipTurn: (caller, roomId) => caller.skipTurn.mutate({ roomId }),
	previousTurn: (caller, roomId) => caller.previousTurn.mutate({ roomId }),
	setInitiative: (caller, roomId) => caller.setInitiative.mutate({ roomId, entityId: "ogre", initiative: 1 }),
	group: (caller, roomId) => caller.group.mutate({ roomId, seatId: "both", entityIds: ["ogre", "hero"] }),
	ungroup: (caller, roomId) => caller.ungroup.mutate({ roomId, seatId: "both" }),
	applyEffect: (caller, roomId) =>
		caller.applyEffect.mutate({ roomId, entityId: "ogre", effect: { kind: "damage", amount: 1 } }),
	setTerrain: (caller, roomId) => caller.setTerrain.mutate({ roomId, cells: [{ x: 9, y: 9 }], terrain: "#" }),
	note: (caller, roomId) => caller.note.mutate({ roomId, text: "a note" }),
	addParticipant: (caller, roomId) => caller.addParticipant.mutate({ roomId, participant }),
	removeParticipant: (caller, roomId) => caller.removeParticipant.mutate({ roomId, entityId: "ogre" }),
	undo: (caller, roomId) => caller.undo.mutate({ roomId, to: 1 }),
};
const EVERYONES = ["room", "joinRoom"];
const PLAYERS = ["leaveRoom", "takeTurn", "react", "delay", "reenter", "sendChat", "queueAction"];
const DMS = Object.keys(CALLS).filter((name) => !EVERYONES.includes(name) && !PLAYERS.includes(name));

describe("who may", () => {
	it("[ET1] nobody calls anything without a good token", async () => {
		const roomId = await fight(table);
		const before = table.encounters.stateOf(roomId);
		const nobodies = [
			await table.as(),
			await table.as({ ...DM, seconds: -60 }),
			await table.as({ userId: "\u0007" }),
		];
		for (const caller of nobodies) {
			const rest = [
				caller.listRooms.query(),
				caller.createRoom.mutate({}),
				caller.openFromCluster.mutate({ worldId: "w", clusterId: "c" }),
				caller.createTestInteraction.mutate({ scenario: "duel" }),
			];
			const all = [...Object.values(CALLS).map((call) => call(caller, roomId)), ...rest];
			expect(new Set(await Promise.all(all.map(refusalOf)))).toEqual(new Set(["UNAUTHORIZED"]));
		}
		expect(table.encounters.stateOf(roomId)).toBe(before);
	});

	it.each([
		["a watcher", { userId: "someone" }],
		["a player", ANN],
		["the DM of another room", BOB],
	])("[ET2] %s does nothing that is the DM's", async (_who, user) => {
		const roomId = await fight(table);
		const caller = await table.as(user);
		await (await table.as(BOB)).createRoom.mutate({});
		const before = table.encounters.stateOf(roomId);
		for (const name of DMS) {
			expect([name, await refusalOf(CALLS[name]!(caller, roomId))]).toEqual([name, "FORBIDDEN"]);
		}
		expect(table.encounters.stateOf(roomId)).toBe(before);
	});

	it("[ET2] the DM, and an admin in their place, do what is the DM's", async () => {
		for (const user of [DM, { userId: "boss", roles: ["admin"] }]) {
			const roomId = await fight(table);
			const caller = await table.as(user);
			for (const name of DMS) {
				const answer = await refusalOf(CALLS[name]!(caller, roomId));
				expect(answer, name).not.toMatch(/FORBIDDEN|forbidden/);
			}
		}
	});

	it.each([
		["a watcher", { userId: "someone" }],
		["the player of another", BOB],
	])("[ET3] %s does nothing for somebody else's character", async (_who, user) => {
		const roomId = await fight(table);
		const dm = await table.as(DM);
		await dm.addParticipant.mutate({
			roomId,
			participant: { ...participant, entityId: "bobs", userId: BOB.userId, initiative: 1 },
		});
		const caller = await table.as(user);
		const { participants } = table.encounters.stateOf(roomId);
		for (const name of PLAYERS.filter((one) => one !== "sendChat")) {
			const expected = name === "queueAction" ? /FORBIDDEN|CONFLICT/ : /^room:(forbidden|wrong_status)$/;
			expect(await refusalOf(CALLS[name]!(caller, roomId)), name).toMatch(expected);
		}
		expect(table.encounters.stateOf(roomId).participants).toEqual(participants);
	});

	it("[ET3] who only watches says nothing in a room", async () => {
		const roomId = await fight(table);
		const watcher = await table.as({ userId: "someone" });
		expect(await refusalOf(CALLS.sendChat!(watcher, roomId))).toBe("FORBIDDEN");
		expect(table.encounters.stateOf(roomId).chatLog).toEqual([]);
	});

	it("[ET4] a player brings in a character of their own, takes one that was given, and leaves with theirs", async () => {
		const dm = await table.as(DM);
		const { roomId } = await dm.createRoom.mutate({});
		const [ann, bob] = [await table.as(ANN), await table.as(BOB)];
		expect(await ann.joinRoom.mutate({ roomId })).toMatchObject({ ok: false, code: "unknown" });
		expect(await ann.joinRoom.mutate({ roomId, participant })).toMatchObject({ ok: true });
		expect(
			await refusalOf(
				ann.joinRoom.mutate({ roomId, participant: { ...participant, entityId: "x", userId: "bob" } }),
			),
		).toBe("room:forbidden");
		await dm.addParticipant.mutate({
			roomId,
			participant: { ...participant, entityId: "given", userId: BOB.userId },
		});
		expect(await bob.joinRoom.mutate({ roomId })).toMatchObject({ ok: true });
		expect(await bob.room.query({ roomId })).toMatchObject({ viewer: { kind: "player", userId: "bob" } });
		expect(await bob.leaveRoom.mutate({ roomId })).toMatchObject({ ok: true, isRepeated: false });
		expect(await bob.leaveRoom.mutate({ roomId })).toMatchObject({ ok: true, isRepeated: true });
		expect(Object.keys(table.encounters.stateOf(roomId).participants)).toEqual(["pet"]);
	});
});

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

	it("[ET7] an error has the code of its problem, and nothing of the inside", async () => {
		const dm = await table.as(DM);
		expect(await refusalOf(dm.room.query({ roomId: "none" }))).toBe("NOT_FOUND");
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
			{ roomId, title: "The ford", status: "active", participants: 2, turnOf: "hero" },
		]);
	});
});
