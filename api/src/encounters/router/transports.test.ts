import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { until } from "../../testing/until.js";
import { dial, subscription } from "./testing/dial.js";
import { ANN, DM, type TestUser, TestTable, fight } from "./testing/test-table.js";

let table: TestTable;
let roomId: string;
beforeEach(async () => {
	table = new TestTable();
	await table.start({}, { CORS_ORIGINS: "https://friends.example" });
	roomId = await fight(table);
});
afterEach(() => table.end());

async function post(
	path: string,
	body: string,
	headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
	return fetch(`${table.url}/trpc/${path}`, {
		method: "POST",
		body,
		headers: {
			authorization: `Bearer ${await table.token(DM)}`,
			"content-type": "application/json",
			...headers,
		},
	});
}

describe("sockets", () => {
	it("[ET16] are for users by their token, from pages of allowed origins", async () => {
		expect((await dial(table, { ...ANN, seconds: -60 })).refused()).toBe(401);
		expect((await dial(table, ANN, { origin: "https://evil.example" })).refused()).toBe(403);
		const friend = await dial(table, ANN, { origin: "https://friends.example" });
		expect(friend.socket.protocol).toBe("earshot.v1");
		friend.socket.close();
		const nobody = new WebSocket(`ws://127.0.0.1:${table.port}/ws/trpc`);
		const [, response] = (await once(nobody, "unexpected-response")) as [unknown, { statusCode: number }];
		expect(response.statusCode).toBe(401);
		nobody.on("error", () => undefined).terminate();
	});

	it("[ET16] end with their token, telling so", async () => {
		const { closed, socket, frames } = await dial(table, { ...ANN, seconds: 1 });
		socket.send(subscription(roomId));
		await until(() => closed() !== undefined, "the token has ended", 10);
		expect(closed()).toBe(4401);
		expect(frames.length).toBeGreaterThan(0);
	});

	it("[ET16] end after a frame that is too large, and after a flood", async () => {
		const large = await dial(table, ANN);
		large.socket.send("x".repeat(65 * 1024));
		await until(() => large.closed() !== undefined, "the frame is too large");
		expect(large.closed()).toBe(1009);
		const flood = await dial(table, ANN);
		for (let index = 0; index < 500; index += 1) flood.socket.send("{}");
		await until(() => flood.closed() !== undefined, "the flood is noticed");
		expect(flood.closed()).toBe(4029);
	});

	it("[ET16] answer what is no call with an error, and stay", async () => {
		const { socket, frames } = await dial(table, ANN);
		const hostile = [
			"no json",
			"[]",
			"null",
			'{"id":null}',
			'{"id":1,"method":"query"}',
			'{"id":2,"method":"query","params":{"path":"__proto__"}}',
			'{"id":3,"method":"mutation","params":{"path":"room","input":{}}}',
			'{"id":4,"method":"query","params":{"path":"constructor.constructor"}}',
			'{"id":5,"method":"subscription","params":{"path":"listRooms"}}',
		];
		for (const text of hostile) socket.send(text);
		socket.send('{"id":9,"method":"query","params":{"path":"listRooms"}}');
		await until(() => frames.some((frame) => frame.includes('"id":9')), "the last answer");
		expect(socket.readyState).toBe(WebSocket.OPEN);
		const errors = frames.filter((frame) => frame.includes('"error"'));
		expect(errors.length).toBeGreaterThan(5);
		expect(errors.join("")).not.toMatch(/INTERNAL_SERVER_ERROR|at .*\.ts|node_modules/);
		socket.close();
	});

	it("[ET16] what a reader does not take is not piled up", async () => {
		const side = 200;
		const rows = Array.from({ length: side }, () => ".".repeat(side));
		const { roomId: large } = await (
			await table.as(DM)
		).createRoom.mutate({
			mapState: { width: side, height: side, rows },
		});
		const { socket, frames } = await dial(table, ANN);
		socket.send(subscription(large));
		await until(() => frames.some((frame) => frame.includes('"view"')), "the view");
		socket.pause();
		const by = { kind: "dm", userId: DM.userId } as const;
		// Each tells the whole map anew: 40 kB, more in all than the system keeps for a connection.
		for (let index = 0; index < 400; index += 1) {
			const terrain = index % 2 === 0 ? "#" : "~";
			await table.encounters.command(large, {
				by,
				body: { type: "setTerrain", cells: [{ x: 0, y: 0 }], terrain },
			});
			await new Promise((resolve) => setImmediate(resolve));
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(table.bytesWaiting()).toBeLessThan(1_000_000);
		socket.resume();
		await until(() => frames.filter((frame) => frame.includes("STATE_DELTA")).length === 400, "all of it");
		socket.close();
	});
});

describe("calls by HTTP", () => {
	it("[ET7] what is no call is answered with its error, never a 500", async () => {
		const statuses = {
			json: (await post("takeTurn", "{")).status,
			type: (await post("takeTurn", "x", { "content-type": "text/plain" })).status,
			large: (await post("note", JSON.stringify({ roomId, text: "x".repeat(70_000) }))).status,
			unknown: (await post("nothing", "{}")).status,
			proto: (await post("__proto__", "{}")).status,
			query: (await post("room", JSON.stringify({ roomId }))).status,
			method: (await fetch(`${table.url}/trpc/room`, { method: "DELETE" })).status,
		};
		expect(statuses).toEqual({
			json: 400,
			type: 415,
			large: 413,
			unknown: 404,
			proto: 404,
			query: 405,
			method: 405,
		});
	});

	it("[ET7] answers are kept by nobody, and have the headers of all others", async () => {
		const response = await post("note", JSON.stringify({ roomId, text: "x" }));
		expect(response.headers.get("cache-control")).toBe("no-store");
		expect(response.headers.get("content-security-policy")).toContain("default-src");
		expect(response.headers.get("x-content-type-options")).toBe("nosniff");
		expect(response.headers.get("x-request-id")).not.toBeNull();
	});

	it("[ET10] subscriptions come as server-sent events, and go on after the last event's id", async () => {
		const first = await stream(ANN);
		await until(() => first.text().includes('"view"'), "the view");
		const id = /^id: (.*)$/m.exec(first.text())?.[1];
		await (await table.as(DM)).sendChat.mutate({ roomId, channel: "party", text: "missed" });
		const second = await stream(ANN, id);
		await until(() => second.text().includes("missed"), "the news");
		expect(second.text()).not.toContain('"type":"view"');
		await Promise.all([first.leave(), second.leave()]);
	});

	it("[ET16] a stream ends with its token, and when the service goes away, telling why", async () => {
		const expiring = await stream({ ...ANN, seconds: 1 });
		const other = await stream(ANN);
		await expiring.ended;
		expect(expiring.text()).toContain("event: serialized-error");
		expect(expiring.text()).toContain('"UNAUTHORIZED"');
		await table.drain();
		await other.ended;
		expect(other.text()).toContain('"SERVICE_UNAVAILABLE"');
		expect(other.text()).toContain('"retryAfterSeconds":1');
	});
});

/** Follows the room by server-sent events. */
async function stream(user: TestUser, lastEventId?: string) {
	const leaving = new AbortController();
	const input = encodeURIComponent(JSON.stringify({ roomId }));
	const response = await fetch(`${table.url}/trpc/roomUpdates?input=${input}`, {
		headers: {
			authorization: `Bearer ${await table.token(user)}`,
			accept: "text/event-stream",
			...(lastEventId !== undefined && { "last-event-id": lastEventId }),
		},
		signal: leaving.signal,
	});
	expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
	let text = "";
	const read = async (): Promise<void> => {
		for await (const chunk of response.body!) text += Buffer.from(chunk as Uint8Array).toString();
	};
	const ended = read().catch(() => undefined);
	const leave = (): Promise<void> => {
		leaving.abort();
		return ended;
	};
	return { text: () => text, ended, leave };
}
