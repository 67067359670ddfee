import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { undescribed } from "../../http/openapi.js";
import { until } from "../../testing/until.js";
import { ANN, BOB, CANARY, DM, KEY, TestTable, fight } from "./testing/test-table.js";
import { createUserRates } from "./user-rates.js";

let table: TestTable;
beforeEach(async () => {
	table = new TestTable();
	await table.start();
	table.clusters.set("default/c1", MEMBERS);
});
afterEach(() => table.end());

const MEMBERS = [
	{ id: "npc-1", name: "Gundren", type: "npc", position: { x: 100, y: 3, z: 50 } },
	{ id: "ann", name: "Ann", type: "player", userId: "ann", position: { x: 110, y: 3, z: 50 } },
	{ id: "npc-2", name: "Sildar", type: "npc", position: null },
] as const;

interface Answer {
	readonly status: number;
	readonly body: Record<string, unknown> & {
		readonly view?: { readonly participants: Record<string, { readonly position: object }> };
		readonly news?: readonly {
			readonly events: readonly { readonly type: string }[];
			readonly command_id?: string;
		}[];
		readonly cursor?: string;
		readonly room_id?: string;
	};
}

async function call(
	method: string,
	path: string,
	body?: object,
	key: string | undefined = KEY,
): Promise<Answer> {
	const response = await fetch(`${table.url}/v1/encounters${path}`, {
		method,
		headers: { "content-type": "application/json", ...(key !== "" && { "x-api-key": key }) },
		...(body && { body: JSON.stringify(body) }),
	});
	return { status: response.status, body: (await response.json()) as Answer["body"] };
}

