import { seeded } from "../stand-in/walkers.js";
import type { FaultKind } from "../fault-proxy/fault-plan.js";
import { createCutCounts } from "./cut-counts.js";
import { createCutOff, HOUR_SECONDS, type CutOff } from "./cut-off.js";
import { lookUntil } from "./look-until.js";
import { EVERY_KIND, nameOf, type ReaderKind } from "./reader-kinds.js";
import { createStory } from "./story.js";

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
	/** Of all choices: the same seed makes the same ones, in the order in which they are asked for. */
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
	/** Longest time in which a reader that does not keep up takes nothing. */
	readonly stallMilliseconds?: number;
	/** A connection that brings nothing for so long is given up while there are cuts. */
	readonly silenceMilliseconds?: number;
	/** For readers to come to rest once nobody writes or cuts any more. */
	readonly restMilliseconds?: number;
}

export interface CutRunResult {
	readonly seed: number;
	readonly cuts: number;
	readonly byKind: Readonly<Record<string, number>>;
	readonly byReader: Readonly<Record<string, number>>;
	readonly ticks: number;
	readonly resets: number;
	/** Frames that stood for more than one tick. */
	readonly folds: number;
	/** Everything that was not as it must be. */
	readonly faults: readonly string[];
}

/** Few, so that state and ticks are a few hundred bytes. */
const MEMBERS = 9;

/** Hardly seen by a person. */
const STALL_MILLISECONDS = 120;

/** Ticks that the story may be ahead of the foremost reader: without a bound every cut is of the same long backlog. */
const LEAD_TICKS = 60;

/** A busy machine's. */
const REST_MILLISECONDS = 20_000;

/** Writers hardly ever rest for as long. */
const SILENCE_MILLISECONDS = 400;

/** Told when there are no more cuts and connections of before have been given up: they must come by themselves. */
const CALM_TICKS = 6;

/** Turns in which a reader arrives just as one tick is told, with none to follow, and milliseconds between the two. */
const ARRIVALS = 6;
const ARRIVAL_MILLISECONDS = 20;

/**
 * Cuts readers off in every way given while game servers write; then lets all come to rest, and compares. At last
 * readers arrive one by one around a tick that no other follows.
 */
export async function runCuts(options: CutRunOptions): Promise<CutRunResult> {
	const { backend, seed, world, killEvery = Infinity, tokenSeconds = HOUR_SECONDS } = options;
	const { restMilliseconds = REST_MILLISECONDS, silenceMilliseconds = SILENCE_MILLISECONDS } = options;
	const { ports } = backend;
	const random = seeded(seed);
	const counts = createCutCounts();
	const crew: CutOff[] = [];
	const late: string[] = [];
	let isCutting = true;

	const story = createStory({
		world,
		seed,
		members: options.members ?? MEMBERS,
		random,
		port: () => ports[Math.floor(random() * ports.length)]!,
		isWaiting: () => story.ticks() > Math.max(0, ...crew.map(({ reader }) => reader.tick())) + LEAD_TICKS,
	});
	const faults = (): readonly string[] => [
		...crew.flatMap(({ reader }) => reader.faults.map((fault) => `${reader.name}: ${fault}`)),
		...story.faults(),
		...backend.complaints(),
		...late,
	];
	const isFaulty = (): boolean => faults().length > 0;

	async function recruit(kind: ReaderKind): Promise<CutOff> {
		const member = await createCutOff({
			kind,
			world,
			towns: story.towns,
			ports,
			random: seeded(seed * 1000 + crew.length),
			isCutting: () => isCutting,
			faults: options.faults,
			tokenSeconds,
			silenceMilliseconds,
			stallMilliseconds: options.stallMilliseconds ?? STALL_MILLISECONDS,
			counts,
		});
		crew.push(member);
		return member;
	}

	async function killInTurn(): Promise<void> {
		for (let next = killEvery; next < options.cuts && !isFaulty(); next += killEvery) {
			await lookUntil(() => counts.total() >= next || isFaulty());
			for (const { reader } of crew) counts.add(reader.name, "killed");
			await backend.restart?.(Math.floor(random() * ports.length));
		}
	}

	/** Waits until all are where the story ends, and notes who is not. */
	async function comeToRest(some: readonly CutOff[]): Promise<void> {
		const end = story.ticks();
		await lookUntil(() => isFaulty() || some.every(({ reader }) => reader.tick() === end), restMilliseconds);
		if (isFaulty()) return;
		for (const { reader } of some) {
			if (reader.tick() !== end)
				late.push(`${reader.name}: came to rest at tick ${reader.tick()} of ${end}, ${reader.where()}`);
		}
	}

	async function arrive(kind: ReaderKind): Promise<void> {
		const one = await recruit(kind);
		one.reader.start();
		await lookUntil(() => isFaulty() || one.reader.tick() >= 0, restMilliseconds);
		await new Promise((resolve) => setTimeout(resolve, random() * ARRIVAL_MILLISECONDS));
		await story.tellOne();
		await comeToRest([one]);
		await one.stop();
	}

	for (const kind of options.readers) await recruit(kind);
	const readers = [...crew];
	story.start();
	for (const { reader } of readers) reader.start();
	await Promise.all([lookUntil(() => counts.total() >= options.cuts || isFaulty()), killInTurn()]);
	isCutting = false;
	if (!isFaulty()) await new Promise((resolve) => setTimeout(resolve, 2 * silenceMilliseconds));
	const calm = story.ticks();
	await lookUntil(() => story.ticks() >= calm + CALM_TICKS || isFaulty());
	await story.stop();
	await comeToRest(readers);
	await Promise.all(readers.map((member) => member.stop()));
	for (let turn = 0; turn < ARRIVALS && !isFaulty(); turn++) {
		await arrive(options.readers[turn % options.readers.length]!);
	}
	return {
		seed,
		cuts: counts.total(),
		byKind: counts.byKind(),
		byReader: counts.byReader(),
		ticks: story.ticks(),
		resets: crew.reduce((sum, { reader }) => sum + reader.resets(), 0),
		folds: crew.reduce((sum, { reader }) => sum + reader.folds(), 0),
		faults: faults(),
	};
}

/** Every kind of reader and of fault; those that cost the reader a wait are rarer. */
export const EVERY_CUT: Pick<CutRunOptions, "world" | "readers" | "faults"> = {
	world: "town",
	readers: EVERY_KIND,
	faults: ["close", "close", "reset", "reset", "half_open", "stall"],
};

/** The names of readers of these kinds, as results count them. */
export function namesOf(kinds: readonly ReaderKind[]): readonly string[] {
	return [...new Set(kinds.map(nameOf))];
}
