import { z } from "zod";
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

export const roomParams = z.object({ room: anyId });
export const whoQuery = z.object(onBehalf).refine(isOne, mustBeOne);
export const newsQuery = z
	.object({
		...onBehalf,
		cursor: z.string().max(MOST_EVENT_ID).optional(),
		wait: z.coerce.number().min(0).max(MOST_WAIT_SECONDS).default(MOST_WAIT_SECONDS),
	})
	.refine(isOne, mustBeOne);

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
});

export const commandRequest = z
	.strictObject({ ...onBehalf, id: anyId.optional(), command: commandBody })
	.refine(isOne, mustBeOne);

/** Commands of the DM's hand are many-shaped and the room's own: they are described by their type alone. */
const view = z.looseObject({ interactionId: z.string(), status: z.string() });

export const openedAnswer = z.object({ room_id: z.string() });
export const viewAnswer = z.object({ cursor: z.string(), view });
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
