import { z } from "zod";
import type {
	CellRunWire,
	GroundWire,
	OpenedEncounterWire,
	OpenEncounterWire,
	PlacedEncountersWire,
	ReachWire,
} from "../../../../game/src/shared/wire/index.js";
import { worldId } from "../../snapshots/snapshot-schema.js";
import { commandBody } from "./command-bodies.js";
import { anyId, entityId, settings } from "./inputs.js";
import { clusterOrder } from "./open-from-cluster.js";
import { MOST_EVENT_ID, MOST_WAIT_SECONDS } from "./router-limits.js";

/** For whom a game server speaks: a player by their user id, or an NPC by its entity id. */
const onBehalf = { user_id: anyId.optional(), entity_id: entityId.optional() };

const isOne = (given: {
	readonly user_id?: string | undefined;
	readonly entity_id?: string | undefined;
}): boolean => (given.user_id === undefined) !== (given.entity_id === undefined);
const mustBeOne = "must have either user_id or entity_id";

export const worldParams = z.object({ world: worldId });
export const roomParams = z.object({ room: anyId });
export const whoQuery = z.object(onBehalf).refine(isOne, mustBeOne);
export const newsQuery = z
	.object({
		...onBehalf,
		cursor: z.string().max(MOST_EVENT_ID).optional(),
		wait: z.coerce.number().min(0).max(MOST_WAIT_SECONDS).default(MOST_WAIT_SECONDS),
	})
	.refine(isOne, mustBeOne);

/** No limit to a turn may be said by null as well, for which the game's language has no word. */
export const openBody = z.strictObject({
	id: anyId.optional(),
	dm_user_id: anyId,
	world_id: anyId.optional(),
	cluster_id: anyId,
	studs_per_cell: clusterOrder.studsPerCell,
	sheets: clusterOrder.sheets,
	title: settings.title,
	turn_seconds: settings.turnSeconds,
	chat_enabled: settings.chatEnabled,
	allow_private_chat: settings.allowPrivateChat,
}) satisfies z.ZodType<Omit<OpenEncounterWire, "turn_seconds">>;

export const commandRequest = z
	.strictObject({ ...onBehalf, id: anyId.optional(), command: commandBody })
	.refine(isOne, mustBeOne);

/** Commands of the DM's hand are many-shaped and the room's own: they are described by their type alone. */
const view = z.looseObject({ interactionId: z.string(), status: z.string() });

const ground = z.object({
	corner: z.object({ x: z.number(), z: z.number() }),
	studs_per_cell: z.number(),
}) satisfies z.ZodType<GroundWire>;
const opened = { room_id: z.string(), ground };
const run = z.object({ x: z.int(), y: z.int(), width: z.int() }) satisfies z.ZodType<CellRunWire>;
const reach = z.object({ entity_id: z.string(), runs: z.array(run) }) satisfies z.ZodType<ReachWire>;

export const openedAnswer = z.object(opened) satisfies z.ZodType<OpenedEncounterWire>;
export const placedAnswer = z.object({
	rooms: z.array(z.object({ ...opened, dm_user_id: z.string(), user_ids: z.array(z.string()) })),
}) satisfies z.ZodType<PlacedEncountersWire>;
export const viewAnswer = z.object({ cursor: z.string(), view, reach: z.array(reach) });
export const commandAnswer = z.object({
	ok: z.boolean(),
	is_repeated: z.boolean(),
	code: z.string().optional(),
	reason: z.string().optional(),
	cursor: z.string(),
	view: view.optional(),
});
export const newsAnswer = z.object({
	cursor: z.string(),
	view: view.optional(),
	news: z.array(
		z.object({
			events: z.array(z.looseObject({ type: z.string(), at: z.number() })),
			command_id: z.string().optional(),
		}),
	),
});
