import { createHash } from "node:crypto";
import { Router } from "express";
import { z } from "zod";
import type { PlaceChatlingsWire, UserChatlingsWire } from "../../../../game/src/shared/wire/index.js";
import type { DatabaseCalls } from "../../db/database-calls.js";
import type { Feature } from "../../http/feature.js";
import type { Guards } from "../../http/guards.js";
import { PLAYER_ID } from "../../messages/chatling-id.js";
import { readRequest } from "../../worlds/world-requests.js";
import { describeChatlings } from "./describe-chatlings.js";
import { personaOf } from "./persona.js";
import { type PlaceRow, readChatlings } from "./read-chatlings.js";

/** Users asked for at once: the players of most servers; of larger ones two requests tell. */
export const MAX_USERS = 100;

export const chatlingsQuery = z.object({
	users: z
		.string()
		.transform((text) => [...new Set(text.split(","))])
		.pipe(
			z
				.array(z.string().regex(PLAYER_ID, { error: "must be a player's id: digits" }))
				.max(MAX_USERS, { error: `must be at most ${MAX_USERS} users` }),
		),
});

export interface ChatlingRoutesDeps {
	readonly calls: Pick<DatabaseCalls, "run">;
	readonly guards: Pick<Guards, "gameServer">;
}

function chatlingsOf(userId: string, rows: readonly PlaceRow[]): UserChatlingsWire {
	const own = rows.filter((row) => row.user_id === userId);
	const left = own.filter((row) => row.has_left);
	return {
		user_id: userId,
		chatlings: own.flatMap((row) =>
			row.has_left
				? []
				: {
						creature_id: row.creature_id,
						name: row.name,
						personality: row.personality,
						persona: personaOf(row),
						mood: row.mood,
					},
		),
		...(left.length > 0 && { ran_away: left.map((row) => row.creature_id) }),
	};
}

/** Which chatlings of its players may stand in a place, asked often. */
export function createChatlingRoutes({ calls, guards }: ChatlingRoutesDeps): Feature {
	const routes = Router();
	routes.get("/v1/chatroom/chatlings", guards.gameServer, async (req, res) => {
		const { users } = readRequest(chatlingsQuery, req.query);
		const rows = await calls.run((sql) => readChatlings(sql, users));
		// Of what the answer is made from: one that the caller has is not made.
		const tag = createHash("sha1")
			.update(JSON.stringify([users, rows]))
			.digest("base64url");
		res.set({ ETag: `W/"${tag}"`, "Cache-Control": "private, no-cache" });
		if (req.fresh) {
			res.status(304).end();
			return;
		}
		const answer: PlaceChatlingsWire = { users: users.map((userId) => chatlingsOf(userId, rows)) };
		res.type("application/json").send(JSON.stringify(answer));
	});
	return { routes, describe: describeChatlings };
}
