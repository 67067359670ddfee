import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerOf, runPlan } from "./http-plan.js";
import type { TestServer } from "./http-server.js";
import { startTestServer } from "./http-server.js";

let server: TestServer;
beforeAll(async () => {
	server = await startTestServer();
});
afterAll(() => server.stop());

/** An address on which nobody listens. */
async function deadUrl(): Promise<string> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return `http://127.0.0.1:${port}`;
}

describe("requests that are answered", () => {
	it("carry method, headers, key and body, and bring back status, lower-case headers and body", async () => {
		const { ended, summary } = await runPlan(server.url, [
			{
				path: "/echo/first",
				method: "POST",
				body: '{"a":1}',
				headers: { "Content-Type": "application/json", "X-Api-Key": "k" },
			},
		]);
		const got = server.got.find(({ path }) => path === "/echo/first");
		expect(got).toMatchObject({ method: "POST", body: '{"a":1}' });
		expect(got?.headers).toMatchObject({
			"content-type": "application/json",
			"x-api-key": "k",
			"user-agent": "Roblox/Linux",
		});
		expect(answerOf(ended[0])).toMatchObject({
			Success: true,
			StatusCode: 200,
			StatusMessage: "OK",
			Body: '{"a":1}',
		});
		expect(answerOf(ended[0]).Headers["content-type"]).toBe("application/json");
		expect(summary.http).toMatchObject({ requests: 1, byStatus: { 200: 1 }, bytesSent: 7, bytesReceived: 7 });
	});

	it("are not successful but do not throw on another status than 2xx", async () => {
		const plan = [204, 400, 404, 409, 429, 500, 503].map((status) => ({ path: `/status/${status}` }));
		const { ended, summary } = await runPlan(server.url, plan);
		expect(ended.map((each) => [each.ok, answerOf(each).Success, answerOf(each).StatusCode])).toEqual([
			[true, true, 204],
			[true, false, 400],
			[true, false, 404],
			[true, false, 409],
			[true, false, 429],
			[true, false, 500],
			[true, false, 503],
		]);
		expect(answerOf(ended[4]).Headers).toMatchObject({ "retry-after": "7", "x-mixed-case": "Yes" });
		expect(summary.errors).toBe(0);
	});

	it("compress bodies for real, unpack compressed answers and follow redirects", async () => {
		const body = JSON.stringify({ text: "near and far ".repeat(400) });
		const { ended, summary } = await runPlan(server.url, [
			{ path: "/echo/gzip", method: "POST", body, gzip: true },
			{ path: "/gzip" },
			{ path: "/moved" },
		]);
		const got = server.got.find(({ path }) => path === "/echo/gzip");
		expect(got?.headers["content-encoding"]).toBe("gzip");
		expect(got?.body).toBe(body);
		expect(got?.bytes).toBeLessThan(body.length / 10);
		expect(summary.http.bytesSent).toBe(got?.bytes);
		expect(summary.http.bytesBeforeCompression).toBe(body.length);
		expect(answerOf(ended[1]).Body).toBe("unpacked");
		expect(answerOf(ended[2]).StatusCode).toBe(200);
	});
});

describe("requests that fail", () => {
	it("throw the engine's text where nobody listens, the answer breaks off or the address is wrong", async () => {
		const { ended, summary } = await runPlan(server.url, [
			{ url: `${await deadUrl()}/x` },
			{ path: "/reset" },
			{ path: "/half" },
			{ url: "nonsense" },
			{ path: "/echo", headers: { Host: "elsewhere" } },
		]);
		expect(ended.map(({ ok }) => ok)).toEqual([false, false, false, false, false]);
		expect(ended.map(({ result }) => result)).toEqual([
			"HttpError: ConnectFail",
			"HttpError: ConnectionClosed",
			"HttpError: ConnectionClosed",
			"HttpError: InvalidUrl",
			'Header "Host" is not allowed!',
		]);
		expect(summary.http.byError).toEqual({ ConnectFail: 1, ConnectionClosed: 2 });
	});

	it("throw after their timeout, on the place's clock", async () => {
		const { ended, summary } = await runPlan(server.url, [{ path: "/slow/3000", timeout: 1 }]);
		expect(ended[0]).toMatchObject({
			ok: false,
			result: "HttpError: Timedout",
		});
		expect(ended[0]?.took).toBeCloseTo(1, 1);
		expect(summary.http.byError).toEqual({ Timedout: 1 });
	});

	it("are refused past five hundred a minute, and let through in the next one", async () => {
		const { ended, summary } = await runPlan(server.url, [
			{ path: "/echo", together: 500 },
			{ path: "/echo" },
			{ wait: 61 },
			{ path: "/echo" },
		]);
		expect(ended[1]).toMatchObject({
			ok: false,
			result: "Number of requests exceeded limit",
		});
		expect(ended[2]?.ok).toBe(true);
		expect(summary.http).toMatchObject({ requests: 501, refusedByLimit: 1, mostPerMinute: 500 });
	});

	it("are refused where HTTP is off", async () => {
		const { ended } = await runPlan(server.url, [{ path: "/echo" }], {
			project: "scripts/place/test/fixture/http-off.project.json",
		});
		expect(ended[0]?.result).toBe("Http requests are not enabled. Enable via game settings");
	});
});

describe("the place's clock", () => {
	it("stands still in virtual time until an answer is there, then delivers it by its own latency", async () => {
		const plan = [{ path: "/slow/700" }, { path: "/echo" }];
		const { ended, summary } = await runPlan(server.url, plan);
		for (const { took } of ended) {
			expect(took).toBeGreaterThanOrEqual(0.02);
			expect(took).toBeLessThanOrEqual(0.1);
		}
		expect(summary.clock.realSeconds).toBeGreaterThan(0.7);
		const again = await runPlan(server.url, plan);
		expect(again.ended.map(({ at }) => at)).toEqual(ended.map(({ at }) => at));
	});

	it("runs on in paced time while a request is on its way", async () => {
		const { ended } = await runPlan(server.url, [{ path: "/slow/300" }], { clock: "scaled", speed: 4 });
		expect(ended[0]?.took).toBeGreaterThan(1);
		expect(ended[0]?.took).toBeLessThan(4);
	});
});
