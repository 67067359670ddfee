import { z } from "zod";
import type {
	AnswerWire,
	ClusterClaimWire,
	HeardLineWire,
	InboxWire,
	LineWire,
	MessageContextWire,
	MessagesAnswerWire,
	MessagesWire,
	MessageWire,
	NpcWire,
	SpeakerWire,
} from "../../../game/src/shared/wire/index.js";
import { name, positions, seconds, worldId } from "../snapshots/snapshot-schema.js";

/** Characters of a line: ten times Roblox's longest chat message, as minds may say more. */
const MAX_CONTENT = 2_000;

/** Members and hearers of one group: four times the largest that a place makes. */
const MAX_PEOPLE = 100;

/** Lines, relationships and happenings told along with a message. */
const MAX_CONTEXT = 100;

/** Messages, lines and NPCs told at once: those of a busy server that was cut off for a while. */
const MAX_MESSAGES = 200;
const MAX_LINES = 500;
const MAX_CANCELLED = 500;
const MAX_REGISTERED = 500;

const MAX_PERSONA = 4_000;
const MAX_ABILITIES = 32;

/** Ids become parts of topics, keys and paths. */
export const id = name.refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), {
	error: "must not hold control characters or half characters",
});
const text = (max: number) => z.string().max(max);
const people = z.array(id).max(MAX_PEOPLE);

const speaker = z.object({
	id,
	name,
	type: z.enum(["npc", "player", "system"]),
}) satisfies z.ZodType<SpeakerWire>;

export const heardLine = z.object({
	speaker,
	content: text(MAX_CONTENT),
	at: seconds,
	overheard: z.boolean().optional(),
}) satisfies z.ZodType<HeardLineWire>;

export const line = z.object({
	id,
	clusterId: id,
	speaker,
	content: text(MAX_CONTENT),
	at: seconds,
	heardBy: people,
	overheardBy: people,
	inReplyTo: id.optional(),
}) satisfies z.ZodType<LineWire>;

const claim = z.object({
	id,
	members: z.array(speaker).max(MAX_PEOPLE),
	formed: seconds,
	updated: seconds,
	positions,
	location: text(MAX_CONTENT),
}) satisfies z.ZodType<ClusterClaimWire>;

const context = z.object({
	members: z.array(speaker).max(MAX_PEOPLE),
	recentMessages: z.array(heardLine).max(MAX_CONTEXT),
	relationships: z
		.array(z.object({ id, name, kind: text(MAX_CONTENT), strength: z.number().min(-1).max(1) }))
		.max(MAX_CONTEXT),
	location: text(MAX_CONTENT).optional(),
	recentInteractions: z
		.array(z.object({ timestamp: seconds, narrative: text(MAX_CONTENT) }))
		.max(MAX_CONTEXT)
		.optional(),
	cluster: claim.optional(),
}) satisfies z.ZodType<MessageContextWire>;

export const priority = z.enum(["urgent", "conversation", "background"]);

export const message = z.object({
	id,
	npcId: id,
	clusterId: id,
	sender: speaker,
	content: text(MAX_CONTENT),
	priority,
	timestamp: seconds,
	context,
}) satisfies z.ZodType<MessageWire>;

/** Body of `POST /v1/messages`. */
export const messagesBody = z.object({
	serverId: id,
	world: worldId.optional(),
	messages: z.array(message).max(MAX_MESSAGES),
	lines: z.array(line).max(MAX_LINES).optional(),
	cancelled: z.array(id).max(MAX_CANCELLED).optional(),
}) satisfies z.ZodType<MessagesWire>;

/** Body of `POST /v1/chat`. */
export const chatBody = z.object({ serverId: id, world: worldId.optional(), message });

const npcFields = {
	name,
	persona: text(MAX_PERSONA),
	abilities: z.array(name).max(MAX_ABILITIES),
	responseSpeed: z.number().min(0.01).max(100),
	serverId: id.optional(),
	world: worldId.optional(),
};

export const npc = z.object({ npcId: id, ...npcFields }) satisfies z.ZodType<NpcWire>;

/** Body of `PUT /v1/npcs/:npcId`; the id may be told again. */
export const npcBody = z.object({ ...npcFields, npcId: id.optional() });

/** Body of `PUT /v1/npcs`. */
export const npcsBody = z.object({ npcs: z.array(npc).max(MAX_REGISTERED) });

export const messagesAnswer = z.object({
	accepted: z.array(z.object({ id: z.string(), queue: priority, depth: z.int() })),
	refused: z.array(
		z.object({
			id: z.string(),
			reason: z.enum(["queue_full", "expired"]),
			retryAfter: z.number().optional(),
		}),
	),
}) satisfies z.ZodType<MessagesAnswerWire>;

export const answer = z.object({
	messageId: z.string(),
	npcId: z.string(),
	clusterId: z.string(),
	content: z.string(),
	priority: z.enum(["immediate", "high", "normal", "low"]),
	action: z.enum(["none", "follow", "unfollow", "stop_talking", "emote"]).optional(),
	generatedBy: z.string(),
	byModel: z.boolean().optional(),
}) satisfies z.ZodType<AnswerWire>;

export const inbox = z.object({
	cursor: z.string(),
	events: z.array(z.object({ event: z.literal("answer"), data: answer })),
	reset: z.object({ reason: z.string() }).optional(),
}) satisfies z.ZodType<InboxWire>;
