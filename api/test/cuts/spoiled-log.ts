import type { Log, LogEntry } from "../../src/log/log.js";

/** What a door could do wrong, as a log that makes a sound door do it. Each is something that the cut test must notice. */

/** Wakes are lost, more often than not. */
export function losesWakes(log: Log, random: () => number): Log {
	return {
		...log,
		watch: (topic, wake) =>
			log.watch(topic, () => {
				if (random() < 0.3) wake();
			}),
	};
}

/** Now and then an entry comes twice. */
export function sendsTwice(log: Log, random: () => number): Log {
	return changed(log, (entries) => entries.flatMap((entry) => (random() < 0.2 ? [entry, entry] : [entry])));
}

/** The last two that are read together change places. */
export function reorders(log: Log): Log {
	return changed(log, (entries) => {
		const [first, second] = entries.slice(-2);
		if (!first || !second) return entries;
		return [
			...entries.slice(0, -2),
			{ ...second, offset: first.offset },
			{ ...first, offset: second.offset },
		];
	});
}

/** Half of a tick: of the members who moved, the last is left out. */
export function tears(log: Log, random: () => number): Log {
	return changed(log, (entries) => entries.map((entry) => (random() < 0.2 ? torn(entry) : entry)));
}

function torn(entry: LogEntry): LogEntry {
	const data = JSON.parse(entry.data) as {
		readonly limitedCast: { readonly entityMoved?: readonly unknown[] };
	};
	const { entityMoved = [] } = data.limitedCast;
	const limitedCast = { ...data.limitedCast, entityMoved: entityMoved.slice(0, -1) };
	return { ...entry, data: JSON.stringify({ ...data, limitedCast, packed: undefined }) };
}

/** What follows a gap is given as if nothing were missing. */
export function swallowsResets(log: Log): Log {
	return {
		...log,
		async read(topic, after, limit) {
			const result = await log.read(topic, after, limit);
			if (result.ok || result.reason !== "expired") return result;
			return log.read(topic, { epoch: after.epoch, offset: (await log.oldest(topic)) - 1 }, limit);
		},
	};
}

function changed(log: Log, change: (entries: readonly LogEntry[]) => readonly LogEntry[]): Log {
	return {
		...log,
		async read(topic, after, limit) {
			const result = await log.read(topic, after, limit);
			return result.ok ? { ...result, entries: change(result.entries) } : result;
		},
	};
}
