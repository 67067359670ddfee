import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../config/config.js";
import { createDoors, type RunningDoors } from "../doors/create-doors.js";
import { unpackMessage } from "../doors/binary-message.js";
import { type Dialled, dial, refusedDial } from "../doors/testing/dial.js";
import { createAccess } from "../http/access.js";
import { createSockets, type Sockets } from "../http/sockets.js";
import { keepingLogger, PRODUCTION } from "../http/test-app.js";
import { createTokens } from "../http/tokens.js";
import type { Log } from "../log/log.js";
import { createMemoryLog } from "../log/memory-log.js";
import { at, canonical, countingIds, payload, person } from "../snapshots/test-payloads.js";
import { unpackMoves } from "./packed-moves.js";
import { createWorldRoutes } from "./world-routes.js";
import { createWorlds, type Worlds } from "./worlds.js";

const WORLD = "town";
const KEY = "the-key-of-the-game";
const { issue } = createTokens({ source: { kind: "secret", secret: PRODUCTION["JWT_SECRET"]! } });
const { logger, text } = keepingLogger();

let log: Log;
let worlds: Worlds;
let doors: RunningDoors;
let sockets: Sockets;
let server: Server;
let port: number;
let dialled: Dialled[];

beforeEach(async () => {
	dialled = [];
	log = createMemoryLog();
	const now = (): number => Date.now() / 1000;
	worlds = createWorlds({ log, now, newId: countingIds(), report: (message) => expect.fail(message) });
	doors = createDoors({ log, now, onFailure: (error) => expect.fail(String(error)) });
	const { guards, identities } = createAccess(loadConfig(PRODUCTION), logger);
	const { sockets: routes = [] } = createWorldRoutes({
		worlds,
		guards,
		identities,
		doors,
		now,
		defaultWorld: WORLD,
	});
	sockets = createSockets({ routes, origins: ["https://map.example.org"], logger });
	server = createServer();
	sockets.attach(server);
	await once(server.listen(0, "127.0.0.1"), "listening");
	port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
	for (const { client } of dialled) client.terminate();
	await sockets.close();
	await doors.close();
	expect(doors.counts()).toMatchObject({ sockets: 0, hubs: 0, timers: 0 });
	await new Promise((resolve) => server.close(resolve));
	await log.close();
});

const tokenOf = async (roles: readonly string[], seconds = 60): Promise<string> =>
	(await issue!({ userId: "ana", roles }, seconds)).token;

async function open(query: string, options: Parameters<typeof dial>[2] = {}): Promise<Dialled> {
	const reader = await dial(port, `/ws/world${query}`, options);
	dialled.push(reader);
	return reader;
}

const people = (x: number) =>
	payload({ timestamp: 100 + x, humanContext: { A: person(x, { mood: "calm" }), B: person(-x) } });
