import { once } from "node:events";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { type RunningDoors, createDoors } from "../../doors/create-doors.js";
import type { TopicView } from "../../doors/topic-view.js";
import { Refusal } from "../../http/refusal.js";
import { type Sockets, createSockets } from "../../http/sockets.js";
import { keepingLogger } from "../../http/test-app.js";
import type { Log } from "../../log/log.js";
import { createMemoryLog } from "../../log/memory-log.js";
import { type TalkEntries, serverTopic, talkTopic } from "../talk-entries.js";
import { createClusterSockets } from "./cluster-sockets.js";

type Message = Readonly<Record<string, unknown>> & { readonly type: string; readonly cursor?: string };

const speaker = (id: string) => ({ id, name: id, type: "npc" as const });

let log: Log;
let doors: RunningDoors;
let sockets: Sockets;
let server: Server;
let port: number;
let clients: WebSocket[];
let failures: unknown[];
/** What was taken at `/clusters/outbound`, in its order. */
let taken: [kind: string, body: unknown][];
let clusterOf: Map<string, string>;

beforeEach(async () => {
	clients = [];
	failures = [];
	taken = [];
	clusterOf = new Map();
	log = createMemoryLog();
	doors = createDoors({
		log,
		now: () => Date.now() / 1000,
		onFailure: (error) => failures.push(error),
		heartbeatSeconds: 0.1,
		blockedSeconds: 0.3,
	});
	const view = (topic: string): TopicView => ({
		topic,
		key: "plain",
		frame: ({ type, data }) => ({ event: type, data }),
		fresh: async () => ({ cursor: await log.head(topic), data: '{"groups":[]}' }),
	});
	const take = (kind: string) => async (body: unknown) => {
		await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
		if (body === "bad") throw new Refusal("invalid", "This is no body.");
		if (body === "broken") throw new Error("a secret of the inside");
		taken.push([kind, body]);
		return { took: taken.length };
	};
	const feature = createClusterSockets({
		identities: {
			gameServer: async ({ headers }) => {
				if (headers["x-api-key"] !== "key") throw new Refusal("unauthenticated", "Send a key.");
				return { kind: "game_server" };
			},
			reader: async () => ({ kind: "anybody" }),
			fullReader: async () => ({ kind: "anybody" }),
			user: () => Promise.reject(new Refusal("unauthenticated", "No user comes here.")),
		},
		door: doors,
		talkView: (world) => view(talkTopic(world)),
		answersView: (serverId) => view(serverTopic(serverId)),
		clusterOf: async (_world, member) => clusterOf.get(member),
		defaultWorld: "default",
		takeMessages: take("messages"),
		takeSnapshot: take("snapshot"),
		now: () => Date.now() / 1000,
		onFailure: (error) => failures.push(error),
	});
	sockets = createSockets({ routes: feature.sockets ?? [], origins: [], logger: keepingLogger().logger });
	server = createServer();
	sockets.attach(server);
	await once(server.listen(0, "127.0.0.1"), "listening");
	port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
	for (const client of clients) client.terminate();
	await sockets.close();
	await doors.close();
	await new Promise((resolve) => server.close(resolve));
	expect(doors.counts().hubs).toBe(0);
	await log.close();
});

/** A client that keeps its messages and waits for them. */
async function dial(path: string) {
	const client = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { "x-api-key": "key" } });
	clients.push(client);
	const messages: Message[] = [];
	client.on("message", (data) => messages.push(JSON.parse(String(data)) as Message));
	await once(client, "open");
	return {
		client,
		messages,
		send: (message: object) => client.send(JSON.stringify(message)),
		/** The next message of a type, kept or still to come. */
		next: async (type: string): Promise<Message> => {
			for (;;) {
				const index = messages.findIndex((message) => message.type === type);
				if (index >= 0) return messages.splice(index, 1)[0]!;
				await once(client, "message");
			}
		},
	};
}

function append<T extends keyof TalkEntries>(type: T, data: Partial<TalkEntries[T]>) {
	return log.append(talkTopic("default"), [{ type, data: JSON.stringify(data) }]);
}

