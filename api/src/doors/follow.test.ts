import { describe, expect, it } from "vitest";
import type { Log } from "../log/log.js";
import { createMemoryLog } from "../log/memory-log.js";
import { createDoorCounts } from "./door-counts.js";
import { follow, type Following } from "./follow.js";
import { createHubs, type Hubs } from "./hub.js";
import type { TopicView } from "./topic-view.js";

const TOPIC = "t";

/** A sink that writes down what it is given and has room for `room` more. */
function follower(
	log: Log,
	wanted: string | undefined,
	{ hubs: shared, ...options }: Partial<TopicView> & { readonly hubs?: Hubs } = {},
) {
	const counts = createDoorCounts();
	const hubs = shared ?? createHubs(log, counts);
	const seen: string[] = [];
	const state = { room: Infinity };
	const take = (what: string): boolean => {
		seen.push(what);
		state.room -= 1;
		return state.room > 0;
	};
	const view: TopicView = {
		topic: TOPIC,
		key: "k",
		frame: ({ data }) => ({ event: "e", data }),
		fresh: async () => ({ cursor: await log.head(TOPIC), data: "{}" }),
		...options,
	};
	const following: Following = follow({
		hubs,
		counts,
		view,
		wanted,
		sink: {
			frame: ({ cursor }) => take(String(cursor.offset)),
			state: ({ cursor }, reset) => take(`${reset ?? "state"}@${cursor.offset}`),
			caughtUp: () => void seen.push("."),
			failed: (error) => void seen.push(`failed: ${error instanceof Error ? error.message : ""}`),
		},
	});
	return { seen, state, following, counts, hubs };
}

async function append(log: Log, count: number): Promise<void> {
	await log.append(
		TOPIC,
		Array.from({ length: count }, () => ({ type: "n", data: "1" })),
	);
}

