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

/** Reads as if the entry after the cursor had been seen too. */
export function skipsOne(log: Log): Log {
	return shifted(log, 1);
}

/** Reads as if the entry at the cursor had not been seen. */
export function readsOneBack(log: Log): Log {
	return shifted(log, -1);
}

function shifted(log: Log, by: number): Log {
	return {
		...log,
		async read(topic, after, limit) {
			const head = await log.head(topic);
			const isBehind = after.offset > 0 && after.offset < head.offset;
			return log.read(topic, isBehind ? { ...after, offset: after.offset + by } : after, limit);
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
