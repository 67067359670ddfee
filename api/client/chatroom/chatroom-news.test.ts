import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { chatroomTopic } from "../../src/chatroom/chatroom-topic.js";
import { type NewsProcess, startNewsProcess, tokenOf } from "../../src/chatroom/live/testing/news-process.js";
import type { Log } from "../../src/log/log.js";
import { createMemoryLog } from "../../src/log/memory-log.js";
import { startCuttingProxy } from "../../test/stand-in/cutting-proxy.js";
import { type ChatroomNewsClient, type ChatroomNewsOptions, createChatroomNews } from "./chatroom-news.js";
import type { ChatroomNews } from "./read-news.js";

const QUICK = { timeout: 8_000, interval: 2 };
/** What is known of users is none of the client's business: nothing is asked of a database. */
const NO_DATABASE = {
	run: () => Promise.reject(new Error("there is none")),
	transaction: () => Promise.reject(new Error("there is none")),
	isNeeded: () => false,
};

let log: Log;
let server: NewsProcess;
let clients: ChatroomNewsClient[] = [];

beforeEach(async () => {
	log = createMemoryLog({
		retention: { maxEntries: 20, maxBytes: 1e9, maxAgeSeconds: 1e9, trimsUncheckpointed: true },
	});
	server = await startNewsProcess({ database: NO_DATABASE, log, hasEarlier: false });
});
afterEach(async () => {
	for (const client of clients) client.close();
	clients = [];
	await server.close();
	await log.close();
});

const STATE: ChatroomNews = { type: "state" };
const read = (number: number): ChatroomNews => ({ type: "read", data: { id: `c${number}` } });

/** Tells a user of conversations, from one number to another. */
async function tell(from: number, to = from, userId = "ana"): Promise<void> {
	for (let number = from; number <= to; number += 1) {
		await log.append(chatroomTopic(userId), [{ type: "read", data: `{"id":"c${number}"}` }]);
	}
}

async function join(options: Partial<ChatroomNewsOptions> = {}) {
	const told: ChatroomNews[] = [];
	const client = createChatroomNews({
		baseUrl: `http://127.0.0.1:${server.port}`,
		token: await tokenOf("ana"),
		WebSocket,
		random: () => 0.02,
		onNews: (news) => told.push(news),
		...options,
	});
	clients.push(client);
	const statuses = [client.status()];
	client.subscribe(() => statuses.at(-1) !== client.status() && statuses.push(client.status()));
	client.start();
	const has = (...news: readonly ChatroomNews[]) => vi.waitFor(() => expect(told).toEqual(news), QUICK);
	const is = (status: string) => vi.waitFor(() => expect(client.status()).toBe(status), QUICK);
	return { client, told, statuses, has, is };
}

/** A socket that never opens, as behind a proxy that knows none. */
class Dead extends WebSocket {
	constructor(_url: string, protocols: string[]) {
		super("ws://127.0.0.1:1", protocols);
	}
}

describe("a chatroom's news", () => {
	it.each([
		["a WebSocket", WebSocket, { sockets: 1, sse: 0 }],
		["server-sent events, where no WebSocket opens", Dead, { sockets: 0, sse: 1 }],
	])("[CL41] come by %s: the state, then each once and in order", async (_, given, counts) => {
		const { client, statuses, has } = await join({ WebSocket: given });
		expect(statuses).toEqual(["connecting"]);
		await has(STATE);
		await tell(1, 3);
		await tell(1, 1, "ben");
		await has(STATE, read(1), read(2), read(3));
		expect(statuses).toEqual(["connecting", "live"]);
		expect(server.doors.counts()).toMatchObject(counts);
		client.close();
		expect(client.status()).toBe("closed");
		await vi.waitFor(() => expect(server.doors.counts()).toMatchObject({ sockets: 0, sse: 0 }), QUICK);
	});

	it("[CL41] come by server-sent events where there is no WebSocket at all", async () => {
		vi.stubGlobal("WebSocket", undefined);
		const { has } = await join({ WebSocket: undefined } as Partial<ChatroomNewsOptions>);
		vi.unstubAllGlobals();
		await has(STATE);
		await tell(1);
		await has(STATE, read(1));
		expect(server.doors.counts()).toMatchObject({ sockets: 0, sse: 1 });
	});

	it.each([
		["WebSocket", WebSocket, "/ws/chatroom"],
		["event stream", Dead, "/api/chatroom/events"],
	])("[CL42] lose nothing by a cut of the %s, at whatever byte", async (_, given, path) => {
		for (let after = 100; after < 1_000; after += 83) {
			const proxy = await startCuttingProxy({ port: server.port, after, path });
			const topic = chatroomTopic("ana");
			const first = (await log.head(topic)).offset + 1;
			const { client, told } = await join({ baseUrl: proxy.url, WebSocket: given });
			await vi.waitFor(() => expect(told[0]).toEqual(STATE), QUICK);
			await tell(first, first + 9);
			await vi.waitFor(() => expect(told.at(-1)).toEqual(read(first + 9)), QUICK);
			const news = told.filter(({ type }) => type !== "state");
			expect(news).toEqual(Array.from({ length: 10 }, (_, at) => read(first + at)));
			// Cut off before it had a place to go on from, it begins with the state again.
			expect(told.slice(-10)).toEqual(news);
			client.close();
			await proxy.close();
		}
	});

	it("[CL43] say whether something was missed: resumed, or reset with the state again", async () => {
		const { client, statuses, has, is } = await join();
		await has(STATE);
		await tell(1);
		await has(STATE, read(1));
		const { port } = server;
		await server.close();
		await is("behind");
		expect(client.reason()).toBeDefined();
		await tell(2);
		server = await startNewsProcess({ database: NO_DATABASE, log, hasEarlier: false, port });
		client.check();
		await has(STATE, read(1), read(2));
		await is("resumed");
		await server.close();
		await is("behind");
		// More than the log holds.
		await tell(3, 60);
		server = await startNewsProcess({ database: NO_DATABASE, log, hasEarlier: false, port });
		client.check();
		await has(STATE, read(1), read(2), STATE);
		await is("reset");
		expect(statuses).toEqual(["connecting", "live", "behind", "resumed", "behind", "reset"]);
	});

	it("[CL44] ask for another token where theirs is refused, and rest where there is none", async () => {
		const asked: number[] = [];
		const good = await tokenOf("ana");
		const renewed = await join({
			token: await tokenOf("ana", -60),
			onUnauthorised: async ({ status }) => {
				asked.push(status);
				return good;
			},
		});
		await renewed.has(STATE);
		expect(asked).toEqual([401]);
		const { client, is, told } = await join({ token: "nonsense" });
		await is("refused");
		expect(client.reason()).toContain("token");
		expect(told).toEqual([]);
	});

	it("[CL45] go on where whoever is told throws", async () => {
		const failures: unknown[] = [];
		const told: ChatroomNews[] = [];
		await join({
			onNews: (news) => {
				told.push(news);
				throw new Error("no");
			},
			onListenerError: (error) => failures.push(error),
		});
		await vi.waitFor(() => expect(told).toEqual([STATE]), QUICK);
		await tell(1);
		await vi.waitFor(() => expect(told).toEqual([STATE, read(1)]), QUICK);
		expect(failures).toHaveLength(2);
	});
});
