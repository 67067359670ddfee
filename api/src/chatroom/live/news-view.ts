import type { TopicView } from "../../doors/topic-view.js";
import type { Log } from "../../log/log.js";
import { chatroomTopic } from "../chatroom-topic.js";
import type { ChatroomEventWire } from "../chatroom-wire.js";
import { NO_STATE, STATE } from "./follow-users.js";

/** What readers are told; the data of each entry is that of the wire. */
const TOLD: Readonly<Record<ChatroomEventWire["type"] | typeof STATE, true>> = {
	conversation: true,
	runaway: true,
	recovery: true,
	society: true,
	read: true,
	[STATE]: true,
};

/**
 * What a user is told of their society: that something is other than before. The state is empty and says no more than
 * that everything is to be asked for: it comes first to whoever has no place to go on from, and in between where
 * something may have been left untold.
 */
export function newsView(log: Pick<Log, "head">, userId: string): TopicView {
	const topic = chatroomTopic(userId);
	return {
		topic,
		key: "news",
		frame: ({ type, data }) => (Object.hasOwn(TOLD, type) ? { event: type, data } : undefined),
		fresh: async () => ({ cursor: await log.head(topic), data: NO_STATE }),
	};
}
