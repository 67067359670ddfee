import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { loadConfig } from "../config/config.js";
import { PRODUCTION, type TestApp, appBuilder } from "./test-app.js";
import { createTokens } from "./tokens.js";

const apps = appBuilder();
const build = (env: Readonly<Record<string, string>> = {}): TestApp => apps.build({ env });
afterEach(apps.stopAll);

const tokenFor = async (roles: readonly string[], env = PRODUCTION, seconds = 60): Promise<string> => {
	const issued = await createTokens(loadConfig(env).jwt).issue?.({ userId: "ana", roles }, seconds);
	return `Bearer ${issued?.token}`;
};

interface Call {
	readonly path: "gameServer" | "user" | "reader" | "fullReader";
	readonly key?: string;
	readonly authorization?: string;
}
const call = (app: TestApp, { path, key, authorization }: Call) =>
	request(app.handler)
		.get(`/v1/${path}`)
		.set({
			...(key !== undefined && { "x-api-key": key }),
			...(authorization !== undefined && { authorization }),
		});

describe("guards in production", () => {
	it.each(["gameServer", "reader", "fullReader"] as const)(
		"[ED31] %s refuses nobody in particular",
		async (path) => {
			const { status, headers, body } = await call(build(PRODUCTION), { path });
			expect(status).toBe(401);
			expect(headers["content-type"]).toMatch(/^application\/problem\+json/);
			expect(headers["www-authenticate"]).toContain("Bearer");
			expect(body.requestId).toBe(headers["x-request-id"]);
		},
	);

	it.each(["the-key-of-the-game", "the-next-key"])("[ED30] every guard takes %s", async (key) => {
		const app = build(PRODUCTION);
		for (const path of ["gameServer", "reader", "fullReader"] as const) {
			const { body } = await call(app, { path, key }).expect(200);
			expect(body).toEqual({ caller: { kind: "game_server" }, full: true });
		}
	});

	it.each(["", "the-key", "the-key-of-the-game,the-next-key"])(
		"[ED31] no guard takes the key %j",
		async (key) => {
			const app = build(PRODUCTION);
			for (const path of ["gameServer", "reader", "fullReader"] as const)
				await call(app, { path, key }).expect(401);
		},
	);

	it("[ED32] a user reads what is visible, an observer and an admin everything", async () => {
		const app = build(PRODUCTION);
		const plain = await tokenFor(["player"]);
		const { body } = await call(app, { path: "reader", authorization: plain }).expect(200);
		expect(body).toEqual({
			caller: { kind: "user", userId: "ana", roles: ["player"], expiresAt: expect.any(Number) },
			full: false,
		});
		const refused = await call(app, { path: "fullReader", authorization: plain }).expect(403);
		expect(refused.body.detail).toContain("observer");
		for (const role of ["observer", "admin"]) {
			const authorization = await tokenFor([role]);
			const full = await call(app, { path: "fullReader", authorization }).expect(200);
			expect(full.body.full).toBe(true);
		}
	});

	it("[ED31] a user is no game server", async () => {
		await call(build(PRODUCTION), { path: "gameServer", authorization: await tokenFor(["admin"]) }).expect(
			401,
		);
	});

	it("[ED31] a wrong key is refused, whatever token comes with it", async () => {
		const authorization = await tokenFor(["admin"]);
		await call(build(PRODUCTION), { path: "reader", key: "wrong", authorization }).expect(401);
	});

	it.each(["Basic YTpi", "Bearer", "Bearer x", "eyJhbGciOiJIUzI1NiJ9.e30.x"])(
		"[ED31] %j is no token of ours",
		async (authorization) => {
			await call(build(PRODUCTION), { path: "reader", authorization }).expect(401);
		},
	);
});

describe("the guard of users", () => {
	it.each([
		["production", PRODUCTION],
		["development", { JWT_SECRET: PRODUCTION.JWT_SECRET!, GAME_API_KEY: PRODUCTION.GAME_API_KEY! }],
	])("[CE1] takes a user's token and nothing else, in %s", async (_name, env) => {
		const app = build(env);
		const authorization = await tokenFor(["player"]);
		const { body } = await call(app, { path: "user", authorization }).expect(200);
		expect(body).toMatchObject({ caller: { kind: "user", userId: "ana" }, full: false });
		const expired = await tokenFor(["player"], PRODUCTION, -60);
		const key = "the-key-of-the-game";
		for (const refused of [{}, { key }, { authorization: expired }, { key: "wrong", authorization }]) {
			await call(app, { path: "user", ...refused }).expect(401);
		}
	});
});

