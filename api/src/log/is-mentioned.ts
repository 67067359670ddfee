import type { Log } from "./log.js";

/** Entries read at a time. */
const PAGE = 256;

/** Whether any entry that is held of a topic contains a text. */
export async function isMentioned(log: Log, topic: string, text: string): Promise<boolean> {
	let after = { ...(await log.head(topic)), offset: (await log.oldest(topic)) - 1 };
	for (;;) {
		const read = await log.read(topic, after, PAGE);
		if (!read.ok) {
			// The oldest were let go of meanwhile: what is left is looked at from its beginning.
			after = { ...read.head, offset: (await log.oldest(topic)) - 1 };
			continue;
		}
		if (read.entries.some(({ data }) => data.includes(text))) return true;
		if (read.entries.length < PAGE) return false;
		after = { ...after, offset: after.offset + read.entries.length };
	}
}
