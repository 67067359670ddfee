import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createHistory } from "../test/stand-in/history.js";
import { createManualClock } from "../test/stand-in/manual-clock.js";
import { startProtocolServer, type ProtocolServerOptions } from "../test/stand-in/protocol-server.js";
import { EMPTY_WORLD } from "../src/worlds/world.js";
import { createStateSync, type StateSyncOptions } from "./state-sync.js";

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
});

/** A reader whose time stands still until the test moves it. */
async function setUp(
	intercept: NonNullable<ProtocolServerOptions["intercept"]>,
	options: Partial<StateSyncOptions> = {},
) {
	const history = createHistory();
	history.publish(EMPTY_WORLD);
	const server = await startProtocolServer({ history: () => history, intercept });
	stops.push(server.close);
	const clock = createManualClock();
	const sync = createStateSync({
		baseUrl: server.url,
		world: "w",
		cast: "full",
		clock,
		random: () => 0.999_999,
		...options,
	});
	stops.push(sync.close);
	sync.start();
	const asked = (path: string): number =>
		server.requests.filter((request) => request.startsWith(path)).length;
	const askedTimes = (path: string, times: number) =>
		vi.waitFor(() => expect(asked(path)).toBe(times), { timeout: 5_000, interval: 2 });
	const polling = () =>
		vi.waitFor(() => expect(asked(CHANGES)).toBeGreaterThan(0), { timeout: 5_000, interval: 2 });
	/** What is on its way from the server has come, and what it set in motion here has run. */
	const quiet = () => new Promise((resolve) => setTimeout(resolve, 30));
	const is = (status: string) => vi.waitFor(() => expect(sync.status()).toBe(status), { interval: 2 });
	return { history, server, clock, sync, asked, askedTimes, polling, quiet, is };
}

function openStream(res: ServerResponse, text = ""): true {
	res.writeHead(200, { "content-type": "text/event-stream" });
	res.flushHeaders();
	if (text) res.write(text);
	return true;
}

const isStream = (url: URL): boolean => url.pathname === "/events";
const CHANGES = "/v1/worlds/w/changes";

