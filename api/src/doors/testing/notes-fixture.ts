import supertest from "supertest";
import { afterEach, beforeEach, expect } from "vitest";
import type { Log } from "../../log/log.js";
import { createMemoryLog } from "../../log/memory-log.js";
import type { TopicView } from "../topic-view.js";
import { startDoorServer, type DoorServer, type ServerOptions } from "./door-server.js";
import { openStream, type Stream } from "./stream.js";

export const NOTES_TOPIC = "world:1";

const PATIENCE_TURNS = 400;

/** A topic of notes behind all doors. Made anew for each test, and looked over for what was left behind. */
export class NotesFixture {
	/** Unix seconds. */
	now = 1000;
	log: Log = createMemoryLog({ retention: { maxEntries: 3, maxBytes: 1e9, maxAgeSeconds: 1e9 } });
	private running: DoorServer | undefined;
	private readonly streams: Stream[] = [];

	get server(): DoorServer {
		if (!this.running) throw new Error("start the server first");
		return this.running;
	}

	/** Notes are named by their type; those that begin with a dot are not for readers. The state is their number. */
	view(): TopicView {
		return {
			topic: NOTES_TOPIC,
			key: "notes",
			frame: ({ type, data }) => (type.startsWith(".") ? undefined : { event: type, data }),
			fresh: async () => {
				const cursor = await this.log.head(NOTES_TOPIC);
				return { cursor, data: JSON.stringify({ count: cursor.offset }) };
			},
		};
	}

	async start(view: TopicView = this.view(), options: ServerOptions = {}, log = this.log): Promise<void> {
		this.running = await startDoorServer(log, view, { now: () => this.now, ...options });
	}

	/** The cursor after the notes appended. */
	async append(...types: readonly string[]): Promise<string> {
		const { epoch, offset } = await this.log.append(
			NOTES_TOPIC,
			types.map((type) => ({ type, data: JSON.stringify(type) })),
		);
		return `${epoch}:${offset}`;
	}

	async trimAll(): Promise<void> {
		await this.log.checkpoint(NOTES_TOPIC, { offset: (await this.log.head(NOTES_TOPIC)).offset, value: "" });
	}

	async stream(cursor?: string, headers: Readonly<Record<string, string>> = {}): Promise<Stream> {
		const path = cursor === undefined ? "/events" : `/events?cursor=${encodeURIComponent(cursor)}`;
		return this.leaving(await openStream({ port: this.server.port, path, headers }));
	}

	/** A stream that leaves with the test. */
	leaving(stream: Stream): Stream {
		this.streams.push(stream);
		return stream;
	}

	get(path: string) {
		return supertest(`http://127.0.0.1:${this.server.port}`).get(path);
	}

	poll(query: Readonly<Record<string, string | number | string[]>>) {
		return this.get("/changes").query(query);
	}

	async settled(check: () => boolean): Promise<void> {
		for (let turn = 0; turn < PATIENCE_TURNS && !check(); turn++) {
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		expect(check()).toBe(true);
	}

	async end(): Promise<void> {
		for (const stream of this.streams) stream.leave();
		await this.running?.close();
		if (this.running) {
			expect(this.running.doors.counts()).toMatchObject({
				sse: 0,
				polls: 0,
				sockets: 0,
				hubs: 0,
				timers: 0,
			});
		}
		await this.log.close();
	}
}

/** The fixture of the test that runs. */
export function useNotes(): () => NotesFixture {
	let fixture: NotesFixture;
	beforeEach(() => {
		fixture = new NotesFixture();
	});
	afterEach(() => fixture.end());
	return () => fixture;
}
