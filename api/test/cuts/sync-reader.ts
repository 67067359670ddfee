import { systemClock } from "../../client/clock.js";
import { WebSocket } from "ws";
import { createStateSync, type Cast, type Clock, type SyncedWorld } from "../../client/index.js";
import type { Door } from "../../client/door-choice.js";
import { createWorldCheck, type SeenMember } from "./check-world.js";
import type { CutReader } from "./readers.js";
import type { Town } from "./town.js";

export interface SyncReaderOptions {
	readonly name: string;
	readonly port: number;
	readonly world: string;
	readonly cast: Cast;
	readonly door: Door;
	readonly packed: boolean;
	readonly token: () => Promise<string>;
	readonly towns: readonly Town[];
	readonly random: () => number;
	readonly onRefused: () => void;
	readonly mayLoseHistory?: boolean;
}

/** The client's own patience is for the world outside: here its back-off of seconds and silences of a minute pass as fast. */
const HASTE = 50;

const hasty: Clock = {
	now: () => systemClock.now() * HASTE,
	after: (ms, run) => systemClock.after(ms / HASTE, run),
};

/** A reader that uses StateSync, and looks at its copy after every change. */
export function createSyncReader(options: SyncReaderOptions): CutReader {
	const { name, port, world, cast, door, packed, token, towns, random, mayLoseHistory = false } = options;
	const check = createWorldCheck(towns);
	const faults: string[] = [];
	const returns: number[] = [];
	let lostAt: number | undefined;
	let given: string | undefined;

	function look(synced: SyncedWorld): void {
		const { seqs, fault } = check(membersOf(synced));
		if (fault !== undefined) faults.push(`at tick ${synced.tick}: ${fault}`);
		const payloads = seqs.reduce((sum, seq) => sum + seq, 0);
		if (!mayLoseHistory && payloads !== synced.tick) {
			faults.push(`at tick ${synced.tick}: the copy holds ${payloads} payloads`);
		}
	}

	const sync = createStateSync({
		baseUrl: `http://127.0.0.1:${port}`,
		world,
		cast,
		doors: [door],
		WebSocket,
		packed,
		random,
		clock: hasty,
		token: () => given,
		async onUnauthorised() {
			options.onRefused();
			given = await token();
			return given;
		},
		onListenerError: (error) => faults.push(String(error)),
	});
	let tick = -1;
	let folds = 0;
	const unsubscribe = sync.subscribe((change) => {
		if (change.kind === "status") {
			if (change.status === "behind") lostAt ??= performance.now();
			return;
		}
		if (lostAt !== undefined) returns.push(performance.now() - lostAt);
		lostAt = undefined;
		if (change.kind === "tick" && change.world.tick <= tick)
			faults.push(`tick ${change.world.tick} after ${tick}`);
		if (change.kind === "tick" && change.world.tick > tick + 1) folds += 1;
		tick = change.world.tick;
		look(change.world);
	});
	let starting: Promise<void> | undefined;

	async function start(): Promise<void> {
		given = await token();
		sync.start();
	}

	return {
		name,
		faults,
		tick: () => tick,
		resets: () => sync.counts().resets,
		folds: () => folds,
		where: () => `${sync.status()} (${sync.reason()}), ${JSON.stringify(sync.counts())}`,
		silences: () => 0,
		returns,
		start: () => void (starting ??= start()),
		async stop() {
			await starting;
			if (sync.counts().divergences > 0) faults.push(`${sync.counts().divergences} divergences`);
			if (sync.counts().duplicates > 0) faults.push(`${sync.counts().duplicates} duplicates`);
			unsubscribe();
			sync.close();
		},
	};
}

function membersOf({ entities, npcs }: SyncedWorld): ReadonlyMap<string, SeenMember> {
	return new Map(
		[...entities.values()].map((entity) => {
			const mood = npcs.get(entity.id)?.mood;
			return [
				entity.id,
				{
					id: entity.id,
					type: entity.type,
					...(entity.position && { position: entity.position }),
					...(mood !== undefined && { mood }),
				},
			];
		}),
	);
}