describe("guards in development", () => {
	it("[ED33] take calls without a credential, and say so once at the start", async () => {
		const app = build();
		for (const path of ["gameServer", "reader", "fullReader"] as const) {
			const { body } = await call(app, { path }).expect(200);
			expect(body).toEqual({ caller: { kind: "anybody" }, full: true });
		}
		expect(app.lines().filter((line) => line.level === 40)).toHaveLength(1);
	});

	it("[ED33] say nothing of the kind in production", () => {
		expect(build(PRODUCTION).lines()).toEqual([]);
	});

	it("[ED33] refuse a credential that is wrong", async () => {
		const app = build({ GAME_API_KEY: "right" });
		await call(app, { path: "gameServer", key: "right" }).expect(200);
		await call(app, { path: "gameServer", key: "wrong" }).expect(401);
		await call(app, { path: "reader", key: "wrong" }).expect(401);
		await call(app, { path: "reader", authorization: "Bearer wrong" }).expect(401);
		await call(app, { path: "reader", authorization: await tokenFor(["admin"]) }).expect(401);
	});

	it("[ED33] know no wrong key where none is set", async () => {
		const { body } = await call(build(), { path: "gameServer", key: "any" }).expect(200);
		expect(body.caller).toEqual({ kind: "anybody" });
	});
});

describe("POST /dev/token", () => {
	it("[ED34] makes tokens that this server takes, with the roles asked for", async () => {
		const app = build();
		const { body } = await request(app.handler)
			.post("/dev/token")
			.send({ userId: "ana", roles: ["observer"] })
			.expect(200)
			.expect("cache-control", "no-store");
		expect(body.expiresAt - Date.now() / 1000).toBeGreaterThan(3600);
		const authorization = `Bearer ${body.token}`;
		const answer = await call(app, { path: "fullReader", authorization }).expect(200);
		expect(answer.body).toEqual({
			caller: { kind: "user", userId: "ana", roles: ["observer"], expiresAt: expect.any(Number) },
			full: true,
		});
	});

	it("[ED34] gives no roles unasked, and a user without them does not read everything", async () => {
		const app = build();
		const { body } = await request(app.handler).post("/dev/token").send({ userId: "bo" }).expect(200);
		const answer = await call(app, { path: "reader", authorization: `Bearer ${body.token}` }).expect(200);
		expect(answer.body).toEqual({
			caller: { kind: "user", userId: "bo", roles: [], expiresAt: expect.any(Number) },
			full: false,
		});
		await call(app, { path: "fullReader", authorization: `Bearer ${body.token}` }).expect(403);
	});

	it("[ED34] makes tokens that no other process takes, where no secret is set", async () => {
		const { body } = await request(build().handler).post("/dev/token").send({ userId: "ana" });
		await call(build(), { path: "reader", authorization: `Bearer ${body.token}` }).expect(401);
	});

	it("[ED34] keeps to the secret, audience and issuer that are set", async () => {
		const env = { JWT_SECRET: "a", JWT_AUDIENCE: "earshot", JWT_ISSUER: "us" };
		const { body } = await request(build(env).handler).post("/dev/token").send({ userId: "ana" });
		await call(build(env), { path: "reader", authorization: `Bearer ${body.token}` }).expect(200);
		const other = build({ ...env, JWT_AUDIENCE: "others" });
		await call(other, { path: "reader", authorization: `Bearer ${body.token}` }).expect(401);
	});

	it("[ED34] names what does not fit", async () => {
		const { body } = await request(build().handler)
			.post("/dev/token")
			.send({ userId: "", roles: [1], admin: true })
			.expect(400);
		expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(["userId", "roles[0]", ""]);
	});

	it("[ED34] is not there in production, nor where another issuer has the keys", async () => {
		await request(build(PRODUCTION).handler).post("/dev/token").send({ userId: "ana" }).expect(404);
		const issuer = build({ JWKS_URL: "http://127.0.0.1:9/jwks" });
		await request(issuer.handler).post("/dev/token").send({ userId: "ana" }).expect(404);
	});
});
