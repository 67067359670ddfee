import type { Log } from "../../../log/log.js";

/** A log with a point before and after each call to it, which goes on when the point has been passed. */
export function pointedLog(log: Log, pass: () => Promise<void>): Log {
	const call = async <T>(ask: () => Promise<T>): Promise<T> => {
		await pass();
		const answer = await ask();
		await pass();
		return answer;
	};
	return {
		...log,
		append: (...given) => call(() => log.append(...given)),
		read: (...given) => call(() => log.read(...given)),
		head: (topic) => call(() => log.head(topic)),
		checkpoint: (...given) => call(() => log.checkpoint(...given)),
		latestCheckpoint: (topic) => call(() => log.latestCheckpoint(topic)),
		forget: (...given) => call(() => log.forget(...given)),
		oldest: (topic) => call(() => log.oldest(topic)),
	};
}
