import { startFaultProxy, type FaultProxy } from "../fault-proxy/fault-proxy.js";
import { seeded } from "../stand-in/walkers.js";
import { HOUR_SECONDS } from "./cut-off.js";
import { readerToken } from "./credentials.js";
import { lookUntil } from "./look-until.js";
import { createReader, nameOf, type ReaderKind } from "./reader-kinds.js";
import type { CutReader } from "./readers.js";
import { createStory, type Story } from "./story.js";

export interface ByteCutOptions {
	/** Of the service. */
	readonly port: number;
	readonly world: string;
	readonly seed: number;
	readonly kind: ReaderKind;
	/** One byte in so many is cut at. */
	readonly step: number;
}

export interface ByteCutResult {
	readonly reader: string;
	/** Bytes of the session that was recorded, heads of answers included. */
	readonly bytes: number;
	/** Sessions that were cut. */
	readonly cuts: number;
	readonly faults: readonly string[];
}

/** Ticks of a session, after its state. */
const TICKS = 3;

/** The choir and one who comes and goes: a session is a few thousand bytes. */
const MEMBERS = 4;

/** Readers at a time. */
const TOGETHER = 24;

const REST_MILLISECONDS = 20_000;

/** Numbers grow by a digit now and then; a session is the longest of so many. */
const RECORDED = 3;

/** The line of one session, which is cut once. */
interface Line {
	readonly proxy: FaultProxy;
	readonly hasCut: () => boolean;
}

/** A proxy that cuts after so many bytes, wherever they fall among the connections of a session. */
async function openLine(port: number, cutAfter: number): Promise<Line> {
	let hasCut = false;
	const proxy: FaultProxy = await startFaultProxy({
		plan: () => ({
			target: port,
			...(!hasCut &&
				cutAfter < Infinity && { faults: [{ kind: "close", afterBytes: cutAfter - proxy.forwarded() }] }),
		}),
		onFault: () => (hasCut = true),
	});
	return { proxy, hasCut: () => hasCut };
}

/**
 * Records a session (a state, and ticks that come while it is read), then reads sessions that are cut after each
 * byte of it, and go on. Every reader ends with the world as it is told, or there is a fault.
 */
export async function cutAtEveryByte(options: ByteCutOptions): Promise<ByteCutResult> {
	const { port, world, seed, kind, step } = options;
	const random = seeded(seed);
	const faults: string[] = [];
	const story = createStory({
		world,
		seed,
		members: MEMBERS,
		random,
		port: () => port,
		isWaiting: () => false,
	});
	let cuts = 0;

	function open({ proxy }: Line): CutReader {
		return createReader(kind, {
			name: nameOf(kind),
			port: proxy.port,
			world,
			towns: story.towns,
			token: () => readerToken(Math.floor(Date.now() / 1000) + HOUR_SECONDS),
			random,
			leaveAfter: () => Infinity,
			silenceMilliseconds: () => Infinity,
			onLeave: () => undefined,
			onRefused: () => faults.push("a token was refused"),
		});
	}

	/** Sessions at one time, cut after so many bytes each. Resolves with the bytes of the longest. */
	async function readTogether(cutAfter: readonly number[]): Promise<number> {
		const lines = await Promise.all(cutAfter.map((bytes) => openLine(port, bytes)));
		const readers = lines.map(open);
		const isFaulty = (): boolean => readers.some((reader) => reader.faults.length > 0);
		const areAt = (tick: number) => (): boolean =>
			isFaulty() || readers.every((reader) => reader.tick() === tick);
		for (const reader of readers) reader.start();
		await lookUntil(areAt(story.ticks()), REST_MILLISECONDS);
		for (let tick = 0; tick < TICKS; tick++) await story.tellOne();
		await lookUntil(areAt(story.ticks()), REST_MILLISECONDS);
		await Promise.all(readers.map((reader) => reader.stop()));
		readers.forEach((reader, index) => {
			if (reader.tick() !== story.ticks()) {
				faults.push(`cut after ${cutAfter[index]}: at rest at ${reader.tick()} of ${story.ticks()}`);
			}
			if (reader.resets() > 0) faults.push(`cut after ${cutAfter[index]}: was reset`);
			faults.push(...reader.faults.map((fault) => `cut after ${cutAfter[index]}: ${fault}`));
		});
		cuts += lines.filter((line) => line.hasCut()).length;
		await Promise.all(lines.map(({ proxy }) => proxy.close()));
		return Math.max(...lines.map(({ proxy }) => proxy.forwarded()));
	}

	await beginStory(story);
	const bytes = await readTogether(Array.from({ length: RECORDED }, () => Infinity));
	const offsets = Array.from({ length: Math.floor(bytes / step) }, (_, index) => 1 + index * step);
	for (let first = 0; first < offsets.length && faults.length === 0; first += TOGETHER) {
		await readTogether(offsets.slice(first, first + TOGETHER));
	}
	return { reader: nameOf(kind), bytes, cuts, faults: [...faults, ...story.faults()] };
}

/** Both towns have been told of. */
async function beginStory(story: Story): Promise<void> {
	for (let payload = 0; payload < 5; payload++) await story.tellOne();
}