const line = (clusterId: string, content: string) => append("line", { clusterId, content });
const clusterEntry = (clusterId: string, members: readonly string[], joined: readonly string[] = []) =>
	append("cluster", { clusterId, members: members.map(speaker), joined, left: [], at: 1 });

describe("/clusters/inbound", () => {
	it("[MC5] refuses who brings no key", async () => {
		const client = new WebSocket(`ws://127.0.0.1:${port}/clusters/inbound`);
		client.on("error", () => undefined);
		const [, answer] = (await once(client, "unexpected-response")) as [unknown, { statusCode: number }];
		expect(answer.statusCode).toBe(401);
	});

	it("[MC5] sends what the channels that were subscribed to carry, with a cursor, and nothing else", async () => {
		const { send, next, messages } = await dial("/clusters/inbound");
		send({ type: "subscribe", channel: "chat:a:message" });
		await next("subscribed");
		await line("b", "not for you");
		await line("a", "hello");
		const { events, cursor } = await next("events");
		expect(events).toEqual([{ channel: "chat:a:message", data: { clusterId: "a", content: "hello" } }]);
		expect(cursor).toMatch(/:2$/);
		send({ type: "unsubscribe", channel: "cluster:a:*" });
		await next("unsubscribed");
		await line("a", "gone");
		await new Promise((resolve) => setTimeout(resolve, 30));
		expect(messages.filter(({ type }) => type === "events")).toEqual([]);
	});

	it("[MC4] moves a member's channels with it, and says cluster_joined", async () => {
		clusterOf.set("7", "a");
		const { send, next } = await dial("/clusters/inbound");
		send({ type: "subscribe", members: ["7"] });
		await next("subscribed");
		await clusterEntry("b", ["7", "8"], ["7"]);
		const moved = await next("events");
		expect(moved["moves"]).toEqual([
			{ type: "cluster_left", member: "7", clusterId: "a" },
			{ type: "cluster_joined", member: "7", clusterId: "b" },
		]);
		expect(moved["events"]).toMatchObject([
			{ channel: "cluster:b:update" },
			{ channel: "system:b:notification", data: { kind: "cluster_joined", joined: ["7"] } },
		]);
		await line("a", "behind");
		await line("b", "here");
		expect((await next("events"))["events"]).toMatchObject([{ data: { content: "here" } }]);
	});

	it("[MC6] goes on after a cursor without loss or repetition, through any number of cuts", async () => {
		const got: string[] = [];
		let cursor: string | undefined;
		const written = (async () => {
			for (let i = 0; i < 300; i++) {
				await line("a", String(i));
				if (i % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
			}
		})();
		cursor = `${(await log.head(talkTopic("default"))).epoch}:0`;
		for (let cut = 0; got.length < 300; cut++) {
			const { client, send, next } = await dial("/clusters/inbound");
			send({ type: "subscribe", channel: "cluster:*:*", cursor });
			for (let i = 0; i <= cut && got.length < 300; i++) {
				const message = await next("events");
				cursor = message.cursor;
				const [event] = message["events"] as [{ data: { content: string } }];
				got.push(event.data.content);
			}
			client.terminate();
		}
		await written;
		expect(got).toEqual(Array.from({ length: 300 }, (_, i) => String(i)));
	});

	it("[MC6] says reset with fresh state where a cursor cannot be gone on from", async () => {
		const { send, next } = await dial("/clusters/inbound");
		send({ type: "subscribe", channel: "cluster:*:*", cursor: "other:9" });
		expect(await next("reset")).toMatchObject({ reason: "epoch", state: { groups: [] } });
	});

	it("[MC7] brings a game server its answers beside the talk, with a cursor of their own", async () => {
		const { send, next } = await dial("/clusters/inbound?serverId=s1");
		send({ type: "subscribe", channel: "cluster:*:*" });
		await next("started");
		await log.append(serverTopic("s1"), [{ type: "answer", data: '{"messageId":"m"}' }]);
		const { events, inboxCursor } = await next("answers");
		expect(events).toEqual([{ event: "answer", data: { messageId: "m" } }]);
		expect(inboxCursor).toMatch(/:1$/);
	});

	it.each([
		["no JSON", "{"],
		["another type", '{"type":"shout"}'],
		["a channel that is none", '{"type":"subscribe","channel":"chat:1:update"}'],
		["an unknown field", '{"type":"subscribe","chanel":"chat:1:message"}'],
	])("[MC8] answers %s with the problem, and goes on", async (_, text) => {
		const { client, send, next } = await dial("/clusters/inbound");
		client.send(text);
		expect(await next("error")).toMatchObject({ problem: { status: 400 } });
		send({ type: "subscribe", channel: "cluster:a:*" });
		await next("subscribed");
	});

	it("[MC8] closes who floods it, the others unharmed", async () => {
		const flooding = await dial("/clusters/inbound");
		const other = await dial("/clusters/inbound");
		const closed = once(flooding.client, "close");
		for (let i = 0; i < 400; i++) flooding.send({ type: "subscribe", channel: "cluster:a:*" });
		expect((await closed)[0]).toBe(4029);
		other.send({ type: "subscribe", channel: "cluster:a:*" });
		await other.next("subscribed");
	});

	it("[MC8] closes who takes nothing; it comes back with its cursor, the others unharmed", async () => {
		const slow = await dial("/clusters/inbound");
		const other = await dial("/clusters/inbound");
		slow.send({ type: "subscribe", channel: "cluster:*:*" });
		const { cursor } = await slow.next("started");
		other.send({ type: "subscribe", channel: "chat:b:message" });
		await other.next("started");
		slow.client.pause();
		const text = "x".repeat(100_000);
		for (let i = 0; i < 150; i++) await line("a", text);
		await line("b", "to the other");
		await other.next("events");
		// It is told, and cut once that was not taken for a while.
		await vi.waitUntil(() => sockets.count() === 1, { timeout: 8000 });
		const back = await dial("/clusters/inbound");
		back.send({ type: "subscribe", channel: "chat:*:message", cursor });
		for (let i = 1; i <= 151; i++) expect((await back.next("events")).cursor).toMatch(new RegExp(`:${i}$`));
	});

	it("[MC9] says where to go on at the end", async () => {
		const { send, next } = await dial("/clusters/inbound");
		send({ type: "subscribe", channel: "cluster:a:*" });
		await next("subscribed");
		await line("b", "elsewhere");
		await new Promise((resolve) => setTimeout(resolve, 20));
		void sockets.close();
		expect((await next("close")).cursor).toMatch(/:1$/);
	});
});

describe("/clusters/outbound", () => {
	it("[MC10] takes talk and snapshots, answers each under its id, and keeps their order", async () => {
		const { send, next } = await dial("/clusters/outbound");
		const kinds = ["chat", "position", "cluster_update"];
		for (let i = 0; i < 150; i++) send({ type: kinds[i % 3], id: i, body: i });
		for (let i = 0; i < 150; i++) expect(await next("ack")).toMatchObject({ id: i, body: { took: i + 1 } });
		expect(taken.slice(0, 3)).toEqual([
			["messages", 0],
			["snapshot", 1],
			["snapshot", 2],
		]);
	});

	it("[MC10] answers what is refused with the problem, and goes on", async () => {
		const { client, send, next } = await dial("/clusters/outbound");
		send({ type: "chat", id: "x", body: "bad" });
		expect(await next("error")).toMatchObject({
			id: "x",
			problem: { status: 400, detail: "This is no body." },
		});
		client.send("nonsense");
		expect(await next("error")).toMatchObject({ problem: { status: 400 } });
		send({ type: "chat", id: "y", body: "broken" });
		const { problem } = await next("error");
		expect(problem).toMatchObject({ status: 500 });
		expect(JSON.stringify(problem)).not.toContain("secret");
		expect(failures).toHaveLength(1);
		send({ type: "position", body: "good" });
		expect(await next("ack")).toMatchObject({ body: { took: 1 } });
	});
});
