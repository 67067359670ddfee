import type { LineWire, MessagesWire, MessageWire, NpcWire } from "../../shared/wire";
import type { HttpRequest } from "./http-port";
import type { QueuedTalk } from "./talk-queue";

const MESSAGES_PATH = "/v1/messages";
const NPCS_PATH = "/v1/npcs";

/** Whose talk it is. */
export interface TalkOrigin {
	readonly serverId: string;
	readonly world: string;
}

export interface TalkBody extends Pick<HttpRequest, "method" | "path"> {
	readonly body: MessagesWire | { readonly npcs: readonly NpcWire[] };
}

/** The request that tells a batch: NPCs alone, or everything else together. */
export function talkBody(batch: readonly QueuedTalk[], { serverId, world }: TalkOrigin): TalkBody {
	const npcs: NpcWire[] = [];
	const messages: MessageWire[] = [];
	const lines: LineWire[] = [];
	const cancelled: string[] = [];
	for (const { item } of batch) {
		if (item.kind === "npc") npcs.push({ serverId, world, ...item.value });
		else if (item.kind === "message") messages.push(item.value);
		else if (item.kind === "line") lines.push(item.value);
		else cancelled.push(item.value);
	}
	if (!npcs.isEmpty()) return { method: "PUT", path: NPCS_PATH, body: { npcs } };
	return { method: "POST", path: MESSAGES_PATH, body: { serverId, world, messages, lines, cancelled } };
}
