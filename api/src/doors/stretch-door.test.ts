import { describe, expect, it } from "vitest";
import type { NotesFixture } from "./testing/notes-fixture.js";
import { NOTES_TOPIC, useNotes } from "./testing/notes-fixture.js";
import { openStream } from "./testing/stream.js";

const current = useNotes();

/** Notes that begin with `last` are ends. */
const start = (notes: NotesFixture, options = {}) => {
	const view = notes.view();
	const frame: typeof view.frame = (entry) => {
		const made = view.frame(entry);
		return made && entry.type.startsWith("last")
			? { ...made, end: { event: "done", data: '"so it ends"' } }
			: made;
	};
	return notes.start({ ...view, frame }, options);
};
const large = (notes: NotesFixture, type: string, characters: number) =>
	notes.log.append(NOTES_TOPIC, [{ type, data: JSON.stringify("x".repeat(characters)) }]);

/** More than a stream takes at once, and more than a connection holds while nobody reads it. */
const BLOCKING = 500_000;
const OVERFLOWING = 10_000_000;

const open = async (notes: NotesFixture, cursor: string) => {
	const path = `/stretch?cursor=${encodeURIComponent(cursor)}`;
	return notes.leaving(await openStream({ port: notes.server.port, path }));
};

describe("a stretch of a topic", () => {
	it("[XH18] begins after its cursor, and ends with its last frame whatever comes behind it", async () => {
		const notes = current();
		await start(notes);
		const cursor = await notes.append("before");
		await notes.append("a");
		const reader = await open(notes, cursor);
		await reader.events(1);
		const end = await notes.append("last");
		await notes.append("after", "last-again");
		await reader.ended;
		expect(await reader.events(3)).toMatchObject([
			{ event: "a" },
			{ event: "last", id: end },
			{ event: "done", data: '"so it ends"' },
		]);
		expect(reader.text()).not.toContain("after");
		expect(reader.text()).toContain(`id: ${end}\nevent: done`);
	});

	it("[XH18] has no end for other readers of its view", async () => {
		const notes = current();
		await start(notes);
		const cursor = await notes.append("before");
		const stream = await notes.stream(cursor);
		const poll = notes.poll({ cursor, wait: 5 });
		await notes.append("last", "after");
		expect((await stream.events(2)).map(({ event }) => event)).toEqual(["last", "after"]);
		expect((await poll).body.events).toEqual([
			{ event: "last", data: "last" },
			{ event: "after", data: "after" },
		]);
	});

	it("[XH18] is read to its end by whoever takes a while, and no further", async () => {
		const notes = current();
		await start(notes);
		const cursor = await notes.append("before");
		const reader = await open(notes, cursor);
		reader.pause();
		await large(notes, "large", BLOCKING);
		await large(notes, "last", BLOCKING);
		await notes.append("after");
		await new Promise((resolve) => setTimeout(resolve, 100));
		reader.resume();
		await reader.ended;
		expect((await reader.events(3)).map(({ event }) => event)).toEqual(["large", "last", "done"]);
		expect(notes.server.failures).toEqual([]);
	});

	it("[XH18] does not hold on to a reader that takes nothing, not even its end", async () => {
		const notes = current();
		await start(notes, { heartbeatSeconds: 0.02, blockedSeconds: 5 });
		const cursor = await notes.append("before");
		const reader = await open(notes, cursor);
		reader.pause();
		await large(notes, "last", OVERFLOWING);
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(notes.server.doors.counts().sse).toBe(1);
		notes.now += 6;
		await notes.settled(() => notes.server.doors.counts().sse === 0);
	});

	it("[XH18] lets its time be over", async () => {
		const notes = current();
		await start(notes, { stretchUntil: 1010 });
		const reader = await open(notes, await notes.append("before"));
		notes.now = 1011;
		await reader.until(/event: close\ndata: {"reason":"late"}/);
		await reader.ended;
	});

	it("[XH18] says that the token is over where that comes first", async () => {
		const notes = current();
		await start(notes, { stretchUntil: 1010, expiresAt: 1005 });
		const reader = await open(notes, await notes.append("before"));
		notes.now = 1006;
		await reader.until(/event: close\ndata: {"reason":"expired"}/);
	});
});
