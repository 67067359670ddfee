import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import request from "supertest";
import type { Database } from "../../db/database.js";
import { DatabaseError } from "../../db/database-error.js";
import { openDatabase } from "../../db/open-database.js";
import { chatroomUsers, outbox } from "../../db/schema.js";
import { embeddedFolders } from "../../db/testing/embedded-folders.js";
import { refusedDial } from "../../doors/testing/dial.js";
import { SocketClose } from "../../http/socket-route.js";
import { formatCursor } from "../../log/cursor.js";
import type { Log } from "../../log/log.js";
import { createMemoryLog } from "../../log/memory-log.js";
import { chatroomTopic } from "../chatroom-topic.js";
import {
	type NewsProcess,
	type NewsProcessOptions,
	startNewsProcess,
	tokenOf,
} from "./testing/news-process.js";
import { addUsers, talkOf, userRow } from "./testing/societies.js";

const HOSTILE = ["ana", "*", ">", "ana.*", "chatroom:ana", "ana:b", "🌍 é%2e"];

const newFolder = embeddedFolders();
let database: Database | undefined;
let log: Log;
let processes: NewsProcess[] = [];

beforeEach(async () => {
	log = createMemoryLog();
	database ??= openDatabase({ directory: await newFolder(), report: () => undefined });
	for (const table of [chatroomUsers, outbox]) await database.run((sql) => sql.delete(table));
});
afterEach(async () => {
	for (const { close } of processes) await close();
	processes = [];
	await log.close();
});
afterAll(() => database?.close());

async function start(options: Partial<NewsProcessOptions> = {}): Promise<NewsProcess> {
	const started = await startNewsProcess({ database: database!, log, ...options });
	processes.push(started);
	return started;
}

const STATE = { event: "state", data: "{}" };
const eventOf = (userId: string, number: number) => ({
	event: "conversation",
	data: JSON.stringify(talkOf(userId, number).data),
});
const messageOf = (userId: string, number: number) => ({
	event: "conversation",
	data: talkOf(userId, number).data,
});

