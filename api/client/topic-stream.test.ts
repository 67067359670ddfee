import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDoors, type RunningDoors } from "../src/doors/create-doors.js";
import type { Log } from "../src/log/log.js";
import { createMemoryLog } from "../src/log/memory-log.js";
import { createTopicStream, type TopicStream } from "./topic-stream.js";

const TOPIC = "talk:w";
const PATIENT = { timeout: 10_000, interval: 2 };

let log: Log;
let doors: RunningDoors;
let server: Server;
let url: string;
let streams: TopicStream[];
/** What the server wants for a token. */
let wanted: string | undefined;

beforeEach(async () => {
	streams = [];
	wanted = undefined;
	log = createMemoryLog({
		retention: { maxEntries: 5, maxBytes: 1e9, maxAgeSeconds: 1e9, trimsUncheckpointed: true },
	});
	doors = createDoors({ log, now: () => Date.now() / 1000, onFailure: () => undefined });
	const app = express();
	app.get("/talk", (req, res) => {
		if (wanted !== undefined && req.get("authorization") !== `Bearer ${wanted}`) {
			return void res.status(401).json({ detail: "a token is needed" });
		}
		return doors.sse(req, res, {
			topic: TOPIC,
			key: "k",
			frame: ({ type, data }) => ({ event: type, data }),
			fresh: async () => {
				const cursor = await log.head(TOPIC);
				return { cursor, data: JSON.stringify({ upTo: cursor.offset }) };
			},
		});
	});
	server = app.listen(0, "127.0.0.1");
	await once(server, "listening");
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
	for (const stream of streams) stream.stop();
	await doors.close();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	await log.close();
});

function reader(renew: () => string | undefined = () => undefined) {
	const taken: string[] = [];
	let token: string | undefined;
	const stream = createTopicStream({
		baseUrl: url,
		path: "/talk",
		token: () => token,
		onUnauthorised: async () => (token = renew()),
		random: () => 0,
		take: (event, data) => taken.push(`${event} ${JSON.stringify(data)}`),
	});
	streams.push(stream);
	stream.start();
	return taken;
}

const line = (number: number) => log.append(TOPIC, [{ type: "line", data: String(number) }]);

describe("a topic's stream", () => {
	it("[SS18] gives fresh state, then each event once and in order", async () => {
		await line(1);
		const taken = reader();
		await vi.waitFor(() => expect(taken).toEqual(['state {"upTo":1}']), PATIENT);
		await line(2);
		await line(3);
		await vi.waitFor(() => expect(taken.slice(1)).toEqual(["line 2", "line 3"]), PATIENT);
	});

	it("[SS18] goes on after its cursor, however often it is cut", async () => {
		const taken = reader();
		await vi.waitFor(() => expect(taken).toHaveLength(1), PATIENT);
		for (let number = 1; number <= 40; number++) {
			await line(number);
			if (number % 4 === 0) server.closeAllConnections();
			await vi.waitFor(() => expect(taken).toHaveLength(number + 1), PATIENT);
		}
		expect(taken.slice(1)).toEqual(Array.from({ length: 40 }, (_, index) => `line ${index + 1}`));
	});

	it("[SS18] starts from fresh state where too much was missed", async () => {
		const taken = reader();
		await vi.waitFor(() => expect(taken).toHaveLength(1), PATIENT);
		await line(1);
		await vi.waitFor(() => expect(taken).toHaveLength(2), PATIENT);
		const closing = new Promise((resolve) => server.close(resolve));
		server.closeAllConnections();
		await closing;
		for (let number = 2; number <= 20; number++) await line(number);
		server.listen(Number(new URL(url).port), "127.0.0.1");
		await vi.waitFor(() => expect(taken.at(-1)).toBe('state {"upTo":20}'), PATIENT);
	});

	it("[SS19] renews a refused token once, and rests where there is no other", async () => {
		wanted = "good";
		const renewed = reader(() => "good");
		let asked = 0;
		const refused = reader(() => {
			asked += 1;
			return undefined;
		});
		await vi.waitFor(() => expect(renewed).toHaveLength(1), PATIENT);
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(refused).toEqual([]);
		expect(asked).toBe(1);
	});
});
