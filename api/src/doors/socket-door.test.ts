import { afterEach, describe, expect, it } from "vitest";
import { createMemoryLog } from "../log/memory-log.js";
import { type Dialled, dial } from "./testing/dial.js";
import { NOTES_TOPIC, useNotes } from "./testing/notes-fixture.js";

const current = useNotes();
const dialled: Dialled[] = [];

afterEach(() => {
	for (const { client } of dialled.splice(0)) client.terminate();
});

async function open(cursor?: string, options: Parameters<typeof dial>[2] = {}): Promise<Dialled> {
	const path = cursor === undefined ? "/ws" : `/ws?cursor=${encodeURIComponent(cursor)}`;
	const reader = await dial(current().server.port, path, options);
	dialled.push(reader);
	return reader;
}

/** More than the machine takes in on the way to somebody who takes nothing. */
async function fill(): Promise<void> {
	const data = JSON.stringify("x".repeat(200_000));
	for (let i = 0; i < 60; i++) await current().log.append(NOTES_TOPIC, [{ type: "long", data }]);
	await new Promise((resolve) => setTimeout(resolve, 60));
}

describe("a WebSocket reader", () => {
	it("[DR4] [DR41] begins with the state where it has no cursor, then gets what follows", async () => {
		const notes = current();
		const before = await notes.append("a");
		await notes.start();
		const reader = await open();
		await reader.messages(1);
		const cursor = await notes.append("b", "c");
		const [state, b, c] = await reader.messages(3);
		expect(state).toEqual({ event: "state", id: before, data: { count: 1 } });
		expect(b).toMatchObject({ event: "b", data: "b" });
		expect(c).toEqual({ event: "c", id: cursor, data: "c" });
		expect(notes.server.doors.counts()).toMatchObject({ sockets: 1, hubs: 1 });
		expect(notes.server.doors.readers(NOTES_TOPIC)).toBe(1);
	});

	it("[DR1] resumes after its cursor, which is that of any other door", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		await notes.append("b");
		await notes.start();
		const id = (await (await open(cursor)).messages(1))[0]!.id!;
		await notes.append("c");
		expect(await (await notes.stream(id)).events(1)).toMatchObject([{ event: "c" }]);
		expect((await notes.poll({ cursor: id, wait: 0 })).body).toMatchObject({ events: [{ event: "c" }] });
	});

	it("[DR2] is told a reset without an id, then the state, where its cursor leads nowhere", async () => {
		const notes = current();
		await notes.start();
		const [reset, state] = await (await open("other:1")).messages(2);
		expect(reset).toEqual({ event: "reset", data: { reason: "epoch" } });
		expect(state).toMatchObject({ event: "state", data: { count: 0 } });
	});

	it("[DR10] is sent the same bytes as any other", async () => {
		const notes = current();
		await notes.start();
		const readers = await Promise.all(Array.from({ length: 10 }, () => open()));
		for (const reader of readers) await reader.messages(1);
		await notes.append("a");
		for (const reader of readers) await reader.messages(2);
		expect(notes.server.doors.counts()).toMatchObject({ framed: 1, delivered: 10 });
	});

	it("[DR41] is sent bytes beside JSON where a frame has them, and text where its header is too long", async () => {
		const notes = current();
		const header = { short: '"h"', long: JSON.stringify("x".repeat(70_000)) };
		await notes.start({
			...notes.view(),
			frame: ({ type }) => ({
				event: "packed",
				data: '"whole"',
				binary: { data: header[type as "short" | "long"], bytes: Buffer.from([1, 2, 3]) },
			}),
		});
		const reader = await open();
		await reader.messages(1);
		const cursor = await notes.append("short");
		await notes.append("long");
		expect((await reader.messages(2))[1]).toMatchObject({ event: "packed", data: "whole" });
		expect(Buffer.from(reader.binary[0]!.subarray(2)).toString("latin1")).toBe(
			`{"event":"packed","id":"${cursor}","data":"h"}\x01\x02\x03`,
		);
	});

	it("[DR8] sends signs of life as messages, since browsers do not show pings to their pages", async () => {
		const notes = current();
		notes.log = createMemoryLog();
		await notes.start(notes.view(), { heartbeatSeconds: 0.03 });
		const reader = await open();
		await notes.settled(() => reader.beats.length >= 2);
		expect(reader.beats[0]).toEqual({ event: "beat", data: null });
	});

	it("[DR13] who takes nothing is closed with 4008, and goes on from where it was told", async () => {
		const notes = current();
		notes.log = createMemoryLog();
		await notes.start(notes.view(), { heartbeatSeconds: 0.03, blockedSeconds: 5 });
		const reader = await open();
		await reader.messages(1);
		reader.client.pause();
		await fill();
		expect(notes.server.doors.counts().dropped).toBe(0);
		notes.now += 5;
		await notes.settled(() => notes.server.doors.counts().dropped === 1);
		reader.client.resume();
		expect(await reader.closed).toBe(4008);
		const got = await reader.messages(2);
		expect(got.at(-1)).toMatchObject({ event: "close", id: got.at(-2)!.id, data: { reason: "too_slow" } });
		const back = await open(got.at(-1)!.id);
		expect(await back.messages(62 - got.length)).toHaveLength(62 - got.length);
	});

	it("[DR13] who does not take the goodbye either is cut", async () => {
		const notes = current();
		notes.log = createMemoryLog();
		await notes.start(notes.view(), { heartbeatSeconds: 0.03, blockedSeconds: 5 });
		const reader = await open();
		await reader.messages(1);
		reader.client.pause();
		await fill();
		notes.now += 5;
		await notes.settled(() => notes.server.doors.counts().dropped === 1);
		notes.now += 2;
		await notes.settled(() => notes.server.doors.counts().sockets === 0);
	});

	it("[DR40] is closed with 4401 when its token ends, told its cursor", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		await notes.start(notes.view(), { expiresAt: notes.now + 1 });
		const reader = await open();
		await reader.messages(1);
		notes.now += 1;
		expect(await reader.closed).toBe(4401);
		expect((await reader.messages(2))[1]).toEqual({
			event: "close",
			id: cursor,
			data: { reason: "expired" },
		});
		await notes.settled(() => notes.server.doors.counts().sockets === 0);
		expect(notes.server.doors.counts().expired).toBe(1);
	});

	it("[DR14] is told goodbye with its cursor, and closed with 1001", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		await notes.start();
		const reader = await open();
		await reader.messages(1);
		await notes.server.close();
		expect(await reader.closed).toBe(1001);
		expect((await reader.messages(2))[1]).toEqual({
			event: "close",
			id: cursor,
			data: { reason: "draining" },
		});
	});

	it("[DR12] is closed with 1011 where its view fails, told the last cursor that is right", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		const failing = (): never => {
			throw new Error("no frame");
		};
		await notes.start({ ...notes.view(), frame: failing });
		const reader = await open();
		await reader.messages(1);
		await notes.append("b");
		expect(await reader.closed).toBe(1011);
		expect((await reader.messages(2))[1]).toEqual({ event: "close", id: cursor, data: { reason: "failed" } });
		expect(notes.server.failures).toMatchObject([{ message: "no frame" }]);
	});

	it("[DR42] may say what it likes, but not too much of it", async () => {
		const notes = current();
		await notes.start();
		const honest = await open();
		const flooding = await open();
		await Promise.all([honest.messages(1), flooding.messages(1)]);
		for (const text of ["", "hello", '{"event":"subscribe"}']) honest.client.send(text);
		honest.client.send(Buffer.from([1, 2, 3]));
		for (let i = 0; i < 400; i++) flooding.client.send("again");
		expect(await flooding.closed).toBe(4029);
		await notes.append("a");
		expect((await honest.messages(2))[1]).toMatchObject({ event: "a" });
	});

	it("[ED93] who says too much at once is closed with 1009", async () => {
		await current().start();
		const reader = await open();
		reader.client.send("x".repeat(1001));
		expect(await reader.closed).toBe(1009);
	});

	it("[DR11] leaves nothing behind, whenever it leaves", async () => {
		const notes = current();
		let release: () => void = () => undefined;
		const gate = new Promise<void>((resolve) => (release = resolve));
		const view = notes.view();
		await notes.start({ ...view, fresh: () => gate.then(view.fresh) }, { expiresAt: notes.now + 1000 });
		const leaving = await Promise.all([open(), open(), open()]);
		await notes.settled(() => notes.server.doors.counts().sockets === 3);
		leaving[0]!.client.terminate();
		leaving[1]!.client.close();
		leaving[2]!.client.close(1000, "bye");
		await notes.settled(() => notes.server.doors.counts().sockets === 0);
		release();
		await notes.append("a");
		expect(notes.server.doors.counts()).toMatchObject({ hubs: 0, timers: 0 });
		expect(notes.server.doors.readers(NOTES_TOPIC)).toBe(0);
	});
});
