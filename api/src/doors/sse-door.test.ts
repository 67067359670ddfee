import { describe, expect, it } from "vitest";
import { DOCUMENT_HEADERS } from "../http/security-headers.js";
import { createMemoryLog } from "../log/memory-log.js";
import { NOTES_TOPIC, useNotes } from "./testing/notes-fixture.js";
import { openStream } from "./testing/stream.js";

const current = useNotes();

describe("SSE", () => {
	it("[DR3] has the headers of an event stream that nothing on the way holds back", async () => {
		const notes = current();
		await notes.start();
		const { head, text } = await notes.stream();
		expect(head).toContain("HTTP/1.1 200 OK");
		expect(head).toMatch(/content-type: text\/event-stream/i);
		expect(head).toMatch(/cache-control: no-store, no-transform/i);
		expect(head).toMatch(/x-accel-buffering: no/i);
		expect(head).not.toMatch(/content-encoding/i);
		expect(text()).toMatch(/^retry: \d+\n\n/);
	});

	it("[DR3] has none of the headers that speak of documents, and a problem in its place has them", async () => {
		const notes = current();
		await notes.start();
		const names = (headers: object): string[] =>
			Object.keys(headers).filter((name) => /policy|origin|x-|security/.test(name));
		const { head } = await notes.stream();
		const sent = head
			.toLowerCase()
			.split("\r\n")
			.map((line) => [line.split(":")[0]!, ""]);
		expect(names(Object.fromEntries(sent)).sort()).toEqual([
			"cross-origin-resource-policy",
			"strict-transport-security",
			"x-accel-buffering",
			"x-content-type-options",
		]);
		const { headers } = await notes.get("/nowhere");
		for (const name of DOCUMENT_HEADERS) expect(headers).toHaveProperty(name.toLowerCase());
	});

	it("[DR3] answers HEAD with the head alone", async () => {
		const notes = current();
		await notes.start();
		const reader = await openStream({ port: notes.server.port, path: "/events", method: "HEAD" });
		await reader.ended;
		expect(reader.head).toMatch(/content-type: text\/event-stream/i);
		expect(reader.text()).toBe("");
	});

	it("[DR3] serves a request that was sent ahead on a busy connection", async () => {
		const notes = current();
		await notes.append("a");
		await notes.start();
		const poll = `GET /changes?wait=0.05&cursor=${await notes.append("b")} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
		const reader = await openStream({ port: notes.server.port, path: "/events", before: poll });
		notes.leaving(reader);
		await reader.until(/event: state/);
		await notes.append("c");
		await reader.until(/event: c\ndata: "c"\n\n/);
	});

	it("[DR4] begins with the state for a reader without a cursor, then sends what follows", async () => {
		const notes = current();
		await notes.append("a");
		await notes.start();
		const reader = await notes.stream();
		const cursor = await notes.append("b", "c");
		const [state, b, c] = await reader.events(3);
		expect(state).toMatchObject({ event: "state", data: '{"count":1}' });
		expect(b).toMatchObject({ event: "b", data: '"b"' });
		expect(c).toEqual({ event: "c", data: '"c"', id: cursor });
	});

	it("[DR1] resumes after the cursor of the address", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		await notes.append("b");
		await notes.start();
		expect(await (await notes.stream(cursor)).events(1)).toMatchObject([{ event: "b" }]);
	});

	it("[DR5] resumes after Last-Event-ID even where the address has another cursor", async () => {
		const notes = current();
		const old = await notes.append("a");
		const recent = await notes.append("b");
		await notes.append("c");
		await notes.start();
		const reader = await notes.stream(old, { "Last-Event-ID": recent });
		expect(await reader.events(1)).toMatchObject([{ event: "c" }]);
	});

	it.each([
		["malformed", async () => "no cursor"],
		["epoch", async () => "other:1"],
		["future", async () => (await current().append("x")).replace(/\d+$/, "999")],
		[
			"expired",
			async () => {
				const notes = current();
				const cursor = await notes.append("x");
				await notes.append("1", "2", "3", "4");
				await notes.trimAll();
				return cursor;
			},
		],
	])("[DR2] answers a cursor that is %s with a reset and the state", async (reason, cursor) => {
		const notes = current();
		const wanted = await cursor();
		await notes.start();
		const reader = await notes.stream(wanted);
		const [reset, state] = await reader.events(2);
		expect(reset).toEqual({ event: "reset", data: JSON.stringify({ reason }), id: undefined });
		expect(state).toMatchObject({ event: "state" });
		const next = await notes.append("next");
		expect((await reader.events(3))[2]).toEqual({ event: "next", data: '"next"', id: next });
		expect(notes.server.doors.counts().resets).toBe(1);
	});

	it("[DR8] sends heartbeats, which move the cursor of a reader past what is not for it", async () => {
		const notes = current();
		await notes.append("a");
		await notes.start(notes.view(), { heartbeatSeconds: 0.03 });
		const reader = await notes.stream();
		await reader.until(/\n:\n\n/);
		const hidden = await notes.append(".hidden");
		await reader.until(new RegExp(`:\\nid: ${hidden}\\n\\n`));
		expect(await reader.events(1)).toHaveLength(1);
	});

	it("[DR9] gives data of several lines back whole", async () => {
		const notes = current();
		await notes.log.append(NOTES_TOPIC, [{ type: "pretty", data: '{\n"a": 1\r\n}' }]);
		const { epoch } = await notes.log.head(NOTES_TOPIC);
		await notes.start();
		expect(await (await notes.stream(`${epoch}:0`)).events(1)).toMatchObject([{ data: '{\n"a": 1\n}' }]);
	});

	it("[DR10] makes each frame once for all readers of a view", async () => {
		const notes = current();
		await notes.start();
		const readers = await Promise.all(Array.from({ length: 20 }, () => notes.stream()));
		await notes.append("a");
		await notes.append("b", "c");
		for (const reader of readers) await reader.events(4);
		expect(notes.server.doors.counts()).toMatchObject({ framed: 3, delivered: 60, hubs: 1 });
	});

	it("[DR11] leaves nothing behind when readers leave, at whatever moment", async () => {
		const notes = current();
		let release: () => void = () => undefined;
		const gate = new Promise<void>((resolve) => (release = resolve));
		const view = notes.view();
		await notes.start({ ...view, fresh: () => gate.then(view.fresh) });
		const leaving = await Promise.all(
			[1, 2, 3].map(() => openStream({ port: notes.server.port, path: "/events", isEarly: true })),
		);
		await notes.settled(() => notes.server.doors.counts().sse === 3);
		for (const reader of leaving) reader.leave();
		await notes.settled(() => notes.server.doors.counts().sse === 0);
		release();
		const reader = await notes.stream();
		await notes.append("a");
		expect(await reader.events(2)).toHaveLength(2);
		expect(notes.server.failures).toEqual([]);
	});

	it("[DR12] answers with the error where the state cannot be had", async () => {
		const notes = current();
		await notes.start({ ...notes.view(), fresh: () => Promise.reject(new Error("no state")) });
		const response = await notes.get("/events");
		expect(response.status).toBe(503);
		expect(response.headers["content-type"]).toMatch(/json/);
		expect((await notes.poll({})).status).toBe(503);
		expect(notes.server.doors.counts()).toMatchObject({ sse: 0, polls: 0, failed: 2 });
	});

	it("[DR12] ends a reader whose view fails later, and says so", async () => {
		const notes = current();
		const view = notes.view();
		const failing = (): never => {
			throw new Error("no frame");
		};
		await notes.start({ ...view, frame: failing });
		const reader = await notes.stream();
		await reader.events(1);
		await notes.append("a");
		await reader.ended;
		expect(notes.server.failures).toMatchObject([{ message: "no frame" }]);
	});

	it("[DR12] ends a reader whose fresh state never fits the notes.log, instead of resetting it for ever", async () => {
		const notes = current();
		const view = notes.view();
		await notes.start({
			...view,
			fresh: async () => ({ cursor: { epoch: "other", offset: 1 }, data: "{}" }),
		});
		const reader = await notes.stream();
		await reader.ended;
		expect(notes.server.failures).toHaveLength(1);
	});

	it("[DR13] closes a reader who takes nothing, and serves it from its cursor when it comes back", async () => {
		const notes = current();
		notes.log = createMemoryLog();
		await notes.start(notes.view(), { heartbeatSeconds: 0.03, blockedSeconds: 5 });
		const reader = await notes.stream();
		await reader.events(1);
		const other = await notes.stream();
		reader.pause();
		const long = "x".repeat(200_000);
		for (let i = 0; i < 60; i++)
			await notes.log.append(NOTES_TOPIC, [{ type: "long", data: JSON.stringify(long) }]);
		await other.events(61);
		expect(notes.server.doors.counts().dropped).toBe(0);
		notes.now += 5;
		await notes.settled(() => notes.server.doors.counts().dropped === 1);
		reader.resume();
		await reader.ended;
		const got = await reader.events(1);
		// Its id is that of the last event it had, which the close repeats.
		expect(got.at(-1)).toEqual({ event: "close", data: '{"reason":"too_slow"}', id: undefined });
		const back = await notes.stream(got.at(-2)!.id);
		expect(await back.events(62 - got.length)).toHaveLength(62 - got.length);
	});

	it("[DR13] cuts a reader who does not take its goodbye either", async () => {
		const notes = current();
		notes.log = createMemoryLog();
		await notes.start(notes.view(), { heartbeatSeconds: 0.03, blockedSeconds: 5 });
		const reader = await notes.stream();
		await reader.events(1);
		reader.pause();
		const long = JSON.stringify("x".repeat(200_000));
		for (let i = 0; i < 60; i++) await notes.log.append(NOTES_TOPIC, [{ type: "long", data: long }]);
		await new Promise((resolve) => setTimeout(resolve, 60));
		notes.now += 5;
		await notes.settled(() => notes.server.doors.counts().dropped === 1);
		expect(notes.server.doors.counts().sse).toBe(1);
		notes.now += 2;
		await notes.settled(() => notes.server.doors.counts().sse === 0);
	});

	it("[DR14] says goodbye with the cursor to come back with", async () => {
		const notes = current();
		await notes.start();
		const reader = await notes.stream();
		await reader.events(1);
		await notes.append("a", ".hidden");
		const { epoch } = await notes.log.head(NOTES_TOPIC);
		await reader.events(2);
		await notes.server.doors.close();
		await reader.ended;
		expect((await reader.events(3))[2]).toEqual({
			event: "close",
			data: '{"reason":"draining"}',
			id: `${epoch}:2`,
		});
		const late = await notes.get("/events");
		expect(late.status).toBe(503);
	});

	it("[DR40] is ended when its token ends, told its cursor", async () => {
		const notes = current();
		await notes.append("a");
		await notes.start(notes.view(), { expiresAt: notes.now + 1 });
		const reader = await notes.stream();
		await reader.events(1);
		const cursor = await notes.append(".hidden");
		notes.now += 1;
		await reader.ended;
		expect((await reader.events(2))[1]).toEqual({ event: "close", data: '{"reason":"expired"}', id: cursor });
		await notes.settled(() => notes.server.doors.counts().sse === 0);
		expect(notes.server.doors.counts().expired).toBe(1);
	});
});
