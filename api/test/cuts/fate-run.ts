import { seeded } from "../stand-in/walkers.js";
import { startFaultProxy } from "../fault-proxy/fault-proxy.js";
import { API_KEY, readerToken } from "./credentials.js";
import { BLOWS, type BlowName, type Struck } from "./blows.js";
import { HOUR_SECONDS } from "./cut-off.js";
import { lookUntil } from "./look-until.js";
import { createReader, nameOf, type ReaderKind } from "./reader-kinds.js";
import { createStory } from "./story.js";

export interface FateOptions extends Omit<Struck, "random"> {
	readonly seed: number;
	readonly world: string;
	readonly blows: number;
	/** To choose from; one that is named twice is twice as likely. */
	readonly kinds: readonly BlowName[];
	readonly readers: readonly ReaderKind[];
	/** Whether a history may be lost: ticks are then no longer as many as payloads, and resets are in order. */
	readonly mayLoseHistory: boolean;
}

export interface FateResult {
	readonly seed: number;
	readonly blows: number;
	readonly byKind: Readonly<Record<string, number>>;
	readonly ticks: number;
	readonly resets: number;
	readonly faults: readonly string[];
}

const MEMBERS = 9;

/** Between two blows. */
const PEACE_MILLISECONDS = 400;

/** A reader gives up a connection that brings nothing for so long: longer than writers wait for a Redis that comes back. */
const SILENCE_MILLISECONDS = 4000;

const ASK_AGAIN_MILLISECONDS = 100;

/** For everybody to go on after the last blow. */
const GO_ON_MILLISECONDS = 30_000;
const CALM_TICKS = 10;

/** Payloads that both towns are told of in full again, for states that went back to be whole. */
const SETTLING_TICKS = 60;

/**
 * Strikes instances, Redis and NATS at random while game servers write and readers follow, each at any instance that
 * runs. Afterwards everybody must agree: readers, and every instance asked by itself.
 */
export async function runFates(options: FateOptions): Promise<FateResult> {
	const { fleet, redis, nats, seed, world, kinds, mayLoseHistory } = options;
	const random = seeded(seed);
	const byKind: Record<string, number> = {};
	const late: string[] = [];
	const running = (): number => {
		const ports = fleet.running();
		return ports[Math.floor(random() * ports.length)] ?? fleet.ports[0]!;
	};
	const story = createStory({ world, seed, members: MEMBERS, random, port: running, isWaiting: () => false });
	const proxies = await Promise.all(
		options.readers.map(() => startFaultProxy({ plan: () => ({ target: running() }) })),
	);
	const token = (): Promise<string> => readerToken(Math.floor(Date.now() / 1000) + HOUR_SECONDS);
	const readers = options.readers.map((kind, index) =>
		createReader(kind, {
			name: nameOf(kind),
			port: proxies[index]!.port,
			world,
			towns: story.towns,
			token,
			random: seeded(seed * 1000 + index),
			leaveAfter: () => Infinity,
			silenceMilliseconds: () => SILENCE_MILLISECONDS,
			onLeave: () => undefined,
			onRefused: () => late.push(`${nameOf(kind)}: its token was refused`),
			mayLoseHistory,
		}),
	);
	const faults = (): readonly string[] => [
		...readers.flatMap((reader) => reader.faults.map((fault) => `${reader.name}: ${fault}`)),
		...story.faults(),
		...late,
		...(fleet.deaths() > 0 ? ["an instance ended by itself", ...fleet.complaints().slice(-5)] : []),
	];
	const isFaulty = (): boolean => faults().length > 0;

	async function askTick(port: number): Promise<number> {
		const response = await fetch(`http://127.0.0.1:${port}/world/init?world=${world}`, {
			headers: { "x-api-key": API_KEY },
			signal: AbortSignal.timeout(GO_ON_MILLISECONDS),
		});
		return ((await response.json()) as { readonly currentTick: number }).currentTick;
	}

	story.start();
	for (const reader of readers) reader.start();
	await lookUntil(() => isFaulty() || readers.every((reader) => reader.tick() > 0), GO_ON_MILLISECONDS);
	for (let blow = 0; blow < options.blows && !isFaulty(); blow++) {
		await new Promise((resolve) => setTimeout(resolve, random() * PEACE_MILLISECONDS));
		const kind = kinds[Math.floor(random() * kinds.length)]!;
		byKind[kind] = (byKind[kind] ?? 0) + 1;
		await BLOWS[kind]({ fleet, redis, nats, random });
	}
	const calm = story.ticks();
	const more = mayLoseHistory ? SETTLING_TICKS : CALM_TICKS;
	if (!(await lookUntil(() => isFaulty() || story.ticks() >= calm + more, GO_ON_MILLISECONDS))) {
		late.push(`after the last blow only ${story.ticks() - calm} payloads were taken`);
	}
	await story.stop();
	if (isFaulty()) late.push(...fleet.complaints().slice(-5));
	const askAll = (): Promise<readonly number[]> => Promise.all(fleet.ports.map(askTick));
	let ticks = await askAll();
	// Who has not reached Redis again yet, after a blow to it, shows what was: others may have taken all that came since.
	for (const end = Date.now() + GO_ON_MILLISECONDS; new Set(ticks).size > 1 && Date.now() < end;) {
		await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MILLISECONDS));
		ticks = await askAll();
	}
	const [tick = -1] = ticks;
	if (new Set(ticks).size > 1) late.push(`instances stand at ticks ${ticks.join(", ")}`);
	if (!mayLoseHistory && tick !== story.ticks()) late.push(`${story.ticks()} payloads became ${tick} ticks`);
	await lookUntil(() => isFaulty() || readers.every((reader) => reader.tick() === tick), GO_ON_MILLISECONDS);
	for (const reader of readers) {
		if (reader.tick() !== tick)
			late.push(`${reader.name}: came to rest at tick ${reader.tick()} of ${tick}, ${reader.where()}`);
	}
	await Promise.all(readers.map((reader) => reader.stop()));
	await Promise.all(proxies.map((proxy) => proxy.close()));
	return {
		seed,
		blows: options.blows,
		byKind,
		ticks: tick,
		resets: readers.reduce((sum, reader) => sum + reader.resets(), 0),
		faults: faults(),
	};
}
