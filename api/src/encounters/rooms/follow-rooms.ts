import { Refusal } from "../../http/refusal.js";
import type { Cursor } from "../../log/cursor.js";
import type { FoldedTopic } from "../../log/folded-topic.js";
import type { Log } from "../../log/log.js";
import type { Following, RoomNews } from "../encounters.js";
import type { Viewer } from "../engine/view.js";
import { readable } from "./readable.js";
import { readSteps } from "./read-steps.js";
import type { KeptEntry, RoomState } from "./room-fold.js";
import { createNewsroom, type RoomNewsroom } from "./room-news.js";
import { createStep } from "./step.js";
import { viewerIn, viewerKey } from "./viewers.js";

export interface Follow extends Following {
	readonly roomId: string;
	readonly room: FoldedTopic<RoomState, KeptEntry>;
	readonly viewer: Viewer;
}

/** All who follow rooms in this process. */
export interface Followers {
	/** A room in memory has folded an entry, or was brought back as a whole. */
	readonly folded: (roomId: string, entry: KeptEntry | undefined, room: Readonly<RoomState>) => void;
	/** As `Encounters.follow`, of a room that stays in memory until the end of it. */
	readonly follow: (follow: Follow) => AsyncGenerator<RoomNews, void, undefined>;
	/** Ids of rooms that are followed. */
	readonly rooms: () => readonly string[];
	readonly count: () => number;
	/** Ends all follows, and those to come. */
	readonly close: () => void;
}

export function createFollowers(log: Log): Followers {
	const newsrooms = new Map<string, RoomNewsroom>();
	let isClosed = false;

	const join = (roomId: string, wake: () => void) => {
		const news =
			newsrooms.get(roomId) ?? createNewsroom({ roomId, read: (stretch) => readSteps(log, stretch) });
		newsrooms.set(roomId, news);
		const leave = news.join(wake);
		return {
			news,
			leave: () => {
				leave();
				if (news.members() === 0) newsrooms.delete(roomId);
			},
		};
	};

	async function* follow({
		roomId,
		room,
		viewer,
		seat,
		after,
		signal,
	}: Follow): AsyncGenerator<RoomNews, void> {
		const isOver = (): boolean => signal.aborted || isClosed;
		const isSeated = (): boolean =>
			!seat || viewerKey(viewerIn(room.state.game, seat.userId)) === viewerKey(seat.viewer);
		let wake = (): void => undefined;
		const onChange = (): void => wake();
		const { news, leave } = join(roomId, onChange);
		signal.addEventListener("abort", onChange);
		try {
			if (isAhead(after, room.cursor())) throw gone();
			// A place is all that is held for a reader: what follows is there when they come for it.
			for (let at = after; !isOver();) {
				if (isNewest(at, room.cursor())) {
					await new Promise<void>((resolve) => (wake = resolve));
					continue;
				}
				const step = await readable(news.after(at));
				if (!step || !isSeated()) throw gone();
				at = step.cursor;
				const told = isOver() ? undefined : step.news(viewer);
				if (told) yield told;
			}
		} finally {
			signal.removeEventListener("abort", onChange);
			leave();
		}
	}

	return {
		folded: (roomId, entry, { at, before, game }) => {
			const news = newsrooms.get(roomId);
			// What they said is at hand here after it is gone from the log.
			if (entry?.data.events.some(({ type }) => type === "USER_ERASED")) news?.forget(at);
			news?.add(entry && createStep({ cursor: at, entry, before, after: game }));
		},
		follow,
		rooms: () => [...newsrooms.keys()],
		count: () => [...newsrooms.values()].reduce((sum, news) => sum + news.members(), 0),
		close: () => {
			isClosed = true;
			for (const news of newsrooms.values()) news.wakeAll();
		},
	};
}

function gone(): Refusal {
	return new Refusal("gone", "What follows that place is not held any more; look again.");
}

function isAhead(at: Cursor, head: Cursor): boolean {
	return at.epoch === head.epoch && at.offset > head.offset;
}

/** Whoever read on by themselves may be before what this process has folded. */
function isNewest(at: Cursor, head: Cursor): boolean {
	return at.epoch === head.epoch && at.offset >= head.offset;
}
