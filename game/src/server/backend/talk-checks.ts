import { t } from "@rbxts/t";
import type { AnswerPriorityWire, MindActionWire } from "../../shared/wire";
import type { Reply } from "../conversations/mind-port";

const isAnswer = t.interface({
	messageId: t.string,
	npcId: t.string,
	clusterId: t.string,
	content: t.string,
	priority: t.string,
	action: t.optional(t.string),
	generatedBy: t.string,
	byModel: t.optional(t.boolean),
});

/** Answer of `POST /v1/messages`. */
export const isMessagesAnswer = t.interface({
	accepted: t.array(t.interface({ id: t.string })),
	refused: t.array(t.interface({ id: t.string, reason: t.string })),
});

/** Answer of `GET /v1/servers/:serverId/inbox`; events of other kinds may come to it with time. */
export const isInbox = t.interface({
	cursor: t.string,
	events: t.array(t.interface({ event: t.string, data: t.any })),
	reset: t.optional(t.interface({ reason: t.string })),
});

const isPriority: t.check<AnswerPriorityWire> = t.union(
	t.literal("immediate"),
	t.literal("high"),
	t.literal("normal"),
	t.literal("low"),
);
const isAction: t.check<MindActionWire> = t.union(
	t.literal("none"),
	t.literal("follow"),
	t.literal("unfollow"),
	t.literal("stop_talking"),
	t.literal("emote"),
);

/**
 * What an answer of the backend has its NPC say; undefined where it is no answer. An action or priority that is
 * not known here does nothing, and takes nothing from what is said. Blank is empty.
 */
export function replyOf(given: unknown, via: "queue" | "direct"): Reply | undefined {
	if (!isAnswer(given)) return undefined;
	const { messageId, npcId, clusterId, content, priority, action, generatedBy, byModel = false } = given;
	return {
		messageId,
		npcId,
		clusterId,
		content: content.match("^%s*(.-)%s*$")[0] as string,
		priority: isPriority(priority) ? priority : "normal",
		action: isAction(action) ? action : "none",
		generatedBy,
		byModel,
		via,
	};
}
