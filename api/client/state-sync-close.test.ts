import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { createHistory } from "../test/stand-in/history.js";
import { createManualClock } from "../test/stand-in/manual-clock.js";
import { startProtocolServer, type ProtocolServerOptions } from "../test/stand-in/protocol-server.js";
import { EMPTY_WORLD } from "../src/worlds/world.js";
import type { Door } from "./door-choice.js";
import { createStateSync, type StateSyncOptions } from "./state-sync.js";

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
});

const CODES = { draining: 1001, failed: 1011, too_slow: 4008, expired: 4401 } as const;

/** A reader whose time stands still until the test moves it, and a server that closes streams and sockets alike. */
async function setUp(
	door: Door,
	options: Partial<StateSyncOptions> = {},
	server: Partial<ProtocolServerOptions> = {},
) {
	const history = createHistory();
	history.publish(EMPTY_WORLD);
	const streams = new Set<{ readonly end: (text: string) => unknown }>();
	const { requests, url, closeSockets, close } = await startProtocolServer({
		history: () => history,
		intercept: (_, res, { pathname }) => {
			if (pathname === "/events") {
				streams.add(res);
				res.on("close", () => streams.delete(res));
			}
			return false;
		},
		...server,
	});
	stops.push(close);
	const clock = createManualClock();
	const sync = createStateSync({
		baseUrl: url,
		world: "w",
		cast: "full",
		doors: [door],
		WebSocket,
		clock,
		random: () => 0.5,
		...options,
	});
	stops.push(sync.close);
	const statuses: string[] = [];
	sync.subscribe((change) => change.kind === "status" && statuses.push(change.status));
	sync.start();
	const opened = (): number => requests.filter((path) => /^\/(events|ws)/.test(path)).length;
	const quiet = () => new Promise((resolve) => setTimeout(resolve, 30));
	const is = (status: string) => vi.waitFor(() => expect(sync.status()).toBe(status), { interval: 2 });
	const openedTimes = (times: number) => vi.waitFor(() => expect(opened()).toBe(times), { interval: 2 });
	const endBy = (reason: keyof typeof CODES): void => {
		closeSockets(reason, CODES[reason]);
		for (const stream of streams) stream.end(`event: close\ndata: ${JSON.stringify({ reason })}\n\n`);
	};
	/** Waits so long for the next try, and no less. */
	const comesBackAfter = async (ms: number) => {
		const before = opened();
		await is("behind");
		await quiet();
		clock.advance(ms - 1);
		await quiet();
		expect(opened()).toBe(before);
		clock.advance(1);
		await openedTimes(before + 1);
	};
	return { history, sync, clock, statuses, is, quiet, opened, openedTimes, endBy, comesBackAfter };
}

const BOTH = ["stream", "socket"] as const;

describe("why a server closes", () => {
	it.each(BOTH)("[SS25] draining: back within a second, however often (%s)", async (door) => {
		const { is, quiet, endBy, comesBackAfter, sync } = await setUp(door);
		await is("live");
		for (let turn = 0; turn < 4; turn += 1) {
			await quiet();
			endBy("draining");
			await comesBackAfter(500);
		}
		expect(sync.counts()).toMatchObject({ resets: 0, divergences: 0 });
	});

	it.each(BOTH)("[SS25] too slow and failed: back after ever longer waits (%s)", async (door) => {
		const { is, quiet, endBy, comesBackAfter } = await setUp(door);
		await is("live");
		for (const [reason, wait] of [
			["too_slow", 250],
			["failed", 500],
			["failed", 1_000],
			["too_slow", 2_000],
		] as const) {
			await quiet();
			endBy(reason);
			await comesBackAfter(wait);
		}
	});

	it.each(BOTH)("[SS25] expired: back at once with another token from the hook (%s)", async (door) => {
		const refusals: string[] = [];
		const offered: (readonly string[])[] = [];
		const { history, sync, statuses, is, quiet, endBy, openedTimes } = await setUp(
			door,
			{
				token: "first",
				onUnauthorised: async ({ detail }) => {
					refusals.push(detail);
					return `token-${refusals.length}`;
				},
			},
			{ admitSocket: (protocols) => Boolean(offered.push(protocols)) },
		);
		await is("live");
		for (let turn = 1; turn <= 2; turn += 1) {
			await quiet();
			endBy("expired");
			await openedTimes(turn + 1);
		}
		history.publish(EMPTY_WORLD);
		await is("resumed");
		expect(refusals).toEqual(["the token has expired", "the token has expired"]);
		expect(statuses).toEqual(["live", "behind", "resumed", "behind", "resumed"].slice(0, statuses.length));
		expect(statuses).toContain("behind");
		if (door === "socket") expect(offered.at(-1)).toEqual(["earshot.v1", "bearer.token-2"]);
		expect(sync.counts()).toMatchObject({ resets: 0, divergences: 0 });
	});

	it("[SS25] expired: a token that is another one already needs no hook", async () => {
		let token = "first";
		const { is, quiet, endBy, openedTimes } = await setUp("socket", {
			token: () => token,
			onUnauthorised: () => expect.unreachable(),
		});
		await is("live");
		await quiet();
		token = "second";
		endBy("expired");
		await openedTimes(2);
	});

	it("[SS25] expired: refused where there is no other", async () => {
		const { sync, is, quiet, endBy, opened } = await setUp("stream", { token: "only" });
		await is("live");
		await quiet();
		endBy("expired");
		await is("refused");
		expect(sync.reason()).toBe("the token has expired");
		expect(opened()).toBe(1);
	});

	it("[SS11] asks ever more slowly where the hook has other tokens without end", async () => {
		let given = 0;
		const { clock, quiet } = await setUp(
			"stream",
			{ onUnauthorised: () => Promise.resolve(`token-${(given += 1)}`) },
			{
				intercept: (_, res) => {
					res.writeHead(401).end();
					return true;
				},
			},
		);
		await vi.waitFor(() => expect(given).toBe(4));
		await quiet();
		expect(given).toBe(4);
		clock.advance(15_000);
		await vi.waitFor(() => expect(given).toBe(5));
	});
});

describe("a server whose checksums never fit", () => {
	it("[SS21] is asked for its state ever more seldom, however long each connection stands", async () => {
		let stream: ServerResponse | undefined;
		const { clock, is, quiet, comesBackAfter, sync } = await setUp(
			"stream",
			{},
			{
				intercept: (_, res, { pathname }) => {
					if (pathname !== "/events") return false;
					res.writeHead(200, { "content-type": "text/event-stream" });
					res.write(": hello\n\n");
					stream = res;
					return true;
				},
			},
		);
		await is("live");
		const frame = { tick: 2, changes: {}, checksum: 1 };
		for (const wait of [250, 500, 1_000, 2_000, 4_000]) {
			await quiet();
			clock.advance(11_000);
			stream?.write(`id: e1:2\nevent: snapshot\ndata: ${JSON.stringify(frame)}\n\n`);
			await comesBackAfter(wait);
			await is("reset");
		}
		expect(sync.counts()).toMatchObject({ divergences: 5, ticks: 0 });
	});
});
