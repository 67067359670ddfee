import { Router } from "express";
import { SMALL_BODY_LIMIT_BYTES } from "../config/limits.js";
import type { Doors, StretchDoor } from "../doors/doors.js";
import type { Feature } from "../http/feature.js";
import type { Guards } from "../http/guards.js";
import { jsonBody } from "../http/json-body.js";
import { formatCursor } from "../log/cursor.js";
import { checkBody } from "../snapshots/check-body.js";
import { readRequest } from "../worlds/world-requests.js";
import { CHAT_STREAM_SECONDS } from "./chat-limits.js";
import { chatView } from "./chat-view.js";
import { describeStreams } from "./describe-streams.js";
import type { Experiences } from "./experience.js";
import { chatBody, playerQuery } from "./experience-requests.js";
import { playerOf } from "./experience-routes.js";
import { playerView } from "./topic-views.js";

export interface ExperienceStreamsDeps {
	readonly experiences: Pick<Experiences, "view" | "chat">;
	readonly guards: Guards;
	readonly doors: Pick<Doors, "sse"> & StretchDoor;
	/** Unix seconds. */
	readonly now: () => number;
}

/** What players are told as it happens: wherever the log can be read, with the state here or elsewhere. */
export function createExperienceStreams(deps: ExperienceStreamsDeps): Feature {
	const { experiences, guards, doors, now } = deps;
	const routes = Router();
	const body = jsonBody(SMALL_BODY_LIMIT_BYTES);

	routes.get("/v1/experience/:experience/events", guards.reader, async (req, res) => {
		const { user_id: userId } = readRequest(playerQuery, req.query);
		await doors.sse(req, res, playerView(experiences, playerOf(req, res, userId)));
	});

	routes.post("/v1/experience/:experience/chat", guards.reader, ...body, async (req, res) => {
		const { user_id: userId, ...said } = checkBody(chatBody, req.body);
		const player = playerOf(req, res, userId);
		const { messageId, cursor } = await experiences.chat(player, said);
		if (req.accepts(["text/event-stream", "application/json"]) === "application/json") {
			res.status(202).json({ message_id: messageId, cursor: formatCursor(cursor) });
			return;
		}
		await doors.stretch(res, {
			view: chatView(experiences, player, messageId),
			after: cursor,
			until: now() + CHAT_STREAM_SECONDS,
		});
	});

	return { routes, describe: describeStreams };
}
