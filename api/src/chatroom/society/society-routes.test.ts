import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DatabaseError } from "../../db/database-error.js";
import type { DatabaseCalls } from "../../db/database-calls.js";
import { undescribed } from "../../http/openapi.js";
import { PRODUCTION } from "../../http/test-app.js";
import { createTokens } from "../../http/tokens.js";
import { loadConfig } from "../../config/config.js";
import { chatling, conversation, notification, runaway, seedSociety } from "./testing/seed-society.js";
import { KEY, openSocietyEdge, type SocietyEdge, tokenOf } from "./testing/society-edge.js";
import { everythingIn, onBothDatabases } from "./testing/society-tables.js";

/** Everything that a user can ask, with what is asked for. */
const OF_USERS = [
	["get", "conversations", undefined],
	["get", "conversation/c1", undefined],
	["post", "mark-read/c1", undefined],
	["post", "mark-read/n1", undefined],
	["post", "mark-all-read", undefined],
	["get", "runaways", undefined],
	["post", "recover/gone", { attempt: 0 }],
	["get", "moods", undefined],
	["get", "unread", undefined],
	["post", "meditate/sad", { meditating: true }],
	["put", "team", { creature_ids: ["sad"] }],
] as const;

let edge: SocietyEdge | undefined;
afterEach(() => edge?.close());

/** A database that nobody may ask. */
const untouched: DatabaseCalls = {
	run: () => Promise.reject(new Error("the database was asked")),
	transaction: () => Promise.reject(new Error("the database was asked")),
};

describe("who may ask of a society", () => {
	const refuses = async (headers: Readonly<Record<string, string>>, env = PRODUCTION): Promise<void> => {
		edge = await openSocietyEdge(untouched, { env });
		for (const [method, path, body] of OF_USERS) {
			const { status, headers: answered, body: problem } = await edge.call(method, path, headers).send(body);
			expect([path, status]).toEqual([path, 401]);
			expect(answered["content-type"]).toMatch(/^application\/problem\+json/);
			expect(problem).toMatchObject({ status: 401, requestId: expect.any(String) });
		}
	};
	const development = { JWT_SECRET: PRODUCTION["JWT_SECRET"]! };

	it("[CE1] is nobody in particular, in development neither", async () => {
		await refuses({});
		await edge?.close();
		await refuses({}, development);
	});

	it("[CE1] is nobody whose token has expired", async () => refuses(await tokenOf("ana", -60)));

	it("[CE1] is no game server, and nobody with a wrong key", async () => {
		await refuses(KEY);
		await edge?.close();
		await refuses({ ...(await tokenOf("ana")), "x-api-key": "wrong" });
	});

	it("[CE1] is nobody with a token of another's making", async () => {
		const jwt = loadConfig({ ...PRODUCTION, JWT_SECRET: "another secret of at least thirty-two bytes" }).jwt;
		const { token } = await createTokens(jwt).issue!({ userId: "ana", roles: ["admin"] }, 60);
		await refuses({ authorization: `Bearer ${token}` });
	});

	it.each(["a\nb", "", "x".repeat(129)])("[CE1] is nobody whose id cannot be one: %j", async (userId) =>
		refuses(await tokenOf(userId)),
	);

	it("[CE1] gives as a game server alone", async () => {
		edge = await openSocietyEdge(untouched);
		const callers: Readonly<Record<string, string>>[] = [{}, await tokenOf("ana"), { "x-api-key": "wrong" }];
		for (const headers of callers) {
			await edge.call("put", "collection/ana", headers).send({}).expect(401);
		}
	});
});

describe("the routes of societies", () => {
	it.each([
		["get", "conversations?cursor=x", "cursor"],
		["get", "conversations?cursor=", "cursor"],
		["get", "conversations?limit=0", "limit"],
		["get", "conversations?limit=51", "limit"],
		["get", "conversations?limit=1&limit=2", "limit"],
		["get", "conversation/a%00b", "id"],
		["get", `conversation/${"x".repeat(257)}`, "id"],
		["post", "mark-read/a%0Ab", "id"],
		["post", "recover/a%20b", "creatureId"],
		["post", "meditate/a%00b", "creatureId"],
	] as const)("[CE2] name what is wrong with %s %s", async (method, path, place) => {
		edge = await openSocietyEdge(untouched);
		const { status, body } = await edge.ask("ana", `${method} ${path}`, method === "post" ? {} : undefined);
		expect(status).toBe(400);
		expect(body.errors).toMatchObject([{ path: place }]);
	});

	it("[CE2] name what is wrong with a body, and take none but JSON", async () => {
		edge = await openSocietyEdge(untouched);
		const wrong = async (path: string, body: object, method: "post" | "put" = "post") =>
			(await edge!.ask("ana", `${method} ${path}`, body)).body.errors.map(
				(one: { path: string }) => one.path,
			);
		expect(await wrong("recover/a", {})).toEqual(["attempt"]);
		expect(await wrong("meditate/a", { meditating: "yes" })).toEqual(["meditating"]);
		expect(await wrong("team", { creature_ids: ["a", "b", "c", "d"] }, "put")).toEqual(["creature_ids"]);
		expect((await edge.give("ana", { coins: -1 })).body.errors).toMatchObject([{ path: "coins" }]);
		expect((await edge.give("a\nb", {})).status).toBe(400);
		const token = await tokenOf("ana");
		await edge.call("post", "recover/a", token).type("text").send("{}").expect(415);
		await edge.call("post", "recover/a", token).type("json").send("{").expect(400);
		await edge.call("get", "conversation/%ff", token).expect(400);
		await edge.call("get", "recover/a", token).expect(405).expect("allow", "POST");
	});

	it("[CE11] answer 503 with a time to come again while the database is away", async () => {
		const away = () => Promise.reject(new DatabaseError("unavailable", "inner words"));
		edge = await openSocietyEdge({ run: away, transaction: away });
		const answers = [];
		for (const [method, path, body] of OF_USERS)
			answers.push(await edge.ask("ana", `${method} ${path}`, body));
		answers.push(await edge.give("ana", { coins: 1 }));
		for (const { status, headers, text } of answers) {
			expect(status).toBe(503);
			expect(headers["retry-after"]).toBe("2");
			expect(text).not.toContain("inner words");
		}
		expect(edge.told).toEqual([]);
	});

	it("[CE14] are all described, with their security", async () => {
		edge = await openSocietyEdge(untouched);
		const { missing, stale } = undescribed(edge.app.routes, edge.app.openApi);
		expect([...missing, ...stale].filter((route) => route.includes("chatroom"))).toEqual([]);
		const paths = Object.entries(edge.app.openApi.paths ?? {}).filter(([at]) => at.includes("chatroom"));
		expect(paths).toHaveLength(11);
		for (const [at, item] of paths) {
			const scheme = at.includes("collection") ? "apiKey" : "token";
			for (const operation of Object.values(item as object)) {
				expect(operation).toMatchObject({ tags: ["chatroom"], security: [{ [scheme]: [] }] });
			}
		}
	});
});

