import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { ANN, DM, type TestUser, TestTable, fight } from "../../src/encounters/router/testing/test-table.js";
import { until } from "../../src/testing/until.js";
import type { RoomCommand } from "../../src/encounters/encounters.js";
import { createEncounterClient, type EncounterClientOptions } from "./encounter-client.js";
import { createLobby } from "./lobby.js";
import type { EncounterClient, EncounterState } from "./state.js";

let table: TestTable;
let roomId: string;
const clients: EncounterClient[] = [];

beforeEach(async () => {
	table = new TestTable();
	await table.start();
	roomId = await fight(table);
});
afterEach(async () => {
	for (const client of clients.splice(0)) client.close();
	await table.end();
});

async function clientOf(
	user: TestUser,
	options: Partial<EncounterClientOptions> = {},
): Promise<EncounterClient & { readonly seen: EncounterState[] }> {
	const token = await table.token(user);
	const client = createEncounterClient({
		baseUrl: table.url,
		roomId,
		token,
		WebSocket,
		random: () => 0,
		...options,
	});
	const seen: EncounterState[] = [];
	client.subscribe((state) => seen.push(state));
	clients.push(client);
	client.start();
	return { ...client, seen };
}

/** Without WebSockets, as where a proxy lets none through. */
class NoSocket extends WebSocket {
	constructor(address: string, protocols: string[]) {
		super(address.replace("/ws/trpc", "/ws/none"), protocols);
	}
}

function move(x: number, y: number): RoomCommand {
	return { type: "act", action: { type: "move", entityId: "hero", position: { x, y } } };
}

const hero = ({ view }: EncounterState): object | undefined => view?.participants.hero?.position;
const isLive = (client: EncounterClient) => (): boolean => client.state().view !== undefined;

/** What a client shows is what the server would show now. */
async function agrees(client: EncounterClient, user: TestUser): Promise<void> {
	const caller = await table.as(user);
	const wanted = async (): Promise<object> => (await caller.room.query({ roomId })).view;
	const isSame = async (): Promise<boolean> =>
		JSON.stringify(client.state().view) === JSON.stringify(await wanted());
	await until(isSame, "the client shows what the server holds", 5).catch(async () =>
		expect(client.state().view).toEqual(await wanted()),
	);
}

