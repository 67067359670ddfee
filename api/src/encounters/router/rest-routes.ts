import { type Response, Router } from "express";
import type {
	GroundWire,
	OpenedEncounterWire,
	PlacedEncountersWire,
} from "../../../../game/src/shared/wire/index.js";
import type { Feature } from "../../http/feature.js";
import type { Guards } from "../../http/guards.js";
import { jsonBody } from "../../http/json-body.js";
import { checkBody } from "../../snapshots/check-body.js";
import { DEFAULT_WORLD, readRequest } from "../../worlds/world-requests.js";
import type { Encounters } from "../encounters.js";
import type { RoomPlace } from "../engine/state.js";
import { describeEncounters } from "./describe-encounters.js";
import { nextNews } from "./next-news.js";
import { type ClusterOf, openFromCluster } from "./open-from-cluster.js";
import { placeOf } from "./places.js";
import { reachIn } from "./reach-in.js";
import { commandRequest, newsQuery, openBody, roomParams, whoQuery, worldParams } from "./rest-schema.js";
import { MOST_CALL_BYTES } from "./router-limits.js";
import { giveCommand, roomsOwnId } from "./seats.js";
import type { Viewer } from "../engine/view.js";
import type { UserRates } from "./user-rates.js";
import { giveFor, idFor, nameOf, viewerFor } from "./on-behalf.js";

export interface RestRoutesDeps {
	readonly encounters: Encounters;
	readonly clusterOf: ClusterOf;
	readonly guards: Pick<Guards, "gameServer">;
	readonly rates: Pick<UserRates, "count">;
	/** Aborted when the service goes away: who waits is answered. */
	readonly closing: AbortSignal;
	/** World of callers that name none. */
	readonly defaultWorld?: string;
}

/** What game servers ask of rooms, for their players and NPCs: the same as users, in the plain JSON that they speak. */
export function createRestRoutes(deps: RestRoutesDeps): Feature {
	const { encounters, clusterOf, guards, rates, closing, defaultWorld = DEFAULT_WORLD } = deps;
	const routes = Router();
	const body = jsonBody(MOST_CALL_BYTES);

	routes.post("/v1/encounters", guards.gameServer, ...body, async (req, res) => {
		const told = checkBody(openBody, req.body);
		const { roomId, place } = await openFromCluster(
			{ encounters, clusterOf },
			{
				worldId: told.world_id ?? defaultWorld,
				clusterId: told.cluster_id,
				studsPerCell: told.studs_per_cell,
				sheets: told.sheets,
				title: told.title,
				turnSeconds: told.turn_seconds,
				chatEnabled: told.chat_enabled,
				allowPrivateChat: told.allow_private_chat,
				dmId: told.dm_user_id,
				...(told.id !== undefined && { id: roomsOwnId("place", told.id) }),
			},
		);
		const answer: OpenedEncounterWire = { room_id: roomId, ground: groundOf(place) };
		res.status(201).json(answer);
	});

	routes.get("/v1/worlds/:world/encounters", guards.gameServer, async (req, res) => {
		const { world } = readRequest(worldParams, req.params);
		const placed = await encounters.inWorld(world);
		const answer: PlacedEncountersWire = {
			rooms: placed.map(({ roomId, dmId, userIds, place }) => ({
				room_id: roomId,
				dm_user_id: dmId,
				user_ids: userIds,
				ground: groundOf(place),
			})),
		};
		res.json(answer);
	});

	routes.get("/v1/encounters", guards.gameServer, async (_req, res) => {
		res.json({ rooms: await encounters.list() });
	});

	routes.get("/v1/encounters/:room", guards.gameServer, async (req, res) => {
		const { room } = readRequest(roomParams, req.params);
		const viewer = await viewerFor(encounters, room, readRequest(whoQuery, req.query));
		const { cursor, view } = await encounters.look(room, viewer);
		res.json({ cursor: placeOf(cursor, viewer), view, reach: reachIn(view) });
	});

	routes.get("/v1/encounters/:room/news", guards.gameServer, async (req, res) => {
		const { room } = readRequest(roomParams, req.params);
		const { cursor: place, wait, ...who } = readRequest(newsQuery, req.query);
		const viewer = await viewerFor(encounters, room, who);
		const until = AbortSignal.any([closing, left(res)]);
		const { news, ...rest } = await nextNews(encounters, { roomId: room, viewer }, { place, wait, until });
		res.json({
			...rest,
			news: news.map(({ events, commandId }) => ({ events, ...idFor(who, commandId) })),
		});
	});

	routes.post("/v1/encounters/:room/commands", guards.gameServer, ...body, async (req, res) => {
		const { room } = readRequest(roomParams, req.params);
		const { command, id, ...who } = checkBody(commandRequest, req.body);
		rates.count(nameOf(who));
		const given = await giveFor(encounters, room, { who, id, body: command });
		const viewerNow = (): Promise<Viewer> => viewerFor(encounters, room, who);
		const { isRepeated, ...told } = await giveCommand(encounters, given, { roomId: room, viewerNow });
		res.json({ ...told, is_repeated: isRepeated });
	});

	return { routes, describe: describeEncounters };
}

function groundOf({ corner, studsPerCell }: RoomPlace): GroundWire {
	return { corner, studs_per_cell: studsPerCell };
}

/** Aborted when whoever asked is gone. */
function left(res: Response): AbortSignal {
	const gone = new AbortController();
	res.once("close", () => gone.abort());
	return gone.signal;
}
