import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SnapshotWire } from "../../../game/src/shared/wire/index.js";
import { createRandom } from "../doors/testing/random.js";
import { Refusal } from "../http/refusal.js";
import { createFatefulLog, type Fate, type FatefulLog } from "../log/testing/fateful-log.js";
import type { Log } from "../log/log.js";
import { ModelSender, steps, type Step } from "../snapshots/model-sender.js";
import { canonical, countingIds } from "../snapshots/test-payloads.js";
import { parseEntry, worldTopic } from "./restore-world.js";
import { WORLD, remembered, stateOf, testWorlds } from "./test-worlds.js";
import type { WorldEntry, WorldMemory } from "./world-memory.js";
import { createWorlds, type Worlds } from "./worlds.js";

const TOPIC = worldTopic(WORLD);

/** Tries of one payload: a fate that lasts longer than this is no accident. */
const MAX_TRIES = 100;

function instance(log: Log, checkpointEvery: number): Worlds {
	return createWorlds({
		log,
		now: () => 1_000,
		newId: countingIds(),
		report: () => undefined,
		checkpointEvery,
	});
}

const memoryOf = async (worlds: Worlds) => (await worlds.open(WORLD)).memory as Readonly<WorldMemory>;

/** Everything that the log holds of the world. */
async function history(log: Log): Promise<WorldEntry[]> {
	const read = await log.read(TOPIC, { ...(await log.head(TOPIC)), offset: 0 }, 100_000);
	if (!read.ok) throw new Error(`the history is not whole: ${read.reason}`);
	return read.entries.map(({ data }) => parseEntry(data));
}

const placeOf = ({ serverId, epoch, seq }: Pick<SnapshotWire, "serverId" | "epoch" | "seq">) =>
	`${serverId} ${epoch} ${seq}`;

interface Round {
	readonly happened: readonly Step[];
	readonly kind: "full" | "delta" | "cluster_update";
	readonly repeats: boolean;
}

/** A game server that sends each payload to whichever instance it meets, until one has taken it. */
async function play(
	serverId: string,
	rounds: readonly Round[],
	{ instances, random }: { instances: readonly Worlds[]; random: () => number },
): Promise<SnapshotWire[]> {
	const sender = new ModelSender(serverId);
	const taken: SnapshotWire[] = [];
	const anyone = () => instances[Math.floor(random() * instances.length)]!;

	const send = async (body: SnapshotWire): Promise<void> => {
		for (let tries = 0; tries < MAX_TRIES; tries += 1) {
			try {
				await anyone().ingest(WORLD, canonical(body));
				return void taken.push(body);
			} catch (error) {
				// Whoever is asked knows what the others took: none asks for a full snapshot.
				if (!(error instanceof Refusal) || error.code !== "unavailable") throw error;
			}
		}
		throw new Error("nobody takes it");
	};

	for (const [index, { happened, kind, repeats }] of rounds.entries()) {
		for (const step of happened) sender.step(step);
		await send(index === 0 || kind === "full" ? sender.full() : sender.delta(kind));
		if (!repeats) continue;
		const again = canonical(taken[Math.floor(random() * taken.length)]);
		const answer = await anyone()
			.ingest(WORLD, again)
			.catch(() => undefined);
		expect(answer?.duplicate ?? true).toBe(true);
	}
	return taken;
}

const round = fc.record({
	happened: fc.array(steps, { maxLength: 3 }),
	kind: fc.constantFrom("delta", "full", "cluster_update"),
	repeats: fc.boolean(),
});
const rounds = fc.array(round, { minLength: 1, maxLength: 10 });

/** What befalls the log of one instance. */
function fates(random: () => number, trouble: number) {
	const append = (): Fate => {
		if (random() >= trouble) return "held";
		return random() < 0.5 ? "unheard" : "lost";
	};
	return { append, turns: () => Math.floor(random() * 3) };
}

function instances(log: FatefulLog, count: number, random: () => number) {
	return Array.from({ length: count }, (_, index) =>
		instance(log.view(fates(random, 0.2)), [3, 7, 100][index % 3]!),
	);
}

describe("worlds that several instances write", () => {
	it("[WD15] [WD16] are the same on all of them, and hold each acknowledged payload once, in the order of the log", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(rounds, { minLength: 1, maxLength: 3 }),
				fc.integer({ min: 2, max: 3 }),
				fc.integer(),
				async (servers, count, seed) => {
					const random = createRandom(seed);
					const log = createFatefulLog();
					const all = instances(log, count, random);
					const taken = await Promise.all(
						servers.map((told, index) => play(`s${index}`, told, { instances: all, random })),
					);

					const entries = await history(log.view());
					expect(entries.map(({ tick }) => tick)).toEqual(entries.map((_, index) => index + 1));
					const held = entries.flatMap(({ source }) => (source ? [placeOf(source)] : []));
					expect(new Set(held).size).toBe(held.length);
					expect(held.toSorted()).toEqual(taken.flat().map(placeOf).toSorted());

					const [first, ...others] = await Promise.all(all.map(memoryOf));
					for (const other of others) expect(remembered(other)).toEqual(remembered(first!));
					const newcomer = instance(log.view(), 100);
					expect(remembered(await memoryOf(newcomer))).toEqual(remembered(first!));

					const alone = testWorlds();
					const bodies = new Map(taken.flat().map((body) => [placeOf(body), body]));
					for (const place of held) await alone.ingest(bodies.get(place));
					expect(stateOf(await alone.memory())).toEqual(stateOf(first!));
					for (const worlds of [...all, newcomer]) await worlds.close();
				},
			),
			{ numRuns: 60 },
		);
	});
});
