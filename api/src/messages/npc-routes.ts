import { Router } from "express";
import type { Request } from "express";
import type { NpcWire } from "../../../game/src/shared/wire/index.js";
import { BODY_LIMIT_BYTES } from "../config/limits.js";
import type { Doors } from "../doors/doors.js";
import type { Feature } from "../http/feature.js";
import type { Guards } from "../http/guards.js";
import { jsonBody } from "../http/json-body.js";
import { Refusal } from "../http/refusal.js";
import { checkBody } from "../snapshots/check-body.js";
import { DEFAULT_WORLD, readRequest, worldParams } from "../worlds/world-requests.js";
import { describeNpcs } from "./describe-npcs.js";
import { groupParams, inWorldQuery, npcParams } from "./message-requests.js";
import { npcBody, npcsBody } from "./message-schema.js";
import { planNpcs } from "./plan-talk.js";
import { groupAnswer, memoryAnswer } from "./talk-queries.js";
import type { NpcEntry } from "./talk-entries.js";
import { talkView } from "./talk-views.js";
import type { Talks } from "./talks.js";

export interface NpcRoutesDeps {
	readonly talks: Talks;
	readonly guards: Guards;
	readonly doors: Doors;
	/** World that is meant where none is named. */
	readonly defaultWorld?: string;
}

/** Who the NPCs of a world are, what they have heard, and what is said among them. */
export function createNpcRoutes({ talks, guards, doors, ...deps }: NpcRoutesDeps): Feature {
	const { defaultWorld = DEFAULT_WORLD } = deps;
	const routes = Router();
	const body = jsonBody(BODY_LIMIT_BYTES);

	const register = async (npcs: readonly NpcWire[]): Promise<void> => {
		const byWorld = new Map<string, NpcEntry[]>();
		for (const { world = defaultWorld, ...npc } of npcs) {
			byWorld.set(world, [...(byWorld.get(world) ?? []), npc]);
		}
		for (const [world, told] of byWorld) {
			await talks.write(world, (state) => ({ entries: planNpcs(state, told), result: undefined }));
		}
	};
	const stateOf = async (req: Request) => {
		const { world = defaultWorld } = readRequest(inWorldQuery, req.query);
		return (await talks.open(world)).state;
	};

	routes.put("/v1/npcs/:npcId", guards.gameServer, ...body, async (req, res) => {
		const { npcId } = readRequest(npcParams, req.params);
		const told = checkBody(npcBody, req.body);
		if (told.npcId !== undefined && told.npcId !== npcId) {
			throw new Refusal("invalid", "The NPC of the body is another than that of the path.", {
				errors: [{ path: "npcId", message: `must be ${JSON.stringify(npcId)}, or be left out` }],
			});
		}
		await register([{ ...told, npcId }]);
		res.json({ npcId });
	});

	routes.put("/v1/npcs", guards.gameServer, ...body, async (req, res) => {
		const { npcs } = checkBody(npcsBody, req.body);
		await register(npcs);
		res.json({ registered: npcs.length });
	});

	routes.get("/v1/npcs", guards.fullReader, async (req, res) => {
		res.json({ npcs: [...(await stateOf(req)).npcs.values()] });
	});

	routes.get("/v1/npcs/:npcId/memory", guards.fullReader, async (req, res) => {
		const { npcId } = readRequest(npcParams, req.params);
		const memory = memoryAnswer(await stateOf(req), npcId);
		if (!memory) throw new Refusal("not_found", "No NPC of this world has this id.");
		res.json(memory);
	});

	routes.get("/v1/groups/:clusterId/memory", guards.fullReader, async (req, res) => {
		const { clusterId } = readRequest(groupParams, req.params);
		const group = groupAnswer(await stateOf(req), clusterId);
		if (!group) throw new Refusal("not_found", "No group of this world that is remembered has this id.");
		res.json(group);
	});

	routes.get("/v1/worlds/:world/talk", guards.fullReader, async (req, res) => {
		const { world } = readRequest(worldParams, req.params);
		await doors.sse(req, res, talkView(talks, world));
	});

	return { routes, describe: describeNpcs };
}
