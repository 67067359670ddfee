import type { Log } from "../log.js";
import { LogError } from "../log-error.js";
import { createMemoryLog } from "../memory-log.js";

/** What becomes of an append: it is held and answered for; held, and nobody hears of it; or never reaches the log. */
export type Fate = "held" | "unheard" | "lost";

/** A log that several share, in one process: each has a view of it, and a test does what fate would. */
export interface FatefulLog {
	/** The log as one of those who share it has it. */
	readonly view: (fates?: Fates) => FatefulView;
	/** Loses everything: what comes next is another history. */
	readonly empty: () => void;
}

export interface Fates {
	readonly append?: () => Fate;
	/** How many turns of the event loop a call takes on its way there, and again on its way back. */
	readonly turns?: () => number;
}

export interface FatefulView extends Log {
	/** Whether it can be reached from here. */
	readonly setAway: (isAway: boolean) => void;
	/** Watches that have not been stopped. */
	readonly watching: () => number;
	/** Calls that reached the log. */
	readonly calls: () => number;
}

interface Watcher {
	readonly topic: string;
	readonly wake: () => void;
	stop: () => void;
}

export function createFatefulLog(): FatefulLog {
	let log = createMemoryLog({ shared: true });
	const watchers = new Set<Watcher>();

	const view = ({ append = () => "held", turns = () => 0 }: Fates = {}): FatefulView => {
		let isAway = false;
		let watching = 0;
		let calls = 0;

		const away = (): LogError => new LogError("unavailable", "the log is away");
		const way = async (): Promise<void> => {
			for (let left = turns(); left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
		};
		const call = async <T>(ask: () => Promise<T>): Promise<T> => {
			await way();
			if (isAway) throw away();
			calls += 1;
			const answer = await ask();
			await way();
			return answer;
		};

		return {
			shared: true,
			append: async (...given) => {
				const fate = append();
				if (fate === "lost") throw away();
				const cursor = await call(() => log.append(...given));
				if (fate === "unheard") throw away();
				return cursor;
			},
			read: (...given) => call(() => log.read(...given)),
			head: (topic) => call(() => log.head(topic)),
			checkpoint: (...given) => call(() => log.checkpoint(...given)),
			latestCheckpoint: (topic) => call(() => log.latestCheckpoint(topic)),
			forget: (...given) => call(() => log.forget(...given)),
			oldest: (topic) => call(() => log.oldest(topic)),
			watch: (topic, wake) => {
				const watcher: Watcher = { topic, wake, stop: log.watch(topic, wake) };
				watchers.add(watcher);
				watching += 1;
				return () => {
					if (watchers.delete(watcher)) watching -= 1;
					watcher.stop();
				};
			},
			status: () => ({ engine: "memory", ready: !isAway }),
			close: () => Promise.resolve(),
			setAway: (given) => {
				isAway = given;
			},
			watching: () => watching,
			calls: () => calls,
		};
	};

	return {
		view,
		empty: () => {
			log = createMemoryLog({ shared: true });
			for (const watcher of watchers) {
				watcher.stop();
				watcher.stop = log.watch(watcher.topic, watcher.wake);
				queueMicrotask(watcher.wake);
			}
		},
	};
}
