import { Refusal } from "../../../http/refusal.js";
import type { Cursor } from "../../../log/cursor.js";
import type { RoomNews } from "../../encounters.js";
import { applyViewEvent } from "../../engine/apply-view.js";
import type { GameView, Viewer } from "../../engine/view.js";
import type { Rooms } from "../rooms.js";

/** Somebody who looks at a room once and follows it from there on, however often they are cut off. */
export interface Page {
	readonly view: () => GameView;
	readonly cursor: () => Cursor;
	/** All that it was told, in order. */
	readonly news: readonly RoomNews[];
	/** How often it had to look anew. */
	readonly resets: () => number;
	/** Goes on at another process, from where it is. */
	readonly moveTo: (rooms: Rooms) => Promise<void>;
	readonly leave: () => Promise<void>;
}

export interface PageOptions {
	readonly roomId: string;
	readonly viewer: Viewer;
	/** Called with what it is told, and what it sees then. */
	readonly onNews?: (news: RoomNews, view: GameView) => void;
}

export async function openPage(rooms: Rooms, { roomId, viewer, onNews }: PageOptions): Promise<Page> {
	let { view, cursor } = await rooms.look(roomId, viewer);
	let resets = 0;
	const news: RoomNews[] = [];
	let leaving = new AbortController();

	const take = (one: RoomNews): void => {
		news.push(one);
		view = one.events.reduce(applyViewEvent, view);
		cursor = one.cursor;
		onNews?.(one, view);
	};

	const follow = async (at: Rooms, { signal }: AbortController): Promise<void> => {
		while (!signal.aborted) {
			try {
				for await (const one of at.follow(roomId, viewer, { after: cursor, signal })) take(one);
				// Over by itself: there is nobody any more who would tell.
				return;
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				if (error.code === "gone") {
					({ view, cursor } = await at.look(roomId, viewer));
					resets += 1;
				} else if (error.code !== "unavailable") throw error;
			}
		}
	};

	let following = follow(rooms, leaving);
	const leave = async (): Promise<void> => {
		leaving.abort();
		await following;
	};
	return {
		view: () => view,
		cursor: () => cursor,
		news,
		resets: () => resets,
		moveTo: async (at) => {
			await leave();
			leaving = new AbortController();
			following = follow(at, leaving);
		},
		leave,
	};
}