onBothDatabases("a society", (openEmpty) => {
	let database: Awaited<ReturnType<typeof openEmpty>>;
	beforeEach(async () => {
		database = await openEmpty();
		edge = await openSocietyEdge(database);
	});
	const seed = (userId: string): Promise<void> =>
		seedSociety(database, {
			userId,
			coins: 100,
			chatlings: [chatling("sad", { mood: "unhappy" })],
			runaways: [runaway(userId, "gone")],
			conversations: [conversation(userId, "c1")],
			notifications: [notification(userId, "n1")],
		});

	it("[CE2] is its user's alone: for others nothing of it is there, and nothing can be done to it", async () => {
		await seed("ana");
		await seedSociety(database, { userId: "ben", coins: 100 });
		const before = await everythingIn(database);
		for (const userId of ["ben", "nobody-yet"]) {
			const answers = new Map<string, { readonly status: number; readonly text: string }>();
			for (const [method, path, body] of OF_USERS) {
				answers.set(path, await edge!.ask(userId, `${method} ${path}`, body));
			}
			const ofOne = [...answers].filter(([path]) => path.includes("/") || path === "team");
			for (const [path, { status }] of ofOne) expect([path, status]).toEqual([path, 404]);
			expect(ofOne).toHaveLength(6);
			for (const [, { text }] of answers) expect(text).not.toMatch(/"(sad|gone|c1|n1)"|Soup/);
		}
		expect(await everythingIn(database)).toBe(before);
		expect(edge!.told).toEqual([]);
	});

	it("[CE2] is there for its user, and nobody keeps the answers", async () => {
		await seed("ana");
		for (const [method, path, body] of OF_USERS) {
			const { status, headers } = await edge!.ask("ana", `${method} ${path}`, body);
			expect([path, status]).toEqual([path, status === 204 ? 204 : 200]);
			if (status === 200) expect(headers["cache-control"]).toBe("no-store");
		}
	});

	it("[CE2] is empty of a user who has none, and none is made by looking", async () => {
		const before = await everythingIn(database);
		const answers = await Promise.all(
			["conversations", "runaways", "moods", "unread"].map((path) => edge!.ask("new", `get ${path}`)),
		);
		expect(answers.map(({ body }) => body)).toEqual([
			{ conversations: [], next_cursor: null },
			{ coins: 0, runaways: [] },
			{ coins: 0, chatlings: [], counts: { happy: 0, neutral: 0, unhappy: 0 }, next_run_at: 43_200 },
			{ conversations: 0, notifications: [] },
		]);
		expect((await edge!.ask("new", "post mark-all-read")).status).toBe(204);
		expect((await edge!.ask("new", "put team", { creature_ids: [] })).status).toBe(200);
		expect(await everythingIn(database)).toBe(before);
	});

	it("[CE2] takes hostile ids for what they are", async () => {
		const ids = ["' or 1=1 --", "*", "%", "_", "a.b", "../moods", "ünï🌍", "ana;drop", "__proto__"];
		for (const userId of ids) {
			await edge!.give(userId, { coins: ids.indexOf(userId) + 1 });
			const { body } = await edge!.ask(userId, "get moods");
			expect(body.coins).toBe(ids.indexOf(userId) + 1);
			for (const path of ["conversation/", "mark-read/", "recover/", "meditate/"]) {
				const id = encodeURIComponent(userId.replaceAll(" ", "_"));
				const method = path === "conversation/" ? "get" : "post";
				const sent = path === "recover/" ? { attempt: 0 } : { meditating: false };
				const { status } = await edge!.ask(
					userId,
					`${method} ${path}${id}`,
					method === "post" ? sent : undefined,
				);
				expect([path, userId, status]).toEqual([path, userId, 404]);
			}
		}
	});
});
