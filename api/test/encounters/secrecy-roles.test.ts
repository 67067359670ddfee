import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createTestableRouter } from "../../src/encounters/router/encounter-router.js";
import { DM, FIGHTERS } from "../../src/encounters/router/testing/test-table.js";
import { openRows } from "../../src/encounters/engine/testing/test-room.js";
import { roomTopic } from "../../src/encounters/rooms/room-fold.js";
import { until } from "../../src/testing/until.js";
import {
	type Answer,
	ask,
	bearer,
	followBySocket,
	followByStream,
	mutate,
	query,
	type Stream,
} from "./secrecy/doors.js";
import { ROWS, type Whose } from "./secrecy/procedure-rows.js";
import { startToldService, type ToldService } from "./secrecy/told-service.js";

const ANN = "ann";
const BOB = "bob";
/** Leads another room. */
const ELSE = "leads another";

type Headers = Readonly<Record<string, string>>;
type Name = keyof typeof ROWS;

/** What the router itself says that it has. */
const PROCEDURES = createTestableRouter({} as never)._def.procedures as Readonly<
	Record<Name, { readonly _def: { readonly type: "query" | "mutation" | "subscription" } }>
>;
const NAMES = Object.keys(PROCEDURES) as Name[];

const ofWhom = (...whose: readonly Whose[]): readonly Name[] =>
	NAMES.filter((name) => whose.includes(ROWS[name].whose));
/** Follows for ever where it is allowed: tried by itself. */
const isCall = (name: Name): boolean => PROCEDURES[name]._def.type !== "subscription";

let service: ToldService;
const streams: Stream[] = [];

function serving(env: Headers = {}): void {
	beforeAll(async () => {
		service = await startToldService({ onLine: () => undefined, env });
	});
	afterEach(() => streams.splice(0).forEach(({ close }) => close()));
	afterAll(() => service.stop());
}

/**
 * Ann's hero, Bob's pet and two of the DM's, one hidden; the fight is on. Not by calls, of which one user may make only
 * so many.
 */
async function openRoom(): Promise<string> {
	const { encounters } = service.service().encounters;
	const mapState = { width: 20, height: 20, rows: openRows(20, 20) };
	const { roomId } = await encounters.create({ dmId: DM.userId, title: "The ford", mapState });
	const bobs = { ...FIGHTERS[0]!, entityId: "bobs", userId: BOB, position: { x: 4, y: 4 }, initiative: 5 };
	const by = { kind: "dm", userId: DM.userId } as const;
	for (const participant of [...FIGHTERS, bobs])
		await encounters.command(roomId, { by, body: { type: "addParticipant", participant } });
	const started = await encounters.command(roomId, { by, body: { type: "start" } });
	expect(started.result).toEqual({ ok: true });
	return roomId;
}

const headOf = async (roomId: string): Promise<number> =>
	(await service.service().log.head(roomTopic(roomId))).offset;

/** A call as its kind is made, by itself. */
function call(name: Name, headers: Headers, roomId: string): Promise<Answer> {
	const input = ROWS[name].input(roomId);
	const { type } = PROCEDURES[name]._def;
	return type === "mutation"
		? mutate(service, headers, [{ name, input }])
		: query(service, headers, [{ name, input }]);
}

