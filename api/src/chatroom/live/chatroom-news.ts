import { Router } from "express";
import { z } from "zod";
import { SMALL_BODY_LIMIT_BYTES } from "../../config/limits.js";
import type { Doors, FollowDoor } from "../../doors/doors.js";
import { serveSocket } from "../../doors/socket-door.js";
import { callerOf, type UserCaller } from "../../http/caller.js";
import type { Feature } from "../../http/feature.js";
import type { Guards, Identities } from "../../http/guards.js";
import type { SocketRoute } from "../../http/socket-route.js";
import type { Log } from "../../log/log.js";
import { readRequest } from "../../worlds/world-requests.js";
import { describeNews } from "./describe-news.js";
import type { Followers } from "./followers.js";
import { newsView } from "./news-view.js";

export interface ChatroomNewsDeps {
	readonly followers: Pick<Followers, "follow" | "hold">;
	readonly log: Pick<Log, "head">;
	readonly doors: Pick<Doors, "sse"> & FollowDoor;
	readonly guards: Pick<Guards, "user">;
	readonly identities: Pick<Identities, "user">;
	/** Unix seconds. */
	readonly now: () => number;
}

/** Longer than any cursor of ours; one that is none of ours leads to a reset. */
const socketQuery = z.object({ cursor: z.string().max(256).optional() });

/** What users are told of their societies as it happens, through two doors. */
export function createChatroomNews(deps: ChatroomNewsDeps): Feature {
	const { followers, log, doors, guards } = deps;
	const routes = Router();

	routes.get("/api/chatroom/events", guards.user, async (req, res) => {
		const { userId } = callerOf(res) as UserCaller;
		await followers.follow(userId);
		if (res.closed) return;
		res.once("close", followers.hold(userId));
		await doors.sse(req, res, newsView(log, userId));
	});

	return { routes, sockets: [newsSocket(deps)], describe: describeNews };
}

/** `GET /ws/chatroom`: the same at a WebSocket. */
function newsSocket({ followers, log, doors, identities, now }: ChatroomNewsDeps): SocketRoute {
	return {
		path: "/ws/chatroom",
		maxMessageBytes: SMALL_BODY_LIMIT_BYTES,
		admit: async (req, address) => {
			const { userId, expiresAt } = await identities.user(req);
			const { cursor } = readRequest(socketQuery, Object.fromEntries(address.searchParams));
			await followers.follow(userId);
			const serve = serveSocket({
				door: doors,
				now,
				view: newsView(log, userId),
				// An address made by a form or a library may name a cursor and leave it empty.
				wanted: cursor === "" ? undefined : cursor,
				expiresAt,
			});
			return (socket, stream) => {
				const served = serve(socket, stream);
				socket.once("close", followers.hold(userId));
				return served;
			};
		},
	};
}
