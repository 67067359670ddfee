import type { Cursor } from "../../log/cursor.js";
import { isMentioned } from "../../log/is-mentioned.js";
import type { Log } from "../../log/log.js";
import type { TopicFamily } from "../../log/topic-family.js";
import { planEntry } from "../engine/replay.js";
import { type KeptEntry, kept, type RoomState, roomTopic } from "./room-fold.js";

/** A room whose log may be forgotten up to a place: nothing after it tells of the user who was erased. */
export interface ErasedRoom {
	readonly roomId: string;
	readonly topic: string;
	readonly at: Cursor;
}

export interface EraseUserDeps {
	readonly log: Log;
	/** Unix seconds. */
	readonly now: () => number;
}

/** Takes a user out of those rooms that tell of them in their log or their state. */
export async function eraseUser(
	rooms: TopicFamily<RoomState, KeptEntry>,
	{ log, now }: EraseUserDeps,
	{ userId, roomIds }: { readonly userId: string; readonly roomIds: Iterable<string> },
): Promise<readonly ErasedRoom[]> {
	const erased: ErasedRoom[] = [];
	for (const roomId of roomIds) {
		const topic = roomTopic(roomId);
		if (!(await tellsOf(log, topic, userId))) continue;
		await rooms.write(roomId, (room) => {
			const at = Math.max(now(), room.game.timestamp);
			const { entry } = planEntry(room.game, { type: "erase", userId, by: { kind: "system" }, at });
			return { entries: entry ? [kept(room, entry)] : [], result: undefined };
		});
		const room = await rooms.open(roomId);
		const offset = await room.putAside();
		erased.push({ roomId, topic, at: { epoch: room.cursor().epoch, offset } });
	}
	return erased;
}

/** As a text, and as one within another, as ids of commands hold it. */
async function tellsOf(log: Log, topic: string, userId: string): Promise<boolean> {
	const quoted = JSON.stringify(userId);
	const within = JSON.stringify(quoted).slice(1, -1);
	const aside = await log.latestCheckpoint(topic);
	for (const text of [quoted, within]) {
		if (aside?.value.includes(text) || (await isMentioned(log, topic, text))) return true;
	}
	return false;
}
