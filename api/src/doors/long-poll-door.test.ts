import { describe, expect, it } from "vitest";
import { NOTES_TOPIC, useNotes } from "./testing/notes-fixture.js";

const current = useNotes();

describe("long poll", () => {
	it("[DR15] answers at once with the state for a reader without a cursor", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		await notes.start();
		expect((await notes.poll({})).body).toEqual({ cursor, events: [], state: { count: 1 } });
	});

	it("[DR15] answers at once with what follows the cursor, `limit` events at a time", async () => {
		const notes = current();
		const { epoch } = await notes.log.head(NOTES_TOPIC);
		await notes.append("a", "b", "c");
		await notes.start();
		const first = await notes.poll({ cursor: `${epoch}:0`, limit: 2 });
		expect(first.body).toEqual({
			cursor: `${epoch}:2`,
			events: [
				{ event: "a", data: "a" },
				{ event: "b", data: "b" },
			],
		});
		const second = await notes.poll({ cursor: first.body.cursor, limit: 2 });
		expect(second.body).toEqual({ cursor: `${epoch}:3`, events: [{ event: "c", data: "c" }] });
	});

	it("[DR15] answers when there is something", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		await notes.start();
		const answer = notes.poll({ cursor, wait: 20 }).then(({ body }) => body);
		await notes.settled(() => notes.server.doors.counts().polls === 1);
		const next = await notes.append("b");
		expect(await answer).toEqual({ cursor: next, events: [{ event: "b", data: "b" }] });
	});

	it("[DR15] answers empty after `wait`, past what is not for this reader", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		const hidden = await notes.append(".b");
		await notes.start();
		expect((await notes.poll({ cursor, wait: 0.05 })).body).toEqual({ cursor: hidden, events: [] });
		expect((await notes.poll({ cursor: hidden, wait: 0 })).body).toEqual({ cursor: hidden, events: [] });
	});

	it("[DR2] answers a cursor that cannot be resumed from with reset and state", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		await notes.start();
		const state = { cursor, events: [], state: { count: 1 } };
		expect((await notes.poll({ cursor: "other:1" })).body).toEqual({ ...state, reset: { reason: "epoch" } });
		expect((await notes.poll({ cursor: ["x", "y"] })).body).toEqual({
			...state,
			reset: { reason: "malformed" },
		});
	});

	it("[DR16] names every parameter that is not valid", async () => {
		const notes = current();
		await notes.start();
		await notes.poll({ wait: 26, limit: 0 });
		await notes.poll({ wait: "soon", limit: 1001 });
		expect(notes.server.failures).toMatchObject([
			{ code: "invalid", options: { errors: [{ path: "wait" }, { path: "limit" }] } },
			{ code: "invalid", options: { errors: [{ path: "wait" }, { path: "limit" }] } },
		]);
	});

	it("[DR11] forgets a reader who leaves while it waits", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		await notes.start();
		const request = notes.poll({ cursor, wait: 20 });
		const answer = request.then(
			() => "answered",
			() => "left",
		);
		await notes.settled(() => notes.server.doors.counts().polls === 1);
		request.abort();
		await notes.settled(() => notes.server.doors.counts().polls === 0);
		expect(notes.server.doors.counts()).toMatchObject({ hubs: 0, timers: 0 });
		void answer;
	});

	it("[DR14] answers at once when the doors close", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		await notes.start();
		const answer = notes.poll({ cursor, wait: 20 }).then(({ body }) => body);
		await notes.settled(() => notes.server.doors.counts().polls === 1);
		await notes.server.doors.close();
		expect(await answer).toEqual({ cursor, events: [] });
	});

	it("[DR40] is answered when its token ends", async () => {
		const notes = current();
		const cursor = await notes.append("a");
		await notes.start(notes.view(), { expiresAt: notes.now + 1 });
		const asked = performance.now();
		const answer = notes.poll({ cursor, wait: 25 }).then(({ body }: { body: unknown }) => body);
		notes.now += 1;
		expect(await answer).toEqual({ cursor, events: [] });
		expect(performance.now() - asked).toBeLessThan(5000);
	});
});
