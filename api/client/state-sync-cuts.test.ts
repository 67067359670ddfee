import { describe, expect, it, vi } from "vitest";
import fc from "fast-check";
import { WebSocket } from "ws";
import { createHistory, dataOf, type History } from "../test/stand-in/history.js";
import { startCuttingProxy } from "../test/stand-in/cutting-proxy.js";
import { startProtocolServer } from "../test/stand-in/protocol-server.js";
import { anyWorld, following } from "../test/stand-in/random-world.js";
import type { WorldState } from "../src/worlds/world.js";
import { createStateSync } from "./state-sync.js";

/** Readers at a time: enough to fill two cores. */
const READERS = 24;
const SEED = 20_240_607;

/** One session of a few ticks between random worlds: the same for every cut. */
function session(): { readonly worlds: readonly WorldState[]; readonly begin: () => History } {
	const worlds = fc.sample(anyWorld, { seed: SEED, numRuns: 5 });
	return {
		worlds: worlds.slice(1),
		begin() {
			const history = createHistory();
			history.publish(worlds[0]!);
			return history;
		},
	};
}

const collections = ["entities", "npcs", "clusters"] as const;

interface Cut {
	/** Bytes after which the first stream is cut. */
	readonly after: number;
	/** What happens to the server's history meanwhile. */
	readonly meanwhile?: (history: History) => void;
}

/** Reads the session through one cut; returns the ticks told to listeners and the reader's counts. */
async function readThrough({ after, meanwhile }: Cut) {
	const { worlds, begin } = session();
	const history = begin();
	let streams = 0;
	const server = await startProtocolServer({
		history: () => history,
		cutAfter: () => ((streams += 1) === 1 ? after : undefined),
		intercept: (_, __, url) => {
			if (url.pathname === "/events" && streams === 1) meanwhile?.(history);
			return false;
		},
	});
	const sync = createStateSync({ baseUrl: server.url, world: "w", cast: "full", random: () => 0 });
	const ticks: number[] = [];
	sync.subscribe((change) => {
		// All ticks are there before the first byte of the stream, so that a cut can fall anywhere in them.
		if (change.kind === "state" && streams === 0) for (const world of worlds) history.publish(world, [EVENT]);
		if (change.kind === "tick")
			ticks.push(...(change.frame.changes.events ?? []).map(() => change.frame.tick));
	});
	try {
		sync.start();
		await vi.waitFor(
			() => {
				expect(sync.state().tick).toBe(history.tick());
				for (const name of collections) expect(sync.state()[name]).toEqual(history.world()[name]);
			},
			{ timeout: 15_000, interval: 2 },
		);
		return { ticks, counts: sync.counts(), streams };
	} finally {
		sync.close();
		await server.close();
	}
}

const EVENT = { type: "greeting", actor: "Zoë 🏮", at: 1 };

/** Bytes of the whole stream of the session. */
function streamLength(): number {
	const { worlds, begin } = session();
	const history = begin();
	const from = history.cursor();
	for (const world of worlds) history.publish(world, [EVENT]);
	const next = history.after(from, { cast: "full" });
	if ("reset" in next) throw new Error("the session has no stream");
	return next.entries.reduce(
		(sum, entry) => sum + Buffer.byteLength(`id: ${entry.id}\nevent: snapshot\ndata: ${dataOf(entry)}\n\n`),
		": hello\n\n".length,
	);
}

async function inBatches(offsets: readonly number[], run: (after: number) => Promise<void>): Promise<void> {
	for (let start = 0; start < offsets.length; start += READERS) {
		await Promise.all(offsets.slice(start, start + READERS).map(run));
	}
}

/** One byte in this many; with CUT_EVERY_BYTE set, every one. */
const STEP = process.env["CUT_EVERY_BYTE"] ? 1 : 5;

describe("a reader cut at any byte", () => {
	const length = streamLength();
	const offsets = Array.from({ length: Math.floor(length / STEP) }, (_, n) => 1 + n * STEP);

	it("[SS7] ends with the server's state and every event exactly once", async () => {
		await inBatches(offsets, async (after) => {
			const { ticks, counts, streams } = await readThrough({ after });
			expect({ after, ticks }).toEqual({ after, ticks: [2, 3, 4, 5] });
			// One where the cut came after the end.
			expect(streams).toBeLessThanOrEqual(2);
			expect(counts).toMatchObject({ ticks: 4, resets: 0, divergences: 0 });
		});
	}, 120_000);

	it("[SS7] ends with the server's state when it comes back with another history", async () => {
		const some = offsets.filter((_, n) => n % 10 === 0);
		await inBatches(some, async (after) => {
			const { ticks, counts } = await readThrough({ after, meanwhile: (history) => history.restart("e2") });
			expect(counts).toMatchObject({ resets: 1, divergences: 0 });
			expect(ticks).toEqual([2, 3, 4, 5].slice(0, ticks.length));
		});
	}, 60_000);

	it("[SS7] ends with the server's state when its cursor has expired meanwhile", async () => {
		const some = offsets.filter((_, n) => n % 10 === 5);
		await inBatches(some, async (after) => {
			const { counts } = await readThrough({ after, meanwhile: (history) => history.keep(0) });
			expect(counts.resets + counts.resumes).toBe(1);
			expect(counts.divergences).toBe(0);
		});
	}, 60_000);
});

/** The same through a socket, packed, in a proxy that cuts it after any byte, those of the handshake included. */
async function readSocketThrough(after: number) {
	const { worlds, begin } = session();
	const history = begin();
	const server = await startProtocolServer({ history: () => history });
	const proxy = await startCuttingProxy({ port: server.port, after, path: "/ws/world" });
	const sync = createStateSync({
		baseUrl: proxy.url,
		world: "w",
		cast: "limited",
		doors: ["socket"],
		WebSocket,
		random: () => 0,
	});
	const ticks: number[] = [];
	let isFirst = true;
	sync.subscribe((change) => {
		if (change.kind === "tick") ticks.push(change.frame.tick);
		if (change.kind === "state" && isFirst) {
			isFirst = false;
			for (const world of worlds) history.publish(following(history.world(), world));
		}
	});
	try {
		sync.start();
		await vi.waitFor(() => expect(sync.state().tick).toBe(history.tick()), { timeout: 15_000, interval: 2 });
		const places = ({ entities }: Pick<WorldState, "entities">) =>
			new Map([...entities].map(([id, { position }]) => [id, position && Math.fround(position.x)]));
		expect(places(sync.state() as WorldState)).toEqual(places(history.world()));
		const sockets = server.requests.filter((path) => path.startsWith("/ws/world")).length;
		return { ticks, counts: sync.counts(), sockets };
	} finally {
		sync.close();
		await proxy.close();
		await server.close();
	}
}

describe("a reader at a socket cut at any byte", () => {
	it("[SS7][SS20] ends with the server's state and every tick exactly once", async () => {
		const offsets = Array.from({ length: 1_600 / (5 * STEP) }, (_, n) => 1 + n * 5 * STEP);
		let cuts = 0;
		await inBatches(offsets, async (after) => {
			const { ticks, counts, sockets } = await readSocketThrough(after);
			expect({ after, ticks }).toEqual({ after, ticks: [2, 3, 4, 5] });
			expect(counts).toMatchObject({ ticks: 4, resets: 0, divergences: 0 });
			cuts += sockets - 1;
		});
		expect(cuts).toBeGreaterThan(offsets.length / 2);
	}, 120_000);
});
