import { SMALL_BODY_LIMIT_BYTES } from "../config/limits.js";
import type { FollowDoor } from "../doors/doors.js";
import { serveSocket } from "../doors/socket-door.js";
import { expiryOf } from "../http/caller.js";
import type { Identities } from "../http/guards.js";
import type { SocketRoute } from "../http/socket-route.js";
import { readRequest, socketQuery } from "./world-requests.js";
import type { WorldViews } from "./world-views.js";

export interface WorldSocketDeps {
	readonly identities: Identities;
	readonly doors: FollowDoor;
	/** Unix seconds. */
	readonly now: () => number;
	readonly views: WorldViews;
	/** World that is meant where none is named. */
	readonly defaultWorld: string;
}

/** `GET /ws/world`: what changes in a world, at a WebSocket. */
export function createWorldSocket({
	identities,
	doors,
	now,
	views,
	defaultWorld,
}: WorldSocketDeps): SocketRoute {
	return {
		path: "/ws/world",
		maxMessageBytes: SMALL_BODY_LIMIT_BYTES,
		admit: async (req, address) => {
			const query = readRequest(socketQuery, Object.fromEntries(address.searchParams));
			const { world = defaultWorld, cast, moves, cursor } = query;
			const caller = await (cast === "full" ? identities.fullReader : identities.reader)(req);
			return serveSocket({
				door: doors,
				now,
				view: views.view(world, cast, moves),
				// An address made by a form or a library may name a cursor and leave it empty.
				wanted: cursor === "" ? undefined : cursor,
				expiresAt: expiryOf(caller),
			});
		},
	};
}
