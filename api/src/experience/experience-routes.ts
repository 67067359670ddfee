import { Router } from "express";
import type { Request, Response } from "express";
import { SMALL_BODY_LIMIT_BYTES } from "../config/limits.js";
import type { Doors } from "../doors/doors.js";
import { callerOf } from "../http/caller.js";
import type { Feature } from "../http/feature.js";
import type { Guards } from "../http/guards.js";
import { jsonBody } from "../http/json-body.js";
import { formatCursor } from "../log/cursor.js";
import { checkBody } from "../snapshots/check-body.js";
import { readRequest } from "../worlds/world-requests.js";
import { actingPlayer, isVouched } from "./acting-player.js";
import { describeExperience } from "./describe-experience.js";
import type { Experiences, Player, StateAt } from "./experience.js";
import { actionBody, experienceParams, playerQuery, positionBody } from "./experience-requests.js";
import { sharedView } from "./topic-views.js";

export interface ExperienceRoutesDeps {
	readonly experiences: Experiences;
	/** Every experience there is. */
	readonly catalogue: readonly { readonly id: string; readonly title: string }[];
	readonly guards: Guards;
	readonly doors: Pick<Doors, "longPoll">;
}

/** Experiences' state, and what players do to it, for users and for game servers on behalf of players. */
export function createExperienceRoutes(deps: ExperienceRoutesDeps): Feature {
	const { experiences, catalogue, guards, doors } = deps;
	const routes = Router();
	const body = jsonBody(SMALL_BODY_LIMIT_BYTES);

	routes.get("/v1/experience", guards.reader, (_req, res) => {
		res.json({ experiences: catalogue });
	});

	routes.get("/v1/experience/:experience/world", guards.reader, async (req, res) => {
		const { experience } = readRequest(experienceParams, req.params);
		sendState(res, "world", await experiences.world(experience));
	});

	routes.get("/v1/experience/:experience/view", guards.reader, async (req, res) => {
		const { user_id: userId } = readRequest(playerQuery, req.query);
		sendState(res, "view", await experiences.view(playerOf(req, res, userId)));
	});

	routes.post("/v1/experience/:experience/actions", guards.reader, ...body, async (req, res) => {
		const { id, user_id: userId, vouched, ...action } = checkBody(actionBody, req.body);
		const player = playerOf(req, res, userId);
		const request = { ...(id !== undefined && { id }), action, vouched: isVouched(callerOf(res), vouched) };
		res.set("Cache-Control", "no-store").json(await experiences.act(player, request));
	});

	routes.post("/v1/experience/:experience/position", guards.reader, ...body, async (req, res) => {
		const { user_id: userId, ...position } = checkBody(positionBody, req.body);
		await experiences.moveTo(playerOf(req, res, userId), position);
		res.status(204).end();
	});

	routes.get("/v1/experience/:experience/shared", guards.gameServer, async (req, res) => {
		const { experience } = readRequest(experienceParams, req.params);
		await doors.longPoll(req, res, sharedView(experiences, experience));
	});

	return { routes, describe: describeExperience };
}

/** The player that a request is for. @throws Refusal */
export function playerOf(req: Request, res: Response, userId: string | undefined): Player {
	const { experience } = readRequest(experienceParams, req.params);
	return actingPlayer({ caller: callerOf(res), experience, userId });
}

/** A state is its own JSON text; it is not read to be sent. */
function sendState(res: Response, name: "view" | "world", { cursor, data }: StateAt): void {
	res.set("Cache-Control", "no-store").type("application/json");
	res.send(`{"cursor":${JSON.stringify(formatCursor(cursor))},"${name}":${data}}`);
}
