import type { Log } from "../../log/log.js";

/** A log that counts who watches it. */
export function watchCounting(log: Log): { readonly log: Log; readonly watching: () => number } {
	let watching = 0;
	return {
		watching: () => watching,
		log: {
			...log,
			watch(topic, wake) {
				const stop = log.watch(topic, wake);
				let isWatching = true;
				watching += 1;
				return () => {
					if (isWatching) watching -= 1;
					isWatching = false;
					stop();
				};
			},
		},
	};
}

/** Gives each entry behind the head the number of the one before, as if the one after the cursor had been seen too. */
export function skipsOne(log: Log): Log {
	return shifted(log, 1);
}

/** Gives each entry behind the head the number of the one after, as if the one at the cursor had not been seen. */
export function readsOneBack(log: Log): Log {
	return shifted(log, -1);
}

function shifted(log: Log, by: number): Log {
	return {
		...log,
		async read(topic, after, limit) {
			const head = await log.head(topic);
			const isBehind = after.offset > 0 && after.offset < head.offset;
			if (!isBehind) return log.read(topic, after, limit);
			const result = await log.read(topic, { ...after, offset: after.offset + by }, limit);
			if (!result.ok) return result;
			return { ...result, entries: result.entries.map((entry) => ({ ...entry, offset: entry.offset - by })) };
		},
	};
}

/** Begins to watch a while after it was asked to, as a door that backfills before it subscribes would. */
export function watchesLate(log: Log, milliseconds: number): Log {
	return {
		...log,
		watch(topic, wake) {
			let stop: () => void = () => undefined;
			const timer = setTimeout(() => (stop = log.watch(topic, wake)), milliseconds);
			return () => {
				clearTimeout(timer);
				stop();
			};
		},
	};
}
