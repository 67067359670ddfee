import type { InteractionWire, MemberTypeWire, RelationshipWire } from "./context";
import type { Vec3Wire } from "./vec3";

/** Who said something. `id` is identity (the NPC's id, the player's UserId as text); `name` is a label. */
export interface SpeakerWire {
	readonly id: string;
	readonly name: string;
	/** `system`: the place itself, as in "somebody has entered your area". */
	readonly type: MemberTypeWire | "system";
}

/**
 * One line that was spoken aloud. `heardBy` and `overheardBy` are entity ids without the speaker's: the members
 * of its group at that moment, and those near enough to overhear it. Nobody else ever learns of it.
 */
export interface LineWire {
	readonly id: string;
	readonly clusterId: string;
	readonly speaker: SpeakerWire;
	readonly content: string;
	/** Unix seconds. */
	readonly at: number;
	readonly heardBy: readonly string[];
	readonly overheardBy: readonly string[];
	/** Message that it answers. */
	readonly inReplyTo?: string;
}

/** A line as an NPC remembers it. */
export interface HeardLineWire {
	readonly speaker: SpeakerWire;
	readonly content: string;
	/** Unix seconds. */
	readonly at: number;
	/** The NPC was near the group, and no member of it. */
	readonly overheard?: boolean;
}

/**
 * The whole of a cluster, told along with a system message whose change the backend did not confirm in time, so
 * that whoever receives it can repair its memory by itself. `positions` by entity id, in studs.
 */
export interface ClusterClaimWire {
	readonly id: string;
	readonly members: readonly SpeakerWire[];
	/** Unix seconds. */
	readonly formed: number;
	/** Unix seconds at which its membership last changed. */
	readonly updated: number;
	readonly positions: Readonly<Record<string, Vec3Wire>>;
	readonly location: string;
}

/** What the asked NPC may know: who is with it, what it heard, and how it stands to the others. */
export interface MessageContextWire {
	readonly members: readonly SpeakerWire[];
	/** Lines that this NPC heard, oldest first. */
	readonly recentMessages: readonly HeardLineWire[];
	/** The asked NPC's own. */
	readonly relationships: readonly RelationshipWire[];
	readonly location?: string;
	readonly recentInteractions?: readonly InteractionWire[];
	/** Only with an enhanced system message. */
	readonly cluster?: ClusterClaimWire;
}

/** How soon an answer is wanted: `urgent` for players' lines. */
export type MessagePriorityWire = "urgent" | "conversation" | "background";

/** A question to one NPC's mind: what do you say to this? The same `id` twice is one message. */
export interface MessageWire {
	readonly id: string;
	readonly npcId: string;
	readonly clusterId: string;
	readonly sender: SpeakerWire;
	readonly content: string;
	readonly priority: MessagePriorityWire;
	/** Unix seconds. */
	readonly timestamp: number;
	readonly context: MessageContextWire;
}

/**
 * Body of `POST /v1/messages`: everything that a server has to tell about talk goes in one request. `lines` are
 * what was spoken since the last one, `cancelled` the messages whose answers nobody waits for any more.
 */
export interface MessagesWire {
	readonly serverId: string;
	readonly world?: string;
	readonly messages: readonly MessageWire[];
	readonly lines?: readonly LineWire[];
	readonly cancelled?: readonly string[];
}

/** Why one message of a batch was refused; `retryAfter` in seconds where trying again makes sense. */
export interface RefusedMessageWire {
	readonly id: string;
	readonly reason: "queue_full" | "expired";
	readonly retryAfter?: number;
}

/** Answer 202 of `POST /v1/messages`. What is named here, and every line, is held. */
export interface MessagesAnswerWire {
	readonly accepted: readonly {
		readonly id: string;
		readonly queue: MessagePriorityWire;
		/** Messages waiting before this one. */
		readonly depth: number;
	}[];
	readonly refused: readonly RefusedMessageWire[];
}

/** What a mind may have its NPC do; everything else that it says is mere text. */
export type MindActionWire = "none" | "follow" | "unfollow" | "stop_talking" | "emote";

/** `immediate` answers are shown at once and alone; the others in this order. */
export type AnswerPriorityWire = "immediate" | "high" | "normal" | "low";

/** What an NPC says to a message. An empty `content` is an answer too: it has nothing to say. */
export interface AnswerWire {
	readonly messageId: string;
	readonly npcId: string;
	readonly clusterId: string;
	readonly content: string;
	readonly priority: AnswerPriorityWire;
	readonly action?: MindActionWire;
	/** Name of the mind that made it, such as `scripted` or `openai:gpt-4o-mini`. */
	readonly generatedBy: string;
	/** A language model wrote it, which players must be told. */
	readonly byModel?: boolean;
}

/** One NPC as its place registers it: `PUT /v1/npcs/:npcId`, or many by `PUT /v1/npcs` `{npcs}`. */
export interface NpcWire {
	readonly npcId: string;
	readonly name: string;
	readonly persona: string;
	readonly abilities: readonly string[];
	/** 1 is a usual speaker; 2 speaks twice as fast. */
	readonly responseSpeed: number;
	readonly serverId?: string;
	readonly world?: string;
}

/** Answer of `GET /v1/servers/:serverId/inbox`. `reset`: answers may have been missed before `cursor`. */
export interface InboxWire {
	/** `epoch:offset`, to be given with the next poll. */
	readonly cursor: string;
	readonly events: readonly { readonly event: "answer"; readonly data: AnswerWire }[];
	readonly reset?: { readonly reason: string };
}