const ingest = (body: unknown) => worlds.ingest(WORLD, canonical(body));
const withKey = { headers: { "x-api-key": KEY } };
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe("/ws/world", () => {
	it("[WD22] shows a world as SSE does: the state, then every tick", async () => {
		await ingest(people(1));
		const reader = await open("", withKey);
		await reader.messages(1);
		await ingest(people(2));
		const [state, tick] = await reader.messages(2);
		expect(state).toMatchObject({ event: "state", data: { currentTick: 1 } });
		expect(tick).toMatchObject({
			event: "snapshot",
			data: {
				type: "snapshot",
				tick: 2,
				timestamp: 102,
				changes: { entityMoved: [{ id: "A", position: at(2) }, { id: "B" }] },
			},
		});
	});

	it("[WD22] [DR1] goes on after a cursor, in the world that is named", async () => {
		await ingest(people(1));
		const { cursor } = (await worlds.open(WORLD)).memory;
		await ingest(people(2));
		const reader = await open(`?world=${WORLD}&cursor=${cursor.epoch}:${cursor.offset}`, withKey);
		expect(await reader.messages(1)).toMatchObject([{ event: "snapshot", data: { tick: 2 } }]);
		expect(await (await open("?world=elsewhere&cursor=", withKey)).messages(1)).toMatchObject([
			{ event: "state", data: { currentTick: 0 } },
		]);
	});

	it("[WD21] [WD22] sends packed moves as bytes, which lead to the same places", async () => {
		await ingest(people(1));
		const reader = await open("?moves=packed", withKey);
		await reader.messages(1);
		await ingest(people(2));
		await ingest(people(2.5));
		while (reader.binary.length < 2) await once(reader.client, "message");
		const places: Record<string, { x: number; y: number; z: number }> = { A: at(1), B: at(-1) };
		for (const [index, x] of [2, 2.5].entries()) {
			const { header, bytes } = unpackMessage(reader.binary[index]!);
			expect(JSON.parse(header)).toMatchObject({ event: "snapshot", data: { tick: index + 2, changes: {} } });
			for (const { id, position } of unpackMoves(bytes, { ids: ["A", "B"], before: (id) => places[id] })) {
				places[id] = position;
			}
			expect(places).toEqual({ A: at(x), B: at(-x) });
		}
	});

	it("[ED95] takes a browser's token from among the subprotocols, and neither repeats nor logs it", async () => {
		const token = await tokenOf([]);
		const { client, messages } = await open("", { protocols: ["earshot.v1", `bearer.${token}`] });
		await messages(1);
		expect(client.protocol).toBe("earshot.v1");
		expect(text()).not.toContain(token);
	});

	it.each([
		["role observer", async () => bearer(await tokenOf(["observer"]))],
		[
			"role observer, as a browser",
			async () => ({ protocols: ["earshot.v1", `bearer.${await tokenOf(["observer"])}`] }),
		],
		["a game server's key", async () => withKey],
	])("[WD11] shows everything to %s", async (_, credential) => {
		await ingest(people(1));
		const reader = await open("?cast=full", await credential());
		expect((await reader.messages(1))[0]!.data).toMatchObject({
			fullState: { npcs: [{ mood: "calm" }, {}] },
		});
	});

	it.each<[string, number, string, () => Promise<object>]>([
		["without a credential", 401, "", async () => ({})],
		["with a forged token", 401, "", async () => bearer((await tokenOf([])).slice(0, -4) + "AAAA")],
		[
			"with a forged token as a browser",
			401,
			"",
			async () => ({ protocols: ["earshot.v1", "bearer.a.b.c"] }),
		],
		["with a token that has ended", 401, "", async () => bearer(await tokenOf([], -60))],
		["with a key that is not ours", 401, "", async () => ({ headers: { "x-api-key": "other" } })],
		["for everything without the role", 403, "?cast=full", async () => bearer(await tokenOf(["player"]))],
		[
			"from a page of another origin",
			403,
			"",
			async () => ({ ...withKey, origin: "https://evil.example.org" }),
		],
		["for a cast that is none", 400, "?cast=half", async () => withKey],
		["for moves that are none", 400, "?moves=tight", async () => withKey],
		["for a world that is none", 400, `?world=${"x".repeat(300)}`, async () => withKey],
		["with a cursor longer than any", 400, `?cursor=${"1".repeat(300)}`, async () => withKey],
	])("[WD22] [ED90] is refused %s", async (_, status, query, credential) => {
		const answer = await refusedDial(port, `/ws/world${query}`, await credential());
		expect(answer.status).toBe(status);
		expect(JSON.parse(answer.body)).toMatchObject({ status });
		expect(doors.counts().sockets).toBe(0);
	});

	it("[DR40] ends with the token, told so", async () => {
		const reader = await open("", bearer(await tokenOf([], 1)));
		expect(await reader.closed).toBe(4401);
		expect((await reader.messages(2))[1]).toMatchObject({ event: "close", data: { reason: "expired" } });
	});

	it("[DR40] does not end for a game server", async () => {
		const reader = await open("", withKey);
		await reader.messages(1);
		// The one timer is that of the beat.
		expect(doors.counts().timers).toBe(1);
	});
});