describe.each([
	["a WebSocket", {}],
	["server-sent events", { WebSocket: NoSocket }],
])("through %s", (_door, options) => {
	it("[ET22] follows a room, and shows a move at once and as it was taken", async () => {
		const [ann, dm] = [await clientOf(ANN, options), await clientOf(DM, options)];
		await until(isLive(ann), "ann is live");
		await until(isLive(dm), "the DM is live");
		const given = ann.command(move(4, 2));
		expect(hero(ann.state())).toEqual({ x: 4, y: 2 });
		expect(ann.state().pending).toMatchObject([{ isForeseen: true, entityId: "hero" }]);
		expect(await given).toEqual({ ok: true });
		await until(() => ann.state().pending.length === 0, "the news has come");
		// It never jumped back on the way.
		expect(
			ann.seen.filter((state) => JSON.stringify(hero(state)) === '{"x":2,"y":2}').length,
		).toBeLessThanOrEqual(ann.seen.findIndex((state) => JSON.stringify(hero(state)) === '{"x":4,"y":2}'));
		await agrees(ann, ANN);
		await agrees(dm, DM);
		expect(ann.state().events).toContainEqual(
			expect.objectContaining({ event: expect.objectContaining({ type: "ACTED" }) as object }),
		);
		expect(ann.state().viewer).toEqual({ kind: "player", userId: "ann" });
	});

	it("[ET22] a move that is refused is rolled back, with who and why", async () => {
		const ann = await clientOf(ANN, options);
		await until(isLive(ann), "ann is live");
		// Ann may not have heard of it yet.
		await table.encounters.command(roomId, {
			by: { kind: "dm", userId: DM.userId },
			body: {
				type: "applyEffect",
				entityId: "hero",
				effect: { kind: "addCondition", condition: { condition: "grappled" } },
			},
		});
		const given = ann.command(move(4, 2));
		const foreseen = hero(ann.state());
		expect(await given).toMatchObject({ ok: false, code: "illegal" });
		expect(hero(ann.state())).toEqual({ x: 2, y: 2 });
		expect(ann.state().refused).toMatchObject({
			entityId: "hero",
			code: "illegal",
			reason: "You cannot move.",
		});
		expect([
			{ x: 4, y: 2 },
			{ x: 2, y: 2 },
		]).toContainEqual(foreseen);
		ann.dismiss();
		expect(ann.state().refused).toBeUndefined();
	});

	it("[ET23] through cuts: each command once, each news once, in order", async () => {
		const [ann, dm] = [await clientOf(ANN, options), await clientOf(DM, options)];
		await until(isLive(ann), "ann is live");
		await until(isLive(dm), "the DM is live");
		const said: Promise<unknown>[] = [];
		for (let index = 0; index < 24; index += 1) {
			const from = index % 2 === 0 ? ann : dm;
			said.push(from.command({ type: "chat", channel: "party", text: `line ${index}` }));
			if (index % 5 === 0) table.cut();
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		expect(new Set((await Promise.all(said)).map((answer) => JSON.stringify(answer)))).toEqual(
			new Set(['{"ok":true}']),
		);
		expect(table.encounters.stateOf(roomId).chatLog).toHaveLength(24);
		await agrees(ann, ANN);
		await agrees(dm, DM);
		const heard = ann.state().events.filter(({ event }) => event.type === "CHAT_MESSAGE");
		expect(heard).toHaveLength(24);
		const numbers = ann.state().events.map(({ number }) => number);
		expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
	});

	it("[ET23] where the place is not held any more, the view comes anew", async () => {
		const ann = await clientOf(ANN, options);
		await until(isLive(ann), "ann is live");
		ann.close();
		const dm = await table.as(DM);
		await dm.sendChat.mutate({ roomId, channel: "party", text: "while you were away" });
		table.encounters.forget(roomId);
		ann.start();
		await agrees(ann, ANN);
		await until(() => ann.state().status === "reset", "it says so");
	});
});

it("[ET23] commands come in the order in which they were given, however long one takes", async () => {
	let calls = 0;
	const ann = await clientOf(ANN, {
		fetch: async (url, init) => {
			calls += 1;
			await new Promise((resolve) => setTimeout(resolve, 30 / calls));
			return fetch(url, init);
		},
	});
	await until(isLive(ann), "ann is live");
	const texts = ["one", "two", "three", "four"];
	await Promise.all(texts.map((text) => ann.command({ type: "chat", channel: "party", text })));
	expect(table.encounters.stateOf(roomId).chatLog.map(({ text }) => text)).toEqual(texts);
});

it("[EP19] what waits for the DM is told with what it came to, through a cut and by another page too", async () => {
	const ann = await clientOf(ANN);
	const dm = await clientOf(DM);
	await until(isLive(ann), "ann is live");
	await until(isLive(dm), "the DM is live");
	dm.close();
	await until(() => ann.state().view?.status === "paused", "the DM is missed");
	const fates = ({ queued }: EncounterState) => queued.map(({ fate, reason }) => [fate, reason]);
	await ann.queue(move(4, 2));
	await ann.queue(move(30, 30));
	expect(fates(ann.state())).toEqual([
		["waiting", undefined],
		["waiting", undefined],
	]);
	expect(ann.state().view?.participants.hero?.position).toEqual({ x: 2, y: 2 });
	const later = await clientOf(ANN);
	await until(() => later.state().queued.length === 2, "another page knows of it");
	table.cut();
	await (await table.as(DM)).resumeInteraction.mutate({ roomId });
	const came = [
		["done", undefined],
		["refused", "There is no way there with the movement that is left."],
	];
	for (const client of [ann, later]) {
		await until(
			() => JSON.stringify(fates(client.state())) === JSON.stringify(came),
			"it says what it came to",
		);
	}
	expect(hero(ann.state())).toEqual({ x: 4, y: 2 });
	ann.dismissQueued();
	expect(ann.state().queued).toEqual([]);
	await expect(ann.queue(move(5, 2))).rejects.toMatchObject({ code: "failed" });
	expect(ann.state().queued).toEqual([]);
});

it("[EP19] what came of what waited is asked for where it was not told", async () => {
	const ann = await clientOf(ANN);
	const dm = await clientOf(DM);
	await until(isLive(ann), "ann is live");
	await until(isLive(dm), "the DM is live");
	dm.close();
	await until(() => ann.state().view?.status === "paused", "the DM is missed");
	await ann.queue(move(4, 2));
	await ann.queue(move(30, 30));
	ann.close();
	await (await table.as(DM)).resumeInteraction.mutate({ roomId });
	const { answered } = table.encounters.stateOf(roomId);
	table.encounters.forget(roomId);
	ann.start();
	await until(() => ann.state().queued.every(({ fate }) => fate !== "waiting"), "it has asked");
	expect(ann.state().queued.map(({ fate }) => fate)).toEqual(["done", "refused"]);
	expect(table.encounters.stateOf(roomId).answered).toEqual(answered);
	await agrees(ann, ANN);
});

it("[ET24] a token that runs out is renewed, and without another the client says so", async () => {
	const another = await table.token(ANN);
	let asked = 0;
	const expired = await table.token({ ...ANN, seconds: -60 });
	const ann = await clientOf(ANN, {
		token: expired,
		onUnauthorised: async () => {
			asked += 1;
			return another;
		},
	});
	await until(isLive(ann), "ann is live");
	expect(asked).toBe(1);
	const bob = await clientOf(ANN, { token: expired });
	await until(() => bob.state().status === "refused", "there is no other token");
	await expect(bob.command(move(3, 2))).rejects.toMatchObject({ code: "refused" });
});

it("[ET24] a room that there is not is not tried for again and again", async () => {
	const ann = await clientOf(ANN, { roomId: "none" });
	await until(() => ann.state().status === "missing", "it is not there");
	expect(ann.state().reason).toBe("There is no such room.");
});

it("[ET24] what is unanswered when a client is closed rejects", async () => {
	const ann = await clientOf(ANN, { baseUrl: "http://127.0.0.1:9" });
	const given = ann.command(move(3, 2));
	ann.close();
	await expect(given).rejects.toMatchObject({ code: "closed" });
	expect(ann.state().pending).toEqual([]);
	expect(ann.state().status).toBe("closed");
});

it("[ET4] a player's client joins and leaves with a character of its own; the DM's adds and removes any", async () => {
	const [bob, dm] = [await clientOf({ userId: "bob" }), await clientOf(DM)];
	await until(isLive(bob), "bob watches");
	await until(isLive(dm), "the DM is live");
	const participant = {
		entityId: "bobs",
		entityType: "playerCharacter",
		name: "Bob's",
		userId: "bob",
		maxHP: 9,
		position: { x: 1, y: 1 },
	} as const;
	expect(await bob.command({ type: "addParticipant", participant })).toEqual({ ok: true });
	await until(() => bob.state().viewer?.kind === "player", "bob plays");
	expect(await bob.command({ type: "removeParticipant", entityId: "bobs" })).toEqual({ ok: true });
	await until(() => bob.state().viewer?.kind === "watcher", "bob watches again");
	expect(await dm.command({ type: "addParticipant", participant })).toEqual({ ok: true });
	expect(await dm.command({ type: "removeParticipant", entityId: "ogre" })).toEqual({ ok: true });
});

it("[ET9] the lobby lists rooms and opens more", async () => {
	const lobby = createLobby({ baseUrl: table.url, token: await table.token(ANN) });
	const { signal } = new AbortController();
	const opened = await lobby.create({ title: "Mine" }, signal);
	const rooms = await lobby.list(signal);
	expect(rooms.map((room) => room.roomId).sort()).toEqual([roomId, opened.roomId].sort());
	await expect(lobby.openFromCluster({ worldId: "w", clusterId: "none" }, signal)).rejects.toMatchObject({
		status: 404,
	});
});
