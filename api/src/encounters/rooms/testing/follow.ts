import type { Cursor } from "../../../log/cursor.js";
import type { RoomNews } from "../../encounters.js";
import { applyViewEvent } from "../../engine/apply-view.js";
import { DM } from "../../engine/testing/test-room.js";
import type { GameView, Viewer } from "../../engine/view.js";
import type { Rooms } from "../rooms.js";

export const put = (entityId: string, y: number) =>
	({ type: "applyEffect", entityId, effect: { kind: "move", position: { x: 6, y: y % 12 } } }) as const;

/** Gives commands of the DM, of which every third moves somebody hidden. */
export async function goOn(rooms: Rooms, roomId: string, times: number): Promise<void> {
	for (let time = 0; time < times; time += 1) {
		const body = put(time % 3 === 2 ? "beast" : "ana", time);
		await rooms.command(roomId, { id: `go ${String(time)}`, by: DM, body });
	}
}

/** What follows a cursor up to a place. */
export async function newsUpTo(
	rooms: Rooms,
	{
		roomId,
		viewer,
		after,
		last,
	}: { readonly roomId: string; readonly viewer: Viewer; readonly after: Cursor; readonly last: number },
): Promise<readonly RoomNews[]> {
	const leaving = new AbortController();
	const told: RoomNews[] = [];
	for await (const news of rooms.follow(roomId, viewer, { after, signal: leaving.signal })) {
		told.push(news);
		if (news.cursor.offset >= last) break;
	}
	return told;
}

/** The view that news lead to. */
export const replayed = (view: GameView, news: readonly RoomNews[]): GameView =>
	news.flatMap(({ events }) => events).reduce(applyViewEvent, view);
