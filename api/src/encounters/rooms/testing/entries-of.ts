import type { Log } from "../../../log/log.js";
import { type KeptEntry, roomTopic } from "../room-fold.js";

/** All entries of a room's log, from its beginning. */
export async function entriesOf(log: Log, roomId: string): Promise<readonly KeptEntry[]> {
	const topic = roomTopic(roomId);
	const read = await log.read(topic, { ...(await log.head(topic)), offset: 0 }, 100_000);
	if (!read.ok) throw new Error(read.reason);
	return read.entries.map(({ data }) => ({ type: "command", data: JSON.parse(data) as KeptEntry["data"] }));
}