describe("createStateSync and time", () => {
	it("[SS8] waits longer with every failure, up to half a minute", async () => {
		const { clock, askedTimes, asked, quiet } = await setUp((_, res) => {
			res.writeHead(503).end();
			return true;
		});
		for (const [failures, wait] of [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000].entries()) {
			await askedTimes("/world/init", failures + 1);
			await quiet();
			clock.advance(wait - 10);
			await quiet();
			expect(asked("/world/init")).toBe(failures + 1);
			clock.advance(10);
		}
		await askedTimes("/world/init", 9);
	});

	it("[SS8] does not come back before the server's Retry-After", async () => {
		const { clock, askedTimes, asked, quiet } = await setUp((_, res) => {
			res.writeHead(429, { "retry-after": "7" }).end();
			return true;
		});
		await askedTimes("/world/init", 1);
		await quiet();
		clock.advance(6_999);
		await quiet();
		expect(asked("/world/init")).toBe(1);
		clock.advance(1);
		await askedTimes("/world/init", 2);
	});

	it("[SS8] starts the back-off anew after a connection that stood ten seconds, and only then", async () => {
		for (const [stood, wait] of [
			[10_000, 500],
			[9_000, 2_000],
		] as const) {
			let streams = 0;
			const { clock, askedTimes, asked, quiet, is, server } = await setUp((_, res, url) => {
				if (!isStream(url) || (streams += 1) > 2) return false;
				res.writeHead(503).end();
				return true;
			});
			await askedTimes("/events", 1);
			await quiet();
			clock.advance(500);
			await askedTimes("/events", 2);
			await quiet();
			clock.advance(1_000);
			await askedTimes("/events", 3);
			await is("live");
			clock.advance(stood);
			server.cut();
			await is("behind");
			await quiet();
			clock.advance(wait - 10);
			await quiet();
			expect(asked("/events")).toBe(3);
			clock.advance(10);
			await askedTimes("/events", 4);
		}
	});

	it("[SS9] gives a stream up after 40 s without a byte, heartbeats counting", async () => {
		let res: ServerResponse | undefined;
		const { clock, sync, askedTimes, quiet, is } = await setUp((_, response, url) => {
			if (!isStream(url) || res) return false;
			res = response;
			return openStream(response, ": hello\n\n");
		});
		await is("live");
		await quiet();
		clock.advance(39_000);
		res?.write(":\n\n");
		await quiet();
		clock.advance(39_000);
		await quiet();
		expect(sync.status()).toBe("live");
		clock.advance(1_000);
		await is("behind");
		await quiet();
		clock.advance(500);
		await askedTimes("/events", 2);
	});

	it.each([
		["nothing comes through a stream", (res: ServerResponse) => openStream(res), 40_000],
		["the answer is a page", (res: ServerResponse) => Boolean(res.end("<html>")), 0],
		["the door is not there", (res: ServerResponse) => Boolean(res.writeHead(404).end()), 0],
	])("[SS10] polls at once where %s", async (_, answer, silence) => {
		const { clock, history, askedTimes, polling, quiet, sync } = await setUp(
			(_req, res, url) => isStream(url) && answer(res),
		);
		await askedTimes("/events", 1);
		await quiet();
		clock.advance(silence);
		await polling();
		history.publish(EMPTY_WORLD);
		await vi.waitFor(() => expect(sync.state().tick).toBe(2));
		await quiet();
		clock.advance(1);
		expect(sync.counts()).toMatchObject({ ticks: 1, divergences: 0 });
	});

	it("[SS10] streams again once polling fails", async () => {
		let streaming = false;
		const { clock, server, askedTimes, polling, quiet, is } = await setUp(
			(_, res, url) => isStream(url) && !streaming && Boolean(res.end("<html>")),
		);
		await askedTimes("/events", 1);
		await polling();
		streaming = true;
		server.cut();
		await is("behind");
		await quiet();
		clock.advance(500);
		await askedTimes("/events", 2);
	});

	it("[SS24] leaves a door that works for a better one that has rested, without a word", async () => {
		let streaming = false;
		const { clock, sync, history, server, asked, askedTimes, polling, quiet, is } = await setUp(
			(_, res, url) => isStream(url) && !streaming && Boolean(res.writeHead(404).end()),
		);
		await polling();
		await is("live");
		// Each poll is answered in time, or it would count as silent.
		for (let step = 1; step <= 10; step += 1) {
			clock.advance(step < 10 ? 30_000 : 29_999);
			history.publish(EMPTY_WORLD);
			await quiet();
		}
		expect(asked("/events")).toBe(1);
		streaming = true;
		const told: string[] = [];
		sync.subscribe((change) => told.push(change.kind));
		clock.advance(1);
		history.publish(EMPTY_WORLD);
		await askedTimes("/events", 2);
		await quiet();
		clock.advance(5_000);
		expect(told).toEqual(["tick"]);
		expect(server.requests.at(-1)).toContain("/events");
	});

	it("[SS6][SS10] takes a reset through polling, and polls alone where streaming is off", async () => {
		const { history, server, clock, asked, polling, quiet, sync, is } = await setUp(() => false, {
			doors: ["poll"],
		});
		await polling();
		history.restart("e2");
		history.publish(EMPTY_WORLD);
		await is("reset");
		expect(sync.counts()).toMatchObject({ resets: 1, divergences: 0 });
		expect(sync.state().tick).toBe(2);
		server.cut();
		await is("behind");
		await quiet();
		clock.advance(500);
		await quiet();
		clock.advance(300);
		await is("resumed");
		expect(asked("/events")).toBe(0);
	});

	it("[SS13] tries again at once when it wakes", async () => {
		let down = true;
		let check: (() => void) | undefined;
		let stopped = false;
		const { askedTimes, quiet, is, sync } = await setUp(
			(_, res) => {
				if (down) res.writeHead(503).end();
				return down;
			},
			{
				wake: (run) => {
					check = run;
					return () => (stopped = true);
				},
			},
		);
		await askedTimes("/world/init", 1);
		await quiet();
		down = false;
		check?.();
		await is("live");
		sync.close();
		expect(stopped).toBe(true);
	});

	it("[SS13] gives a connection up on waking that has missed a heartbeat, and no other", async () => {
		const { clock, sync, asked, askedTimes, quiet, is } = await setUp(() => false);
		await is("live");
		await quiet();
		clock.advance(19_999);
		sync.check();
		await quiet();
		expect(asked("/events")).toBe(1);
		clock.advance(1);
		sync.check();
		await is("behind");
		sync.check();
		await askedTimes("/events", 2);
	});

	it("[SS8] leaves no timer behind when it is closed", async () => {
		const { clock, sync, is, quiet } = await setUp(() => false);
		await is("live");
		sync.close();
		await quiet();
		expect(clock.pending()).toBe(0);
	});
});
