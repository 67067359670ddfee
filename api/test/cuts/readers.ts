import type { Cast } from "../../client/index.js";
import type { BareDoor } from "./bare-doors.js";
import type { WorldLedger } from "./world-ledger.js";

/** Something that follows a world through cuts and keeps account of it. */
export interface CutReader {
	readonly name: string;
	readonly faults: readonly string[];
	/** Tick of its copy. */
	readonly tick: () => number;
	readonly resets: () => number;
	/** Frames that stood for more than one tick. */
	readonly folds: () => number;
	/** Connections that brought nothing for too long. */
	readonly silences: () => number;
	/** Where it is and what it waits for, for a failing test to say. */
	readonly where: () => string;
	/** Milliseconds from the end of a connection to the first event or heartbeat of a later one. */
	readonly returns: readonly number[];
	/** Starts reading. */
	readonly start: () => void;
	/** Leaves; resolves when all of it is over. */
	readonly stop: () => Promise<void>;
}

export interface BareReaderOptions {
	readonly name: string;
	readonly door: BareDoor;
	readonly ledger: WorldLedger;
	readonly port: number;
	readonly world: string;
	readonly cast: Cast;
	readonly query?: Readonly<Record<string, string>>;
	/** Asked anew when the one before has expired. */
	readonly token: () => Promise<string>;
	readonly random: () => number;
	/** Bytes after which it leaves by itself, for each connection; `Infinity` lets it stay. */
	readonly leaveAfter: () => number;
	/** A connection that brings nothing for so long is given up; asked for each connection. */
	readonly silenceMilliseconds: () => number;
	/** It left by itself. */
	readonly onLeave: () => void;
	/** Its credential has expired: its stream was closed, or it was refused. */
	readonly onRefused: () => void;
}

const LOOK_MILLISECONDS = 25;

/** Before it comes again where the server could not be reached. */
const RETRY_MILLISECONDS = 10;

/** A reader without any library. */
export function createBareReader(options: BareReaderOptions): CutReader {
	const { name, door, ledger, port, world, cast, query = {}, random, leaveAfter } = options;
	const returns: number[] = [];
	let silences = 0;
	let reading: Promise<void> | undefined;
	const over = new AbortController();
	let lostAt: number | undefined;

	function onSign(): void {
		if (lostAt !== undefined) returns.push(performance.now() - lostAt);
		lostAt = undefined;
	}

	/** One connection; resolves with whether anything came through it. */
	async function connect(token: string): Promise<{ readonly end: string; readonly any: boolean }> {
		const silence = new AbortController();
		let heard = performance.now();
		let any = false;
		const patience = options.silenceMilliseconds();
		const stop = (): void => silence.abort();
		over.signal.addEventListener("abort", stop);
		const looking = setInterval(() => {
			if (performance.now() - heard < patience) return;
			silences += 1;
			silence.abort();
		}, LOOK_MILLISECONDS);
		try {
			const end = await door({
				port,
				world,
				cast,
				query,
				token,
				ledger,
				random,
				leaveAfter: leaveAfter(),
				onSign,
				onBytes() {
					heard = performance.now();
					any = true;
				},
				signal: silence.signal,
			});
			return { end, any };
		} finally {
			clearInterval(looking);
			over.signal.removeEventListener("abort", stop);
		}
	}

	async function read(): Promise<void> {
		let token = await options.token();
		let expiries = 0;
		while (!over.signal.aborted && ledger.faults.length === 0) {
			const { end, any } = await connect(token);
			if (end !== "answered") lostAt ??= performance.now();
			if (end === "left") options.onLeave();
			const isExpired = (ledger.closes.get("expired") ?? 0) > expiries;
			if (end === "refused" || isExpired) {
				expiries = ledger.closes.get("expired") ?? 0;
				options.onRefused();
				token = await options.token();
			}
			if (!any) await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
		}
	}

	return {
		name,
		faults: ledger.faults,
		tick: ledger.tick,
		resets: ledger.resets,
		folds: ledger.folds,
		where: () => `at ${ledger.cursor()}`,
		silences: () => silences,
		returns,
		start: () => void (reading ??= read()),
		async stop() {
			over.abort();
			await reading;
		},
	};
}