async function turns(): Promise<void> {
	for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function at(log: Log, offset: number): Promise<string> {
	return `${(await log.head(TOPIC)).epoch}:${offset}`;
}

describe("following a topic", () => {
	it("[DR31] gives up on a log that never gives what its head promises, instead of asking for ever", async () => {
		const log = createMemoryLog();
		await append(log, 3);
		const empty: Log = {
			...log,
			read: async (topic, after, limit) => {
				const read = await log.read(topic, after, limit);
				return read.ok ? { ...read, entries: [] } : read;
			},
		};
		const { seen, counts } = follower(empty, await at(log, 2));
		await turns();
		expect(seen).toEqual(["failed: the log of t does not give what follows 2, short of its head"]);
		expect(counts.failed).toBe(1);
	});

	it("[LG17] gives nobody what the log has forgotten, near the head though it was", async () => {
		const log = createMemoryLog();
		const first = follower(log, await at(log, 0));
		await append(log, 3);
		await turns();
		await log.checkpoint(TOPIC, { offset: 3, value: "" });
		await log.forget(TOPIC, 2);
		await turns();
		const late = follower(log, await at(log, 1), { hubs: first.hubs });
		await turns();
		expect(first.seen.filter((what) => what !== ".")).toEqual(["1", "2", "3"]);
		expect(late.seen).toEqual(["expired@3", "."]);
		first.following.stop();
		late.following.stop();
	});

	it("[DR1] backfills, then goes on with what comes", async () => {
		const log = createMemoryLog();
		await append(log, 3);
		const { seen, following } = follower(log, await at(log, 1));
		await turns();
		await append(log, 2);
		await turns();
		expect(seen).toEqual(["2", "3", ".", "4", "5", "."]);
		following.stop();
	});

	it("[DR13] holds its place while there is no room, and takes nothing meanwhile", async () => {
		const log = createMemoryLog();
		await append(log, 400);
		const { seen, state, following } = follower(log, await at(log, 0));
		state.room = 3;
		await turns();
		await append(log, 400);
		await turns();
		expect(seen).toEqual(["1", "2", "3"]);
		expect(following.cursor()?.offset).toBe(3);
		state.room = Infinity;
		following.resume();
		await turns();
		expect(seen.filter((what) => what !== ".")).toEqual(Array.from({ length: 800 }, (_, i) => String(i + 1)));
		following.stop();
	});

	it("[DR2] says reset where its place was let go while it was held up", async () => {
		const log = createMemoryLog({
			retention: { maxEntries: 2, maxBytes: 1e9, maxAgeSeconds: 1e9, trimsUncheckpointed: true },
		});
		await append(log, 2);
		const { seen, state, following } = follower(log, await at(log, 0));
		state.room = 1;
		await turns();
		for (let i = 0; i < 300; i++) await append(log, 1);
		state.room = Infinity;
		following.resume();
		await turns();
		await append(log, 1);
		await turns();
		expect(seen).toEqual(["1", "expired@302", ".", "303", "."]);
		following.stop();
	});

	it("[DR11] calls nobody after its stop, whatever was under way", async () => {
		const log = createMemoryLog();
		await append(log, 3);
		for (const wanted of [undefined, await at(log, 0), "?"]) {
			const { seen, following, counts } = follower(log, wanted);
			following.stop();
			await append(log, 1);
			await turns();
			expect(seen).toEqual([]);
			expect(counts.hubs).toBe(0);
		}
	});

	it("[DR11] sends no state that was being made when it stopped", async () => {
		const log = createMemoryLog();
		let make: () => void = () => undefined;
		const made = new Promise<void>((resolve) => (make = resolve));
		const cursor = await log.head(TOPIC);
		const { seen, following } = follower(log, undefined, {
			fresh: () => made.then(() => ({ cursor, data: "{}" })),
		});
		await turns();
		following.stop();
		make();
		await turns();
		expect(seen).toEqual([]);
	});

	it("[DR12] fails once, and stops, where the log cannot be read", async () => {
		const log = createMemoryLog();
		await append(log, 1);
		const broken: Log = { ...log, read: () => Promise.reject(new Error("unreadable")) };
		const { seen, counts } = follower(broken, await at(log, 0));
		await turns();
		await append(log, 1);
		await turns();
		expect(seen).toEqual(["failed: unreadable"]);
		expect(counts).toMatchObject({ failed: 1, hubs: 0 });
	});

	it("[DR12] fails all followers at rest where the log breaks under them", async () => {
		const log = createMemoryLog();
		let isBroken = false;
		const breaking: Log = {
			...log,
			read: (...call) => (isBroken ? Promise.reject(new Error("gone")) : log.read(...call)),
		};
		const { seen, counts } = follower(breaking, undefined);
		await turns();
		isBroken = true;
		await append(log, 1);
		await turns();
		expect(seen).toEqual(["state@0", ".", "failed: gone"]);
		expect(counts.hubs).toBe(0);
	});

	it("[DR12] gives up where fresh states name cursors that the log does not know", async () => {
		const log = createMemoryLog();
		const { seen } = follower(log, undefined, {
			fresh: async () => ({ cursor: { epoch: "x", offset: 1 }, data: "" }),
		});
		await turns();
		expect(seen.slice(0, 3)).toEqual(["state@1", "epoch@1", "epoch@1"]);
		expect(seen[3]).toMatch(/^failed: fresh state of t keeps naming a cursor/);
	});

	it("[DR6] sees what its hub learned while its own read was on the way", async () => {
		const log = createMemoryLog();
		let reads = 0;
		const firstReadSlow: Log = {
			...log,
			async head(topic) {
				const head = await log.head(topic);
				await new Promise((resolve) => setTimeout(resolve, 5));
				return head;
			},
			async read(...call) {
				const isFirst = (reads += 1) === 1;
				const result = await log.read(...call);
				if (isFirst) await new Promise((resolve) => setTimeout(resolve, 20));
				return result;
			},
		};
		const { seen, following } = follower(firstReadSlow, await at(log, 0));
		await turns();
		await append(log, 1);
		await new Promise((resolve) => setTimeout(resolve, 40));
		expect(seen).toEqual(["1", "."]);
		following.stop();
	});

	it("[DR6] is not fooled by a wake while it reads, nor by a slow log", async () => {
		const log = createMemoryLog();
		const slow: Log = {
			...log,
			async read(...call) {
				const result = await log.read(...call);
				await new Promise((resolve) => setTimeout(resolve, 3));
				return result;
			},
		};
		const { seen, following } = follower(slow, await at(log, 0));
		for (let i = 0; i < 30; i++) {
			await append(log, 1);
			await new Promise((resolve) => setTimeout(resolve, i % 4));
		}
		await new Promise((resolve) => setTimeout(resolve, 30));
		expect(seen.filter((what) => what !== ".")).toEqual(Array.from({ length: 30 }, (_, i) => String(i + 1)));
		following.stop();
	});
});