describe("what users are told of their societies", () => {
	it("[CL20] begins with a state that says to ask for everything, then each change, at both doors alike", async () => {
		const one = await start();
		await addUsers(database!, ["ana"]);
		const [stream, socket] = await Promise.all([one.stream("ana"), one.dial("ana")]);
		await Promise.all([stream.events(1), socket.messages(1)]);
		for (let change = 1; change <= 3; change += 1) await one.change("ana");
		const events = await stream.events(4);
		const messages = await socket.messages(4);
		expect(events).toMatchObject([STATE, ...[1, 2, 3].map((number) => eventOf("ana", number))]);
		expect(messages).toMatchObject([
			{ event: "state", data: {} },
			...[1, 2, 3].map((number) => messageOf("ana", number)),
		]);
		expect(events.map(({ id }) => id)).toEqual(messages.map(({ id }) => id));
		expect(events[3]!.id).toBe(formatCursor(await log.head(chatroomTopic("ana"))));
	});

	it("[CL21] goes on after a cursor of either door at either door, each message once", async () => {
		const one = await start();
		await addUsers(database!, ["ana"]);
		const first = await one.stream("ana");
		const cursor = (await first.events(1))[0]!.id!;
		first.leave();
		for (let change = 1; change <= 3; change += 1) await one.change("ana");
		const stream = await one.stream("ana", { cursor });
		const socket = await one.dial("ana", { cursor });
		expect(await stream.events(3)).toMatchObject([1, 2, 3].map((number) => eventOf("ana", number)));
		expect(await socket.messages(3)).toMatchObject([1, 2, 3].map((number) => messageOf("ana", number)));
		const last = (await socket.messages(3))[1]!.id!;
		expect(await (await one.stream("ana", { cursor: last })).events(1)).toMatchObject([eventOf("ana", 3)]);
	});

	it("[CL22] says to ask for everything where a reader was away for longer than it is followed", async () => {
		let ahead = 0;
		const one = await start({ now: () => Date.now() / 1000 + ahead });
		await addUsers(database!, ["ana"]);
		const first = await one.stream("ana", { seconds: 3_600 });
		const cursor = (await first.events(1))[0]!.id!;
		first.leave();
		await one.change("ana");
		ahead = 120;
		await one.change("ana");
		await one.change("ana");
		const stream = await one.stream("ana", { cursor, seconds: 3_600 });
		expect(await stream.events(2)).toMatchObject([eventOf("ana", 1), STATE]);
		await one.change("ana");
		expect((await stream.events(3))[2]).toMatchObject(eventOf("ana", 4));
	});

	it("[CL23] resets who comes with a cursor that leads nowhere", async () => {
		const one = await start();
		await addUsers(database!, ["ana"]);
		for (const cursor of ["nothing", "e:12", "", "*"]) {
			const stream = await one.stream("ana", { cursor: encodeURIComponent(cursor) });
			const socket = await one.dial("ana", { cursor: encodeURIComponent(cursor) });
			const expected = cursor === "" ? ["state"] : ["reset", "state"];
			expect((await stream.events(expected.length)).map(({ event }) => event)).toEqual(expected);
			expect((await socket.messages(expected.length)).map(({ event }) => event)).toEqual(expected);
		}
	});

	it("[CL24] reaches no other user, whatever the ids", async () => {
		const one = await start();
		await addUsers(database!, HOSTILE);
		const readers = await Promise.all(
			HOSTILE.map(async (userId) => ({
				userId,
				stream: await one.stream(userId),
				socket: await one.dial(userId),
			})),
		);
		for (const { stream, socket } of readers) {
			await stream.events(1);
			await socket.messages(1);
		}
		await Promise.all([...HOSTILE, ...HOSTILE].map((userId) => one.change(userId)));
		for (const { userId, stream, socket } of readers) {
			expect(await stream.events(3)).toMatchObject([STATE, eventOf(userId, 1), eventOf(userId, 2)]);
			await socket.messages(3);
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
		for (const { stream, socket } of readers) {
			expect(await stream.events(0)).toHaveLength(3);
			expect(await socket.messages(0)).toHaveLength(3);
		}
	});

	it("[CL25] is for a user by their token alone", async () => {
		const one = await start();
		const expired = await tokenOf("ana", -60);
		const nobody = await tokenOf("");
		for (const headers of [
			{},
			{ "x-api-key": "the-key-of-the-game" },
			{ "x-api-key": "wrong", authorization: `Bearer ${await tokenOf("ana")}` },
			{ authorization: `Bearer ${expired}` },
			{ authorization: `Bearer ${nobody}` },
			{ authorization: "Bearer e30.e30.e30" },
		]) {
			const answer = await request(`http://127.0.0.1:${one.port}`).get("/api/chatroom/events").set(headers);
			expect(answer.status).toBe(401);
			expect(answer.headers["content-type"]).toContain("application/problem+json");
			expect(await refusedDial(one.port, "/ws/chatroom", { headers })).toMatchObject({ status: 401 });
		}
		const long = `/ws/chatroom?cursor=${"x".repeat(300)}`;
		const headers = { authorization: `Bearer ${await tokenOf("ana")}` };
		expect(await refusedDial(one.port, long, { headers })).toMatchObject({ status: 400 });
	});

	it("[CL26] ends with the token, and where the process goes away, with the cursor to come back with", async () => {
		let ahead = 0;
		const one = await start({ now: () => Date.now() / 1000 + ahead });
		await addUsers(database!, ["ana"]);
		const [stream, socket] = await Promise.all([one.stream("ana"), one.dial("ana")]);
		await Promise.all([stream.events(1), socket.messages(1)]);
		ahead = 3_600;
		const [, close] = await stream.events(2);
		expect(close).toMatchObject({ event: "close", data: '{"reason":"expired"}' });
		await stream.ended;
		expect(await socket.closed).toBe(SocketClose.Expired);
		ahead = 0;
		const staying = await one.stream("ana", { cursor: (await stream.events(1))[0]!.id! });
		await one.doors.close();
		await staying.until(/"reason":"draining"/);
	});

	it("[CL27] is not answered while the database is away, and is again when it is back", async () => {
		let isAway = true;
		const away = () => Promise.reject(new DatabaseError("unavailable", "cannot be reached"));
		const one = await start({
			database: {
				run: (work) => (isAway ? away() : database!.run(work)),
				transaction: (work) => (isAway ? away() : database!.transaction(work)),
				isNeeded: () => true,
			},
		});
		await addUsers(database!, ["ana"]);
		const headers = { authorization: `Bearer ${await tokenOf("ana")}` };
		const answer = await request(`http://127.0.0.1:${one.port}`).get("/api/chatroom/events").set(headers);
		expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "2"]);
		expect(await refusedDial(one.port, "/ws/chatroom", { headers })).toMatchObject({ status: 503 });
		isAway = false;
		await (await one.dial("ana")).messages(1);
		expect((await userRow(database!, "ana"))!.followedUntil).toBeGreaterThan(0);
	});

	it("[CL28] opens no database for users where none is in use", async () => {
		const folder = await newFolder();
		const unopened = openDatabase({ directory: folder, report: () => undefined });
		const one = await start({ database: unopened, hasEarlier: false });
		await (await one.stream("ana")).events(1);
		await (await one.dial("ana")).messages(1);
		expect(unopened.isNeeded()).toBe(false);
		await unopened.close();
	});
});