/** What somebody is answered: the code of the error, or of the room's refusal. */
function codesIn(text: string): readonly string[] {
	const errors = [...text.matchAll(/"data":\{"code":"(\w+)"/g)].map(([, code]) => code!);
	const refusals = [...text.matchAll(/"ok":false,"code":"(\w+)"/g)].map(([, code]) => `room:${code!}`);
	return [...errors, ...refusals];
}

/** Credentials that are none, by what is wrong with them. */
const NOBODIES: Readonly<Record<string, () => Promise<Headers>>> = {
	"no token": async () => ({}),
	"no bearer": async () => ({ authorization: `Basic ${await service.token(DM.userId)}` }),
	"no token but a word": async () => bearer("none"),
	"a token that has run out": async () => bearer(await service.token(DM.userId, { seconds: -60 })),
	"a token for others": async () => bearer(await service.token(DM.userId, { audience: "another" })),
	"a token of another's making": async () =>
		bearer(await service.token(DM.userId, { secret: "another secret of thirty-two bytes" })),
	"an unsigned token": async () => bearer(await unsigned(DM.userId)),
	"a token of an id that is none": async () => bearer(await service.token("\u0007")),
	"the key of a game server": async () => ({ "x-api-key": service.key }),
	"a wrong key beside a good token": async () => ({
		...bearer(await service.token(DM.userId)),
		"x-api-key": "none",
	}),
};

/** As a token says that it needs no signature. */
async function unsigned(userId: string): Promise<string> {
	const [, claims] = (await service.token(userId)).split(".");
	return `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims!}.`;
}

async function refusedSocket(headers: Headers): Promise<number | undefined> {
	const socket = new WebSocket(`ws://127.0.0.1:${String(service.port())}/ws/trpc`, { headers });
	socket.on("error", () => undefined);
	const [first] = await Promise.race([
		once(socket, "open").then(() => []),
		once(socket, "unexpected-response").then(([, response]) => [response as { statusCode: number }]),
	]);
	socket.terminate();
	return first?.statusCode;
}

async function framesOf(door: "socket" | "stream", userId: string, roomId: string): Promise<string[]> {
	const frames: string[] = [];
	const following = {
		roomId,
		token: await service.token(userId),
		onFrame: (text: string) => void frames.push(text),
	};
	streams.push(
		await (door === "socket" ? followBySocket(service, following) : followByStream(service, following)),
	);
	return frames;
}

describe("every procedure, in production", () => {
	serving();
	let roomId: string;
	beforeEach(async () => {
		roomId = await openRoom();
	});

	it("[ET45] is tried: each that the router has stands in the list", () => {
		expect(NAMES.sort()).toEqual(Object.keys(ROWS).sort());
	});

	it.each(Object.keys(NOBODIES))("[ET1] [ET45] is for nobody with %s, called or followed", async (which) => {
		const headers = await NOBODIES[which]!();
		const before = await headOf(roomId);
		for (const name of NAMES) {
			const { status, text } = await call(name, headers, roomId);
			const isThere = ROWS[name].whose !== "admin";
			// Of a stream the answer has begun before anything is known: its only frame is the refusal.
			const refused = isCall(name) ? 401 : 200;
			expect([name, status, codesIn(text)]).toEqual(
				isThere ? [name, refused, ["UNAUTHORIZED"]] : [name, 404, ["NOT_FOUND"]],
			);
		}
		for (const type of ["query", "mutation"] as const) {
			const calls = NAMES.filter(
				(name) => PROCEDURES[name]._def.type === type && ROWS[name].whose !== "admin",
			).map((name) => ({ name, input: ROWS[name].input(roomId) ?? null }));
			const { text } = await (type === "query" ? query : mutate)(service, headers, calls);
			expect(codesIn(text)).toEqual(calls.map(() => "UNAUTHORIZED"));
		}
		const input = encodeURIComponent(JSON.stringify({ roomId }));
		const followed = await ask(`${service.url()}/trpc/roomUpdates?input=${input}`, {
			headers: { ...headers, accept: "text/event-stream" },
		});
		expect(codesIn(followed.text)).toEqual(["UNAUTHORIZED"]);
		expect(await refusedSocket(headers)).toBe(401);
		expect(await headOf(roomId)).toBe(before);
	});

	it.each([ANN, BOB, ELSE, "who watches"])(
		"[ET2] [ET45] of the DM is not for %s, by call or socket",
		async (userId) => {
			const token = await service.token(userId);
			if (userId === ELSE) await mutate(service, bearer(token), [{ name: "createRoom", input: {} }]);
			const before = await headOf(roomId);
			for (const name of ofWhom("dm")) {
				expect([name, codesIn((await call(name, bearer(token), roomId)).text)]).toEqual([
					name,
					["FORBIDDEN"],
				]);
			}
			const socket = new WebSocket(`ws://127.0.0.1:${String(service.port())}/ws/trpc`, [
				"earshot.v1",
				`bearer.${token}`,
			]);
			const answers: string[] = [];
			socket.on("message", (data: Buffer) => answers.push(data.toString()));
			await once(socket, "open");
			for (const [id, path] of ofWhom("dm").entries())
				socket.send(
					JSON.stringify({ id, method: "mutation", params: { path, input: ROWS[path].input(roomId) } }),
				);
			await until(() => answers.length >= ofWhom("dm").length, "all are answered");
			expect(answers.flatMap(codesIn)).toEqual(ofWhom("dm").map(() => "FORBIDDEN"));
			socket.close();
			expect(await headOf(roomId)).toBe(before);
		},
	);

	it.each([BOB, ELSE, "who watches"])("[ET3] [ET45] of a player is not for %s", async (userId) => {
		const headers = bearer(await service.token(userId));
		const before = await headOf(roomId);
		for (const name of ofWhom("player")) {
			const codes = codesIn((await call(name, headers, roomId)).text);
			expect([name, codes]).toEqual([name, ["room:forbidden"]]);
		}
		const joined = codesIn((await call("joinRoom", headers, roomId)).text);
		expect(joined).toEqual(["room:forbidden"]);
		if (userId !== BOB) {
			for (const name of ofWhom("seated"))
				expect([name, codesIn((await call(name, headers, roomId)).text)]).toEqual([name, ["FORBIDDEN"]]);
		}
		expect(await headOf(roomId)).toBe(before);
	});

	it("[ET33] [ET45] of game servers is for those with a key, and for no user", async () => {
		const { text } = await ask(`${service.url()}/openapi.json`);
		const { paths } = JSON.parse(text) as { readonly paths: Readonly<Record<string, object>> };
		const routes = Object.entries(paths)
			.filter(([path]) => path.startsWith("/v1/encounters"))
			.flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method, path })));
		expect(routes.length).toBeGreaterThanOrEqual(5);
		const admin = bearer(await service.token("root", { roles: ["admin"] }));
		const wrong: readonly Headers[] = [
			{},
			{ "x-api-key": "none" },
			{ "x-api-key": "" },
			admin,
			{ ...admin, "x-api-key": "none" },
		];
		const before = await headOf(roomId);
		for (const { method, path } of routes) {
			for (const headers of wrong) {
				const answer = await ask(`${service.url()}${path.replace(/\{\w+\}/, roomId)}?user_id=${DM.userId}`, {
					method: method.toUpperCase(),
					headers: { "content-type": "application/json", ...headers },
					...(method === "post" && {
						body: JSON.stringify({ user_id: DM.userId, command: { type: "pause" } }),
					}),
				});
				expect([method, path, headers, answer.status]).toEqual([method, path, headers, 401]);
				expect(answer.text).not.toContain("The ford");
			}
		}
		expect(await headOf(roomId)).toBe(before);
	});

	it("[ET45] knows an erased user as one who watches, whose token is still good", async () => {
		const [socket, stream] = [await framesOf("socket", BOB, roomId), await framesOf("stream", BOB, roomId)];
		const isTold = (frames: readonly string[], viewer: string) =>
			frames.some(
				(frame) => frame.includes('"type":"view"') && frame.includes(`"viewer":{"kind":"${viewer}"`),
			);
		await until(() => [socket, stream].every((frames) => isTold(frames, "player")), "followed as a player");
		await ask(`${service.url()}/v1/users/${BOB}`, {
			method: "DELETE",
			headers: { "x-api-key": service.key },
		});
		await until(() => [socket, stream].every((frames) => isTold(frames, "watcher")), "followed as a watcher");
		const headers = bearer(await service.token(BOB));
		for (const name of ofWhom("dm", "seated"))
			expect([name, codesIn((await call(name, headers, roomId)).text)]).toEqual([name, ["FORBIDDEN"]]);
		for (const name of ofWhom("player"))
			expect([name, codesIn((await call(name, headers, roomId)).text)]).toEqual([name, ["room:forbidden"]]);
		const gone = await mutate(service, headers, [
			{ name: "takeTurn", input: { roomId, action: { type: "end", entityId: "bobs" } } },
		]);
		expect(codesIn(gone.text)).toEqual(["room:unknown"]);
		expect((await call("room", headers, roomId)).text).toContain('"viewer":{"kind":"watcher"}');
	});

	it("[ET45] of a DM who was erased is nobody's but an admin's", async () => {
		await ask(`${service.url()}/v1/users/${DM.userId}`, {
			method: "DELETE",
			headers: { "x-api-key": service.key },
		});
		const headers = bearer(await service.token(DM.userId));
		const before = await headOf(roomId);
		for (const name of ofWhom("dm"))
			expect([name, codesIn((await call(name, headers, roomId)).text)]).toEqual([name, ["FORBIDDEN"]]);
		expect((await call("room", headers, roomId)).text).toContain('"viewer":{"kind":"watcher"}');
		expect(await headOf(roomId)).toBe(before);
	});
});

describe("every procedure, in development", () => {
	serving({ NODE_ENV: "development" });

	it.each([ANN, DM.userId, "who watches"])("[ET19] [ET45] of admins is not for %s", async (userId) => {
		const roomId = await openRoom();
		const before = await headOf(roomId);
		const headers = bearer(await service.token(userId, { roles: ["observer"] }));
		for (const name of ofWhom("admin"))
			expect([name, codesIn((await call(name, headers, roomId)).text)]).toEqual([name, ["FORBIDDEN"]]);
		expect(await headOf(roomId)).toBe(before);
	});

	it.each(Object.keys(NOBODIES))("[ET1] [ET45] is for nobody with %s", async (which) => {
		const headers = await NOBODIES[which]!();
		for (const name of NAMES.filter(isCall))
			expect([name, codesIn((await call(name, headers, "none")).text)]).toEqual([name, ["UNAUTHORIZED"]]);
	});
});
