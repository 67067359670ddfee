import { Router } from "express";
import type { Request, Response } from "express";
import type { Doors, FollowDoor } from "../doors/doors.js";
import type { Feature } from "../http/feature.js";
import type { Guards, Identities } from "../http/guards.js";
import { Refusal } from "../http/refusal.js";
import { formatCursor } from "../log/cursor.js";
import { describeWorlds } from "./describe-worlds.js";
import {
	clusterAnswers,
	findMember,
	memberAnswer,
	memberAnswers,
	trackOf,
	worldAnswer,
} from "./world-queries.js";
import {
	DEFAULT_WORLD,
	followQuery,
	memberParams,
	readRequest,
	trackQuery,
	worldParams,
	worldQuery,
} from "./world-requests.js";
import { createWorldSocket } from "./world-socket.js";
import { createWorldViews } from "./world-views.js";
import type { Cast } from "./world-views.js";
import type { World, Worlds } from "./worlds.js";
import type { Entity } from "./world.js";

export interface WorldRoutesDeps {
	readonly worlds: Worlds;
	readonly guards: Guards;
	/** The guards' checks for the socket. */
	readonly identities: Identities;
	readonly doors: Doors & FollowDoor;
	/** Unix seconds. */
	readonly now: () => number;
	/** World that is meant where none is named. */
	readonly defaultWorld?: string;
}

function sendInitial(req: Request, res: Response, state: { etag: string; data: string }): void {
	res.set("ETag", state.etag);
	// Readers may keep it and ask whether it is still so; nobody may hand it to another reader.
	res.set("Cache-Control", "private, no-cache");
	if (req.fresh) res.status(304).end();
	else res.type("application/json").send(state.data);
}

/** Reading of worlds: their state, what changes in them, and their members, one by one. */
export function createWorldRoutes(deps: WorldRoutesDeps): Feature {
	const { worlds, guards, doors, defaultWorld = DEFAULT_WORLD } = deps;
	const views = createWorldViews(worlds);
	const routes = Router();

	const allow = (res: Response, cast: Cast): void => {
		if (cast === "full" && !guards.mayReadFull(res)) {
			throw new Refusal("forbidden", "Reading everything of a world takes the role observer or admin.");
		}
	};
	const worldOf = (req: Request): Promise<World> => worlds.open(readRequest(worldParams, req.params).world);
	const memberOf = async (req: Request): Promise<{ world: World; entity: Entity }> => {
		const { name } = readRequest(memberParams, req.params);
		const world = await worldOf(req);
		const entity = findMember(world, name);
		if (!entity) throw new Refusal("not_found", "No member of this world has this id, key or name.");
		return { world, entity };
	};

	routes.get("/world/init", guards.reader, async (req, res) => {
		const { world = defaultWorld, cast } = readRequest(worldQuery, req.query);
		allow(res, cast);
		const { cursor, data } = await views.initial(world, cast);
		sendInitial(req, res, { etag: `W/"${formatCursor(cursor)}:${cast}"`, data });
	});

	routes.get("/events", guards.reader, async (req, res) => {
		const { world = defaultWorld, cast, moves } = readRequest(followQuery, req.query);
		allow(res, cast);
		await doors.sse(req, res, views.view(world, cast, moves));
	});

	routes.get("/v1/worlds", guards.reader, async (_req, res) => {
		res.json({ worlds: (await worlds.list()).map(worldAnswer) });
	});

	routes.get("/v1/worlds/:world/changes", guards.reader, async (req, res) => {
		const { world } = readRequest(worldParams, req.params);
		const { cast, moves } = readRequest(followQuery.omit({ world: true }), req.query);
		allow(res, cast);
		await doors.longPoll(req, res, views.view(world, cast, moves));
	});

	routes.get("/v1/worlds/:world/members", guards.reader, async (req, res) => {
		res.json({ members: memberAnswers(await worldOf(req), guards.mayReadFull(res)) });
	});

	routes.get("/v1/worlds/:world/members/:name", guards.reader, async (req, res) => {
		const { world, entity } = await memberOf(req);
		res.json(memberAnswer(world, entity, guards.mayReadFull(res)));
	});

	routes.get("/v1/worlds/:world/members/:name/track", guards.reader, async (req, res) => {
		const range = readRequest(trackQuery, req.query);
		const { world, entity } = await memberOf(req);
		res.json({ id: entity.id, track: trackOf(world, entity, range) });
	});

	routes.get("/v1/worlds/:world/clusters", guards.reader, async (req, res) => {
		res.json({ clusters: clusterAnswers(await worldOf(req)) });
	});

	return { routes, sockets: [createWorldSocket({ ...deps, views, defaultWorld })], describe: describeWorlds };
}
