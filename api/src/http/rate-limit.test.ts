import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { PRODUCTION, type TestApp, appBuilder } from "./test-app.js";

const { build, stopAll } = appBuilder();
afterEach(stopAll);

const limited = (env: Readonly<Record<string, string>> = {}): TestApp =>
	build({ env: { RATE_LIMIT_PER_MINUTE: "2", TRUST_PROXY: "1", ...env } });

/** Statuses of calls from the given addresses, in order. */
async function statuses(app: TestApp, addresses: readonly string[], key?: string): Promise<number[]> {
	const answers: number[] = [];
	for (const address of addresses) {
		const call = request(app.handler).get("/v1/items/1").set("x-forwarded-for", address);
		answers.push((await (key === undefined ? call : call.set("x-api-key", key))).status);
	}
	return answers;
}

describe("the rate limit", () => {
	it("[ED40] refuses with a problem that says when to come back", async () => {
		const app = limited();
		await statuses(app, ["192.0.2.1", "192.0.2.1"]);
		const { status, headers, body } = await request(app.handler)
			.get("/v1/items/1")
			.set("x-forwarded-for", "192.0.2.1");
		expect(status).toBe(429);
		expect(headers["content-type"]).toMatch(/^application\/problem\+json/);
		expect(body).toMatchObject({ status: 429, type: "urn:earshot:problem:too-many-requests" });
		expect(Number(headers["retry-after"])).toBeGreaterThan(0);
		expect(Number(headers["retry-after"])).toBeLessThanOrEqual(60);
	});

	it("[RL15] counts who asks for many users by user, and nobody without a key so", async () => {
		const app = limited({ GAME_API_KEY: "the-key" });
		const asks = async (user: string, key?: string): Promise<number> => {
			const call = request(app.handler).get("/v1/items/1").set("x-on-behalf-of", user);
			return (await (key === undefined ? call : call.set("x-api-key", key))).status;
		};
		const forwarded = [];
		for (const user of ["a", "a", "a", "b", "b", "b"]) forwarded.push(await asks(user, "the-key"));
		expect(forwarded).toEqual([200, 200, 429, 200, 200, 429]);
		const alone = [];
		for (const user of ["a", "b", "c"]) alone.push(await asks(user));
		expect(alone).toEqual([200, 200, 429]);
		const forged = [];
		for (const user of ["a", "b", "c"]) forged.push(await asks(user, "another"));
		expect(forged).toEqual([429, 429, 429]);
	});

	it("[ED40] says what is left, in the headers of the eighth draft", async () => {
		const { headers } = await request(limited().handler).get("/v1/items/1");
		expect(headers["ratelimit-policy"]).toMatch(/q=2; w=60/);
		expect(headers.ratelimit).toMatch(/r=1; t=\d+/);
		expect(headers["x-ratelimit-limit"]).toBeUndefined();
	});

	it("[ED41] counts each address apart, and IPv6 by its network", async () => {
		const app = limited();
		expect(await statuses(app, ["192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"])).toEqual([
			200, 200, 429, 200,
		]);
		expect(
			await statuses(app, ["2001:db8:1:100::1", "2001:db8:1:1ff::2", "2001:db8:1:101::3", "2001:db8:2::1"]),
		).toEqual([200, 200, 429, 200]);
	});

	it("[ED41] counts game servers apart: by key, and each by its address", async () => {
		const app = limited(PRODUCTION);
		const address = "192.0.2.1";
		expect(await statuses(app, [address, address, address])).toEqual([200, 200, 429]);
		expect(await statuses(app, [address, address, address], "the-key-of-the-game")).toEqual([200, 200, 429]);
		expect(await statuses(app, [address], "the-next-key")).toEqual([200]);
		expect(await statuses(app, ["192.0.2.2"], "the-key-of-the-game")).toEqual([200]);
	});

	it("[ED41] is not escaped by making keys up", async () => {
		const app = limited(PRODUCTION);
		const address = "192.0.2.1";
		await statuses(app, [address, address]);
		expect(await statuses(app, [address], "made-up-1")).toEqual([429]);
		expect(await statuses(app, [address], "made-up-2")).toEqual([429]);
	});

	it("[ED41] is not escaped by claiming an address, where no proxy is trusted", async () => {
		const app = limited({ TRUST_PROXY: "0" });
		expect(await statuses(app, ["192.0.2.1", "192.0.2.2", "192.0.2.3"])).toEqual([200, 200, 429]);
	});

	it("[CE12] counts what is asked of the chatroom", async () => {
		const app = limited();
		const ask = () => request(app.handler).get("/api/chatroom/moods");
		const answers = [await ask(), await ask(), await ask()];
		expect(answers.map(({ status }) => status)).toEqual([404, 404, 429]);
	});

	it("[ED40] leaves probes and pages alone", async () => {
		const app = limited();
		for (let i = 0; i < 4; i++) await request(app.handler).get("/healthz").expect(200);
	});
});
