import { seeded } from "../stand-in/walkers.js";
import { chooseFaults, type FaultKind } from "../fault-proxy/fault-plan.js";
import { startFaultProxy, type FaultProxy } from "../fault-proxy/fault-proxy.js";
import { API_KEY, readerToken } from "./credentials.js";
import { createCutCounts } from "./cut-counts.js";
import { createGameServer } from "./game-server.js";
import { createReader, type ReaderKind } from "./reader-kinds.js";
import type { CutReader } from "./readers.js";
import type { Town } from "./town.js";

/** What readers and game servers of a run talk to. */
export interface Backend {
	/** Ports of the instances; the same for the whole run. */
	readonly ports: readonly number[];
	/** Kills an instance and starts it again; resolves when it answers. */
	readonly restart?: (instance: number) => Promise<void>;
	/** What instances complained of that none of the cuts explains. */
	readonly complaints: () => readonly string[];
}

export interface CutRunOptions {
	readonly backend: Backend;
	/** Of all choices; the same seed makes the same choices, in the order in which they are asked for. */
	readonly seed: number;
	readonly world: string;
	/** Ends once there have been so many cuts. */
	readonly cuts: number;
	readonly readers: readonly ReaderKind[];
	readonly faults: readonly FaultKind[];
	/** An instance is killed and started again each time that so many cuts have gone by. */
	readonly killEvery?: number;
	/** Tokens last so long; without it, as long as the run. */
	readonly tokenSeconds?: number;
	/** Members of each town; many make ticks large. */
	readonly members?: number;
}

export interface CutRunResult {
	readonly seed: number;
	readonly cuts: number;
	readonly byKind: Readonly<Record<string, number>>;
	readonly byReader: Readonly<Record<string, number>>;
	/** Payloads acknowledged, each of them a tick. */
	readonly ticks: number;
	readonly resets: number;
	/** Milliseconds from each cut to the first event after it. */
	readonly returns: readonly number[];
	/** Everything that was not as it must be. */
	readonly faults: readonly string[];
}

const GAME_SERVERS = 2;

/** Ticks that game servers may be ahead of the foremost reader: without a bound every cut is of the same long backlog. */
const LEAD_TICKS = 60;

const PAUSE_MILLISECONDS = 25;

const STALL_MILLISECONDS = 120;

/** Share of connections that a bare reader may leave by itself, if nothing else cuts it before, and the bytes within. */
const LEAVES = 0.4;
const LEAVES_WITHIN_BYTES = 2000;

/** For readers to come to rest once nobody writes or cuts any more. */
const REST_MILLISECONDS = 20_000;

const LOOK_MILLISECONDS = 10;

const HOUR_SECONDS = 3600;

/** Cuts readers off in every way given while game servers write; then lets all come to rest, and compares. */
export async function runCuts(options: CutRunOptions): Promise<CutRunResult> {
	const { backend, seed, world, killEvery = Infinity, tokenSeconds = HOUR_SECONDS, members = 9 } = options;
	const { ports } = backend;
	const random = seeded(seed);
	const counts = createCutCounts();
	const readers: CutReader[] = [];
	const proxies: FaultProxy[] = [];
	let isCutting = true;

	const towns: Town[] = Array.from({ length: GAME_SERVERS }, (_, index) => ({
		source: `s${index + 1}`,
		seed: seed + index,
		members,
	}));
	const gameServers = towns.map((town) =>
		createGameServer({
			town,
			world,
			apiKey: API_KEY,
			port: () => ports[Math.floor(random() * ports.length)]!,
			random,
			pauseMilliseconds: PAUSE_MILLISECONDS,
			isWaiting: () => ticks() > Math.max(0, ...readers.map((reader) => reader.tick())) + LEAD_TICKS,
		}),
	);
	const ticks = (): number => gameServers.reduce((sum, { acknowledged }) => sum + acknowledged(), 0);
	const faults = (): readonly string[] => [
		...readers.flatMap((reader) => reader.faults.map((fault) => `${reader.name}: ${fault}`)),
		...gameServers.flatMap((server) => server.faults),
		...backend.complaints(),
	];

	for (const [index, kind] of options.readers.entries()) {
		const choice = seeded(seed * 1000 + index);
		const name = `${kind.door} ${kind.cast}${kind.packed === true ? " packed" : ""} ${kind.by}`;
		let instance = 0;
		const proxy = await startFaultProxy({
			plan() {
				const before = instance;
				instance = Math.floor(choice() * ports.length);
				if (instance !== before) counts.add(name, "switch");
				const faults = chooseFaults({
					random: choice,
					kinds: options.faults,
					stallMilliseconds: STALL_MILLISECONDS,
				});
				return { target: ports[instance]!, ...(isCutting && { faults }) };
			},
			onFault: (fault) => counts.add(name, fault.kind),
		});
		proxies.push(proxy);
		readers.push(
			createReader(kind, {
				name,
				port: proxy.port,
				world,
				towns,
				token: () => readerToken(Math.floor(Date.now() / 1000) + (isCutting ? tokenSeconds : HOUR_SECONDS)),
				random: choice,
				leaveAfter: () =>
					isCutting && choice() < LEAVES ? 1 + Math.floor(choice() * LEAVES_WITHIN_BYTES) : Infinity,
				onLeave: () => counts.add(name, "left"),
				onRefused: () => counts.add(name, "expired"),
			}),
		);
	}

	async function lookUntil(isOver: () => boolean, milliseconds = Infinity): Promise<boolean> {
		const deadline = performance.now() + milliseconds;
		while (!isOver() && faults().length === 0 && performance.now() < deadline) {
			await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
		}
		return isOver();
	}

	async function killInTurn(): Promise<void> {
		for (let next = killEvery; next < options.cuts; next += killEvery) {
			await lookUntil(() => counts.total() >= next);
			if (faults().length > 0) return;
			for (const { name } of readers) counts.add(name, "killed");
			await backend.restart?.(Math.floor(random() * ports.length));
		}
	}

	for (const runner of [...gameServers, ...readers]) runner.start();
	await Promise.all([lookUntil(() => counts.total() >= options.cuts), killInTurn()]);
	isCutting = false;
	await Promise.all(gameServers.map((server) => server.stop()));
	const end = ticks();
	const late: string[] = [];
	if (!(await lookUntil(() => readers.every((reader) => reader.tick() === end), REST_MILLISECONDS))) {
		for (const reader of readers) {
			if (reader.tick() !== end) late.push(`${reader.name}: came to rest at tick ${reader.tick()} of ${end}`);
		}
	}
	await Promise.all(readers.map((reader) => reader.stop()));
	await Promise.all(proxies.map((proxy) => proxy.close()));
	return {
		seed,
		cuts: counts.total(),
		byKind: counts.byKind(),
		byReader: counts.byReader(),
		ticks: end,
		resets: readers.reduce((sum, reader) => sum + reader.resets(), 0),
		returns: readers.flatMap(({ returns }) => returns),
		faults: [...faults(), ...late],
	};
}
