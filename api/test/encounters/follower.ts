import { systemClock } from "../../client/clock.js";
import { followRoom } from "../../client/encounters/follow-room.js";
import { applyViewEvent } from "../../src/encounters/engine/apply-view.js";
import type { GameView, Viewer } from "../../src/encounters/engine/view.js";
import type { RoomUpdate } from "../../src/encounters/router/wire.js";
import { type Cursor, parseCursor } from "../../src/log/cursor.js";
import { WebSocket } from "ws";
import type { Guest } from "./table.js";

/** Something that a follower was told, and where in the room's log it is. */
export interface Told {
	readonly at: Cursor;
	readonly update: RoomUpdate;
}

/** Somebody who follows a room at one instance through one connection, and remembers all that comes. */
export interface Follower {
	readonly guest: Guest;
	/** In the order in which it came; the view first. */
	readonly told: readonly Told[];
	/** What it has led to; undefined before the first. */
	readonly view: () => GameView | undefined;
	readonly viewer: () => Viewer | undefined;
	/** Why its connection ended, where it did by itself. */
	readonly end: () => unknown;
	readonly leave: () => void;
}

export interface FollowerOptions {
	readonly port: number;
	readonly roomId: string;
	readonly guest: Guest;
	readonly door: "socket" | "stream";
}

export function follow({ port, roomId, guest, door }: FollowerOptions): Follower {
	const leaving = new AbortController();
	const told: Told[] = [];
	let view: GameView | undefined;
	let viewer: Viewer | undefined;
	let end: unknown;
	const { ended } = followRoom(
		door,
		{
			clock: systemClock,
			fetch,
			baseUrl: `http://127.0.0.1:${port}`,
			token: () => guest.token,
			webSocket: WebSocket,
			roomId,
			place: undefined,
			opened: () => undefined,
			take: (update, place) => {
				// What follows the place is for whom it is.
				told.push({ at: parseCursor(place.split("~", 1)[0]!)!, update });
				if (update.type === "view") ({ view, viewer } = update);
				else view = update.events.reduce(applyViewEvent, view!);
			},
		},
		leaving.signal,
	);
	ended.catch((error: unknown) => {
		if (!leaving.signal.aborted) end = error;
	});
	return {
		guest,
		told,
		view: () => view,
		viewer: () => viewer,
		end: () => end,
		leave: () => leaving.abort(),
	};
}
