import { seeded } from "../stand-in/walkers.js";
import { startFaultProxy } from "../fault-proxy/fault-proxy.js";
import { HOUR_SECONDS } from "./cut-off.js";
import { readerToken } from "./credentials.js";
import type { Fleet } from "./fleet.js";
import { lookUntil } from "./look-until.js";
import { createReader, nameOf, type ReaderKind } from "./reader-kinds.js";
import type { CutReader } from "./readers.js";
import { createStory } from "./story.js";

export interface TakeoverOptions {
	readonly fleet: Fleet;
	readonly seed: number;
	readonly world: string;
	/** Kills of the instance that wrote last, one after the other. */
	readonly kills: number;
	/** So many of each kind. */
	readonly readers: readonly ReaderKind[];
}

export interface TakeoverResult {
	readonly kills: number;
	readonly ticks: number;
	/** Milliseconds from each reader's cut to its first event or heartbeat at another instance. */
	readonly returns: readonly number[];
	/** Milliseconds from each kill to the next payload acknowledged. */
	readonly takeovers: readonly number[];
	readonly faults: readonly string[];
}

const MEMBERS = 9;

/** Under load before each kill. */
const LOAD_MILLISECONDS = 300;

/** For everybody to go on after a kill. */
const GO_ON_MILLISECONDS = 10_000;

/**
 * Kills the instance that wrote last, under load, over and over: writers go on at another at once, and readers are
 * led to one that runs, as by a balancer that has noticed.
 */
export async function runTakeovers(options: TakeoverOptions): Promise<TakeoverResult> {
	const { fleet, seed, world, kills } = options;
	const random = seeded(seed);
	const takeovers: number[] = [];
	const late: string[] = [];
	let writer = fleet.ports[0]!;

	const running = (): number => {
		const ports = fleet.running();
		return ports[Math.floor(random() * ports.length)] ?? fleet.ports[0]!;
	};
	const story = createStory({
		world,
		seed,
		members: MEMBERS,
		random,
		// Everybody writes at one instance for a while, so that it is known who wrote last.
		port: () => (fleet.running().includes(writer) ? writer : (writer = running())),
		isWaiting: () => false,
	});
	const proxies = await Promise.all(
		options.readers.map(() => startFaultProxy({ plan: () => ({ target: running() }) })),
	);
	const readers: readonly CutReader[] = options.readers.map((kind, index) =>
		createReader(kind, {
			name: nameOf(kind),
			port: proxies[index]!.port,
			world,
			towns: story.towns,
			token: () => readerToken(Math.floor(Date.now() / 1000) + HOUR_SECONDS),
			random: seeded(seed * 1000 + index),
			leaveAfter: () => Infinity,
			silenceMilliseconds: () => Infinity,
			onLeave: () => undefined,
			onRefused: () => undefined,
		}),
	);
	const faults = (): readonly string[] => [
		...readers.flatMap((reader) => reader.faults.map((fault) => `${reader.name}: ${fault}`)),
		...story.faults(),
		...late,
	];
	const areAt = (tick: number) => (): boolean =>
		faults().length > 0 || readers.every((reader) => reader.tick() >= tick);

	story.start();
	for (const reader of readers) reader.start();
	await lookUntil(areAt(1), GO_ON_MILLISECONDS);
	for (let kill = 0; kill < kills && faults().length === 0; kill++) {
		await new Promise((resolve) => setTimeout(resolve, LOAD_MILLISECONDS * (0.5 + random())));
		const victim = fleet.instances.find(({ port }) => port === writer)!;
		const held = story.ticks();
		const begin = performance.now();
		await victim.kill();
		if (!(await lookUntil(() => story.ticks() > held + 1, GO_ON_MILLISECONDS)))
			late.push("no instance took over");
		takeovers.push(performance.now() - begin);
		if (!(await lookUntil(areAt(story.ticks()), GO_ON_MILLISECONDS))) late.push("not all readers went on");
		await victim.start();
	}
	await story.stop();
	const end = story.ticks();
	await lookUntil(areAt(end), GO_ON_MILLISECONDS);
	for (const reader of readers) {
		if (reader.tick() !== end)
			late.push(`${reader.name}: came to rest at tick ${reader.tick()} of ${end}, ${reader.where()}`);
	}
	await Promise.all(readers.map((reader) => reader.stop()));
	await Promise.all(proxies.map((proxy) => proxy.close()));
	return {
		kills,
		ticks: end,
		returns: readers.flatMap(({ returns }) => returns),
		takeovers,
		faults: faults(),
	};
}
