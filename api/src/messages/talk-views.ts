import type { LineWire, SpeakerWire } from "../../../game/src/shared/wire/index.js";
import type { TopicView } from "../doors/topic-view.js";
import type { Log } from "../log/log.js";
import { serverTopic, talkTopic } from "./talk-entries.js";
import type { TalkState } from "./talk-state.js";
import type { Talks } from "./talks.js";

/** Lines that a page which has just come is shown. */
const RECENT_LINES = 50;

/** Types of a talk's entries that readers are told. */
const TOLD: ReadonlySet<string> = new Set(["line", "cluster", "note", "npc", "erased"]);

/** A talk as a page that has just come is shown it. */
export interface TalkNow {
	/** The newest of all groups, oldest first. */
	readonly lines: readonly LineWire[];
	/** Who is together now. `at` is unix seconds. */
	readonly groups: readonly {
		readonly clusterId: string;
		readonly members: readonly SpeakerWire[];
		readonly at: number;
	}[];
}

export function talkNow({ groups }: Readonly<TalkState>): TalkNow {
	const together = [...groups].filter(([, { members }]) => members.length > 0);
	return {
		lines: [...groups.values()]
			.flatMap(({ spoken }) => spoken.lines)
			.sort((a, b) => a.at - b.at)
			.slice(-RECENT_LINES),
		groups: together.map(([clusterId, { members, at }]) => ({ clusterId, members, at })),
	};
}

/** A world's talk for whoever may read everything. */
export function talkView(talks: Talks, worldId: string): TopicView {
	return {
		topic: talkTopic(worldId),
		key: "talk",
		frame: ({ type, data }) => (TOLD.has(type) ? { event: type, data } : undefined),
		fresh: async () => {
			const talk = await talks.open(worldId);
			return { cursor: talk.cursor(), data: JSON.stringify(talkNow(talk.state)) };
		},
	};
}

/** What a game server is told. Who comes without a cursor hears of what is answered from now on. */
export function inboxView(log: Pick<Log, "head">, serverId: string): TopicView {
	const topic = serverTopic(serverId);
	return {
		topic,
		key: "inbox",
		frame: ({ type, data }) => (type === "answer" ? { event: type, data } : undefined),
		fresh: async () => ({ cursor: await log.head(topic), data: "null" }),
	};
}