describe("game servers", () => {
	it("[ET30] open an encounter from a cluster, its members where they stand, once under one id", async () => {
		const order = {
			id: "e1",
			dm_user_id: DM.userId,
			world_id: "default",
			cluster_id: "c1",
			title: "The inn",
		};
		const { status, body } = await call("POST", "", order);
		expect(status).toBe(201);
		expect((await call("POST", "", order)).body).toEqual(body);
		const state = table.encounters.stateOf(body.room_id!);
		expect(state).toMatchObject({ dmId: DM.userId, settings: { title: "The inn" } });
		const { "npc-1": gundren, ann, "npc-2": sildar } = state.participants;
		expect(ann).toMatchObject({ userId: "ann", entityType: "playerCharacter", name: "Ann" });
		expect(gundren).toMatchObject({ entityType: "npc" });
		expect(gundren?.userId).toBeUndefined();
		// Ten studs are two cells.
		expect([ann!.position.x - gundren!.position.x, ann!.position.y - gundren!.position.y]).toEqual([2, 0]);
		expect(sildar?.position).toBeDefined();
		expect(Object.keys(state.participants)).toHaveLength(3);
	});

	it("[ET30] a DM opens one through tRPC, with what is known of its members", async () => {
		const dm = await table.as(DM);
		const { roomId } = await dm.openFromCluster.mutate({
			worldId: "default",
			clusterId: "c1",
			studsPerCell: 10,
			sheets: { "npc-1": { maxHP: 40, entityType: "monster", isHidden: true } },
		});
		const { participants } = table.encounters.stateOf(roomId);
		expect(participants["npc-1"]).toMatchObject({ maxHP: 40, entityType: "monster", isHidden: true });
		expect(participants.ann!.position.x - participants["npc-1"]!.position.x).toBe(1);
		await expect(dm.openFromCluster.mutate({ worldId: "default", clusterId: "c2" })).rejects.toMatchObject({
			data: { code: "NOT_FOUND" },
		});
	});

	it("[ET31] act for a player or an NPC, as these might themselves, once under one id", async () => {
		const roomId = await fight(table);
		const command = { type: "act", action: { type: "move", entityId: "hero", position: { x: 3, y: 3 } } };
		const asAnn = { user_id: ANN.userId, id: "m1", command };
		expect((await call("POST", `/${roomId}/commands`, asAnn)).body).toMatchObject({
			ok: true,
			is_repeated: false,
		});
		expect((await call("POST", `/${roomId}/commands`, asAnn)).body).toMatchObject({
			ok: true,
			is_repeated: true,
		});
		const refused = await call("POST", `/${roomId}/commands`, { ...asAnn, user_id: BOB.userId });
		expect(refused).toMatchObject({ status: 200, body: { ok: false, code: "forbidden", view: {} } });
		expect(JSON.stringify(refused)).not.toContain(CANARY);
		const end = (entityId: string) => ({ type: "act", action: { type: "end", entityId } });
		expect(
			(await call("POST", `/${roomId}/commands`, { entity_id: "ogre", command: end("ogre") })).body,
		).toMatchObject({
			ok: false,
			code: "not_your_turn",
		});
		await call("POST", `/${roomId}/commands`, { user_id: ANN.userId, command: end("hero") });
		expect(
			(await call("POST", `/${roomId}/commands`, { entity_id: "ogre", command: end("ogre") })).body,
		).toMatchObject({
			ok: true,
		});
	});

	it("[ET31] a player's command is the same through whichever door it comes", async () => {
		const roomId = await fight(table);
		const command = { type: "chat", channel: "party", text: "hi" } as const;
		await (await table.as(ANN)).sendChat.mutate({ roomId, id: "one", channel: "party", text: "hi" });
		const again = await call("POST", `/${roomId}/commands`, { user_id: "ann", id: "one", command });
		expect(again.body).toMatchObject({ ok: true, is_repeated: true });
	});

	it("[ET32] see a room as a player or an NPC does, and wait for what comes next", async () => {
		const roomId = await fight(table);
		const { body: seen } = await call("GET", `/${roomId}?user_id=ann`);
		expect(Object.keys(seen.view!.participants).sort()).toEqual(["hero", "ogre"]);
		const wolf = await call("GET", `/${roomId}?entity_id=${CANARY}-id`);
		expect(Object.keys(wolf.body.view!.participants)).toContain(`${CANARY}-id`);
		const askedAt = Date.now();
		const waiting = call("GET", `/${roomId}/news?user_id=ann&cursor=${seen.cursor}&wait=10`);
		await (await table.as(ANN)).sendChat.mutate({ roomId, id: "mine", channel: "party", text: "hi" });
		const { body: news } = await waiting;
		expect(Date.now() - askedAt).toBeLessThan(5_000);
		expect(news.news).toMatchObject([{ command_id: "mine" }]);
		expect(news.news![0]!.events.map(({ type }) => type)).toContain("CHAT_MESSAGE");
		const { body: none } = await call("GET", `/${roomId}/news?user_id=ann&cursor=${news.cursor}&wait=0`);
		expect(none).toEqual({ cursor: news.cursor, news: [] });
		const { body: others } = await call("GET", `/${roomId}/news?user_id=bob&cursor=${news.cursor}&wait=0`);
		expect(others.view).toBeDefined();
		table.encounters.forget(roomId);
		expect((await call("GET", `/${roomId}/news?user_id=ann&cursor=${seen.cursor}`)).body.view).toBeDefined();
	});

	it("[ET32] who waits is answered when the service goes away", async () => {
		const roomId = await fight(table);
		const { body: seen } = await call("GET", `/${roomId}?user_id=ann`);
		const waiting = call("GET", `/${roomId}/news?user_id=ann&cursor=${seen.cursor}`);
		await until(() => table.bytesWaiting() === 0, "nothing is on its way");
		await new Promise((resolve) => setTimeout(resolve, 50));
		table.edge.drain();
		expect((await waiting).body).toEqual({ cursor: seen.cursor, news: [] });
	});

	it("[ET33] are asked for their key, and told what does not fit", async () => {
		const roomId = await fight(table);
		for (const [method, path] of [
			["GET", ""],
			["POST", ""],
			["GET", `/${roomId}?user_id=ann`],
			["GET", `/${roomId}/news?user_id=ann`],
			["POST", `/${roomId}/commands`],
		] as const) {
			expect((await call(method, path, method === "POST" ? {} : undefined, "")).status).toBe(401);
		}
		const wrong = [
			call("GET", `/${roomId}`),
			call("GET", `/${roomId}?user_id=ann&entity_id=hero`),
			call("POST", "", { cluster_id: "c1" }),
			call("POST", `/${roomId}/commands`, { user_id: "ann", command: { type: "timeOut" } }),
			call("GET", `/${roomId}/news?user_id=ann&wait=1000`),
		];
		for (const { status } of await Promise.all(wrong)) expect(status).toBe(400);
		expect((await call("GET", "/none?user_id=ann")).status).toBe(404);
		expect((await call("GET", "")).body).toMatchObject({ rooms: [{ roomId }] });
	});
});

it("[ET8] each player of a game server is counted by themselves", async () => {
	await table.end();
	table = new TestTable();
	await table.start({ rates: createUserRates({ now: () => 1_000, burst: 2, perSecond: 1 }) });
	const { roomId } = await table.encounters.create({
		dmId: "dm",
		mapState: { width: 1, height: 1, rows: ["."] },
	});
	const command = { type: "start" } as const;
	const statuses: number[] = [];
	for (const who of [
		{ user_id: "ann" },
		{ user_id: "ann" },
		{ user_id: "ann" },
		{ user_id: "bob" },
		{ entity_id: "ann" },
	]) {
		statuses.push((await call("POST", `/${roomId}/commands`, { ...who, command })).status);
	}
	expect(statuses).toEqual([200, 200, 429, 200, 200]);
});

it("[ET33] every route is described, and nothing else", () => {
	const { routes, openApi } = table.app!;
	expect(undescribed(routes, openApi)).toEqual({ missing: [], stale: [] });
});
