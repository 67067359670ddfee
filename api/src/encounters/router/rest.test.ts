import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GroundWire, ReachWire } from "../../../../game/src/shared/wire/index.js";
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

/** The cell in which a spot lies on a map with its corner there. */
function cellUnder(spot: { x: number; z: number }, corner: { x: number; z: number }, studs: number) {
	return { x: Math.floor((spot.x - corner.x) / studs), y: Math.floor((spot.z - corner.z) / studs) };
}

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
		readonly ground?: GroundWire;
		readonly reach?: readonly ReachWire[];
	};
}

const call = (method: string, path: string, ...rest: [body?: object, key?: string]): Promise<Answer> =>
	ask(method, `/v1/encounters${path}`, ...rest);

async function ask(method: string, path: string, body?: object, key: string = KEY): Promise<Answer> {
	const response = await fetch(`${table.url}${path}`, {
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

	it("[ET30] a place tells of members by what it calls them", async () => {
		const members = MEMBERS.map((member) => ({ ...member, placeId: `own-${member.id}` }));
		table.clusters.set("default/c1", members);
		const order = {
			dm_user_id: DM.userId,
			cluster_id: "c1",
			sheets: { "own-npc-1": { maxHP: 40, side: "foes" }, "npc-2": { maxHP: 7 }, toString: { maxHP: 1 } },
		};
		const { status, body } = await call("POST", "", order);
		expect(status).toBe(201);
		const { participants } = table.encounters.stateOf(body.room_id!);
		expect(participants["own-npc-1"]).toMatchObject({ maxHP: 40, side: "foes" });
		expect(participants["own-npc-2"]).toMatchObject({ maxHP: 7, side: "others" });
		const bad = { ...order, sheets: { "own-npc-1": { maxHP: 0 } } };
		expect(await call("POST", "", bad)).toMatchObject({
			status: 400,
			body: { errors: [{ path: "sheets.own-npc-1.maxHP" }] },
		});
	});

	it("[ET35] are told where the map lies in the place, however often they open it", async () => {
		const order = {
			id: "e1",
			dm_user_id: DM.userId,
			world_id: "default",
			cluster_id: "c1",
			studs_per_cell: 4,
		};
		const { body } = await call("POST", "", order);
		const { corner, studs_per_cell: studs } = body.ground!;
		expect(studs).toBe(4);
		const { "npc-1": gundren, ann } = table.encounters.stateOf(body.room_id!).participants;
		expect(gundren!.position).toEqual(cellUnder({ x: 100, z: 50 }, corner, studs));
		expect(ann!.position).toEqual(cellUnder({ x: 110, z: 50 }, corner, studs));
		// The answer was lost, somebody went on, and somebody else came: who is in it already stays where they are.
		const [, , sildar] = MEMBERS;
		const late = { ...sildar, id: "npc-3", position: { x: 95, y: 3, z: 53 } };
		table.clusters.set("default/c1", [{ ...MEMBERS[1], position: { x: 200, y: 3, z: 90 } }, late]);
		expect((await call("POST", "", order)).body).toEqual(body);
		const after = table.encounters.stateOf(body.room_id!).participants;
		expect(after["ann"]!.position).toEqual(ann!.position);
		expect(after["npc-3"]!.position).toEqual(cellUnder({ x: 95, z: 53 }, corner, studs));
	});

	it("[ET36] find the rooms of their world that are not over, and whose users are in them", async () => {
		const order = { id: "e1", dm_user_id: DM.userId, world_id: "default", cluster_id: "c1" };
		const { body: opened } = await call("POST", "", order);
		table.clusters.set(
			"other/c1",
			MEMBERS.map((member) => ({ ...member, placeId: `own-${member.id}` })),
		);
		const { body: other } = await call("POST", "", { ...order, id: "e2", world_id: "other" });
		expect(Object.keys(table.encounters.stateOf(other.room_id!).participants)).toContain("own-npc-1");
		await fight(table);
		const found = { ...opened, dm_user_id: DM.userId, user_ids: ["ann"] };
		const inWorld = async (world: string) => (await ask("GET", `/v1/worlds/${world}/encounters`)).body;
		expect(await inWorld("default")).toEqual({ rooms: [found] });
		expect(await inWorld("nowhere")).toEqual({ rooms: [] });
		// Their own server finds them, hidden or not.
		const dm = await table.as(DM);
		await dm.applyEffect.mutate({ roomId: opened.room_id!, entityId: "ann", effect: { kind: "hide" } });
		expect(await inWorld("default")).toEqual({ rooms: [found] });
		await dm.completeInteraction.mutate({ roomId: opened.room_id! });
		expect(await inWorld("default")).toEqual({ rooms: [] });
		expect((await ask("GET", "/v1/worlds/default/encounters", undefined, "")).status).toBe(401);
		expect((await ask("GET", "/v1/worlds/a%20b/encounters")).status).toBe(400);
	});

	it("[ET37] are told where those can go whose turn it is, for whoever moves them alone", async () => {
		const roomId = await fight(table);
		const reachFor = async (who: string) => (await call("GET", `/${roomId}?${who}`)).body.reach!;
		const [reach, ...none] = await reachFor("user_id=ann");
		expect(none).toEqual([]);
		expect(reach!.entity_id).toBe("hero");
		// Six cells to each side that the map has, and not where the ogre stands.
		const isIn = (x: number, y: number) =>
			reach!.runs.some((run) => run.y === y && run.x <= x && x < run.x + run.width);
		expect([isIn(7, 2), isIn(8, 3), isIn(8, 2), isIn(9, 2), isIn(2, 2)]).toEqual([
			true,
			true,
			false,
			false,
			false,
		]);
		expect(await reachFor("user_id=bob")).toEqual([]);
		expect(await reachFor("entity_id=ogre")).toEqual([]);
		expect((await reachFor(`user_id=${DM.userId}`)).map(({ entity_id: id }) => id)).toEqual(["hero"]);
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
