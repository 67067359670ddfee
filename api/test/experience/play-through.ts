import { chooseFaults, type FaultKind } from "../fault-proxy/fault-plan.js";
import { startFaultProxy } from "../fault-proxy/fault-proxy.js";
import { createCutCounts } from "../cuts/cut-counts.js";
import { lookUntil } from "../cuts/look-until.js";
import { seeded } from "../stand-in/walkers.js";
import { placesOf } from "./channel-ledger.js";
import { createCrew } from "./crew.js";
import { createPlayer, type Player } from "./player.js";

export interface PlayThroughOptions {
	/** Of the instances; each connection comes to another. */
	readonly ports: readonly number[];
	readonly seed: number;
	readonly users: readonly string[];
	readonly clientsPerUser: number;
	/** How connections are cut; none are where there is none. */
	readonly faults: readonly FaultKind[];
	/** Whether there has been enough of it, by the number of cuts and of actions done. */
	readonly isEnough: (cuts: number, actions: number) => boolean;
	/** For clients to be told everything, once nobody plays any more. */
	readonly restMilliseconds?: number;
}

export interface PlayThroughResult {
	readonly seed: number;
	readonly cuts: number;
	readonly byKind: Readonly<Record<string, number>>;
	readonly actions: number;
	readonly refusals: number;
	/** Updates that clients got, of both topics. */
	readonly told: number;
	readonly resets: number;
	readonly faults: readonly string[];
}

/** Between two actions of a player: a lively one's. */
const PAUSE_MILLISECONDS = 40;
const SILENCE_MILLISECONDS = 500;
/** At rest signs of life come every fifteen seconds; a connection that was left half open before brings none. */
const SILENCE_AT_REST_MILLISECONDS = 17_000;
const STALL_MILLISECONDS = 120;
const REST_MILLISECONDS = 30_000;

/** The offset of the shared topic's newest entry. */
async function sharedHead(api: ReturnType<typeof createCrew>["api"]): Promise<number> {
	const { cursor } = await api.world();
	const head = placesOf(cursor).user;
	if (!head) throw new Error(`${cursor} is no cursor`);
	return head.offset;
}

/**
 * Lets users play, each by several clients that are cut off in the meantime. Then everything must have been told to
 * each client once and in order: what its user did, by the ids of the actions, what others did, by their number, and
 * what came of it, by comparison with fresh state.
 */
export async function playThrough(options: PlayThroughOptions): Promise<PlayThroughResult> {
	const { ports, seed, users, clientsPerUser, isEnough, restMilliseconds = REST_MILLISECONDS } = options;
	const random = seeded(seed);
	const counts = createCutCounts();
	let isCutting = true;
	const anyPort = (): number => ports[Math.floor(random() * ports.length)]!;
	const proxy = await startFaultProxy({
		plan: () => ({
			target: anyPort(),
			...(isCutting &&
				options.faults.length > 0 && {
					faults: chooseFaults({ random, kinds: options.faults, stallMilliseconds: STALL_MILLISECONDS }),
				}),
		}),
		onFault: ({ kind }) => counts.add("player", kind),
	});
	const crew = createCrew({
		port: anyPort,
		silenceMilliseconds: () => (isCutting ? SILENCE_MILLISECONDS : SILENCE_AT_REST_MILLISECONDS),
	});
	const { api, faults } = crew;
	const { world } = await api.world();
	const before = await sharedHead(api);
	const players: Player[] = [];
	for (const [index, userId] of users.entries()) {
		const clients = [];
		for (let n = 0; n < clientsPerUser; n++) clients.push(await crew.add(userId, () => proxy.port));
		players.push(createPlayer({ clients, world, random, name: `p${index}-s${seed}` }));
	}
	const actions = (): number => players.reduce((sum, { done }) => sum + done.length, 0);
	const isOver = (): boolean => faults.length > 0 || isEnough(counts.total(), actions());

	await crew.stand();
	await Promise.all(
		players.map(async ({ play }) => {
			while (!isOver()) {
				await play();
				await new Promise((resolve) => setTimeout(resolve, random() * PAUSE_MILLISECONDS));
			}
		}),
	);
	isCutting = false;
	const after = await sharedHead(api);
	const all = players.reduce((sum, { shared }) => sum + shared(), 0);
	// A history begins with an entry that says how its messages are numbered.
	const founding = before === 0 && all > 0 ? 1 : 0;
	if (after - before - founding !== all) crew.fault(`${after - before} shared entries of ${all} actions`);

	/** What clients have not been told, or told too often. */
	const isMissing = (): readonly string[] =>
		players.flatMap(({ clients, done }) =>
			clients.flatMap(({ client, telling }, index) => {
				const told = telling.actions();
				const heard = telling.shared().length;
				const who = `client ${index} of ${client.userId}`;
				return [
					...(told.join() === done.join()
						? []
						: [`${who}: told of ${told.length} of ${done.length} actions`]),
					...(heard === all ? [] : [`${who}: told of ${heard} of ${all} shared changes`]),
				];
			}),
		);

	if (faults.length === 0) {
		await lookUntil(() => faults.length > 0 || isMissing().length === 0, restMilliseconds);
		isMissing().forEach(crew.fault);
		await crew.compare(restMilliseconds);
	}
	await crew.leave();
	await proxy.close();
	const ledgers = crew.clients.map(({ client }) => client.ledger);
	return {
		seed,
		cuts: counts.total(),
		byKind: counts.byKind(),
		actions: actions(),
		refusals: players.reduce((sum, { refusals }) => sum + refusals(), 0),
		told: ledgers.reduce((sum, { told, heard }) => sum + told + heard, 0),
		resets: ledgers.reduce((sum, { resets }) => sum + resets, 0),
		faults,
	};
}
