import { Refusal } from "../../http/refusal.js";
import type { Cursor } from "../../log/cursor.js";
import type { Encounters, RoomNews } from "../encounters.js";
import type { GameView, Viewer } from "../engine/view.js";
import { cursorIn, placeOf } from "./places.js";

/** What comes within this of the first news goes along with it: one step of a fight is several entries. */
const GATHER_MS = 20;

/** Entries of one answer. */
const MOST_NEWS = 100;

export interface NextNews {
	/** Where to go on. */
	readonly cursor: string;
	/** Where the place that was asked for leads nowhere, in place of news. */
	readonly view?: GameView;
	readonly news: readonly RoomNews[];
}

export interface NewsWanted {
	readonly place: string | undefined;
	/** Seconds to wait for something to tell. */
	readonly wait: number;
	readonly until: AbortSignal;
}

/** What comes next after a place in a room, once there is some or the wait is over; without a place, the view. */
export async function nextNews(
	encounters: Pick<Encounters, "look" | "follow">,
	{ roomId, viewer }: { readonly roomId: string; readonly viewer: Viewer },
	{ place, wait, until }: NewsWanted,
): Promise<NextNews> {
	const after = place === undefined ? undefined : cursorIn(place, viewer);
	if (after) {
		try {
			return await gather(encounters, { roomId, viewer, after }, { wait, until });
		} catch (error) {
			if (!(error instanceof Refusal && error.code === "gone")) throw error;
		}
	}
	const { cursor, view } = await encounters.look(roomId, viewer);
	return { cursor: placeOf(cursor, viewer), view, news: [] };
}

async function gather(
	{ follow }: Pick<Encounters, "follow">,
	{ roomId, viewer, after }: { readonly roomId: string; readonly viewer: Viewer; readonly after: Cursor },
	{ wait, until }: Omit<NewsWanted, "place">,
): Promise<NextNews> {
	const over = new AbortController();
	const end = (): void => over.abort();
	let timer = setTimeout(end, wait * 1000);
	const news: RoomNews[] = [];
	try {
		for await (const one of follow(roomId, viewer, {
			after,
			signal: AbortSignal.any([over.signal, until]),
		})) {
			news.push(one);
			if (news.length >= MOST_NEWS) break;
			if (news.length > 1) continue;
			clearTimeout(timer);
			timer = setTimeout(end, GATHER_MS);
		}
	} finally {
		clearTimeout(timer);
	}
	return { cursor: placeOf(news.at(-1)?.cursor ?? after, viewer), news };
}
