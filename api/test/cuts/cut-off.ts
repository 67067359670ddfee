import { chooseFaults, type FaultKind } from "../fault-proxy/fault-plan.js";
import { startFaultProxy } from "../fault-proxy/fault-proxy.js";
import { readerToken } from "./credentials.js";
import type { CutCounts } from "./cut-counts.js";
import { createReader, nameOf, type ReaderKind } from "./reader-kinds.js";
import type { CutReader } from "./readers.js";
import type { Town } from "./town.js";

export interface CutOffOptions {
	readonly kind: ReaderKind;
	readonly world: string;
	readonly towns: readonly Town[];
	/** Of the instances. */
	readonly ports: readonly number[];
	readonly random: () => number;
	/** Whether connections that begin now are cut. */
	readonly isCutting: () => boolean;
	readonly faults: readonly FaultKind[];
	/** Tokens last so long while there are cuts. */
	readonly tokenSeconds: number;
	/**
	 * A connection that brings nothing for so long is given up while there are cuts. Afterwards none is: what does
	 * not come by itself then shows.
	 */
	readonly silenceMilliseconds: number;
	/** Longest time in which the reader takes nothing. */
	readonly stallMilliseconds: number;
	readonly counts: CutCounts;
}

/** A reader behind a proxy of its own, cut off over and over. */
export interface CutOff {
	readonly reader: CutReader;
	/** The reader leaves and the proxy closes. */
	readonly stop: () => Promise<void>;
}

/** Share of connections that a bare reader may leave by itself, if nothing else cuts it before, and the bytes within. */
const LEAVES = 0.4;
const LEAVES_WITHIN_BYTES = 2000;

/** Longer than any run. */
export const HOUR_SECONDS = 3600;

export async function createCutOff(options: CutOffOptions): Promise<CutOff> {
	const { kind, world, towns, ports, random, isCutting, faults, tokenSeconds, stallMilliseconds, counts } =
		options;
	const name = nameOf(kind);
	let instance = 0;

	/** Another instance for each connection, where there are several. */
	function nextInstance(): number {
		const before = instance;
		instance = Math.floor(random() * ports.length);
		if (instance !== before) counts.note("switch");
		return ports[instance]!;
	}

	const proxy = await startFaultProxy({
		plan: () => ({
			target: nextInstance(),
			...(isCutting() &&
				faults.length > 0 && {
					faults: chooseFaults({ random, kinds: faults, stallMilliseconds }),
				}),
		}),
		onFault: (fault) => counts.add(name, fault.kind),
	});
	const reader = createReader(kind, {
		name,
		port: proxy.port,
		world,
		towns,
		token: () => readerToken(Math.floor(Date.now() / 1000) + (isCutting() ? tokenSeconds : HOUR_SECONDS)),
		random,
		leaveAfter: () =>
			isCutting() && random() < LEAVES ? 1 + Math.floor(random() * LEAVES_WITHIN_BYTES) : Infinity,
		silenceMilliseconds: () => (isCutting() ? options.silenceMilliseconds : Infinity),
		onLeave: () => counts.add(name, "left"),
		onRefused: () => counts.add(name, "expired"),
	});
	return {
		reader,
		async stop() {
			await reader.stop();
			await proxy.close();
		},
	};
}
