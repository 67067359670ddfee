import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ANN, BOB, DM, type Caller, TestTable, fight } from "./testing/test-table.js";

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

	it("[ET2] an admin in the DM's place acts for those for whom the DM acts, and is nobody at the table", async () => {
		const roomId = await fight(table);
		const admin = await table.as({ userId: "boss", roles: ["admin"] });
		const end = (entityId: string) => admin.takeTurn.mutate({ roomId, action: { type: "end", entityId } });
		expect(await end("hero")).toMatchObject({ ok: true });
		expect(await end("ogre")).toMatchObject({ ok: true });
		expect(await admin.room.query({ roomId })).toMatchObject({ viewer: { kind: "dm" } });
		expect(await refusalOf(CALLS.sendChat!(admin, roomId))).toBe("FORBIDDEN");
		expect(await refusalOf(CALLS.queueAction!(admin, roomId))).toBe("FORBIDDEN");
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
