import type { World } from "../worlds/worlds.js";
import type { FoldedTopic, FoldedTopicDeps } from "../log/folded-topic.js";
import { talkFold } from "./fold-talk.js";
import { planClusters } from "./plan-talk.js";
import { talkTopic } from "./talk-entries.js";
import type { TalkEntry } from "./talk-entries.js";
import type { TalkState } from "./talk-state.js";
import { createTopicFamily } from "../log/topic-family.js";
import type { TopicFamily } from "../log/topic-family.js";

/** A world's talk: what is remembered, and the place in the log that it stands for. */
export type Talk = FoldedTopic<TalkState, TalkEntry>;

/** A topic that holds nothing of a user any more in what follows `offset`, and in its checkpoint. */
export interface ErasedTopic {
	readonly topic: string;
	/** Entries up to here may hold what was erased, and nothing is lost with them: their state is put aside. */
	readonly offset: number;
}

/** The talk of all worlds, by world id. */
export interface Talks extends TopicFamily<TalkState, TalkEntry> {
	/** Takes over what is new of a world's clusters. */
	readonly project: (world: World) => Promise<void>;
	/** Takes everything of a user out of every talk, and answers from where on each topic is free of them. */
	readonly eraseUser: (userId: string) => Promise<readonly ErasedTopic[]>;
}

export interface TalksDeps extends FoldedTopicDeps {
	/** Unix seconds. */
	readonly now: () => number;
}

export function createTalks(deps: TalksDeps): Talks {
	const family = createTopicFamily({
		...deps,
		fold: talkFold,
		topicOf: talkTopic,
		index: { topic: "talks" },
	});

	const eraseFrom = async (worldId: string, userId: string): Promise<ErasedTopic> => {
		await family.write(worldId, ({ newest }) => ({
			// A place's clock may be ahead of this one.
			entries: [{ type: "erased", data: { userId, at: Math.max(deps.now(), newest) } }],
			result: undefined,
		}));
		const talk = await family.open(worldId);
		return { topic: talk.topic, offset: await talk.putAside() };
	};

	return {
		...family,
		project: ({ id, memory }) =>
			family.write(id, (state) => ({ entries: planClusters(state, memory), result: undefined })),
		eraseUser: async (userId) => {
			const erased: ErasedTopic[] = [];
			for (const worldId of await family.list()) erased.push(await eraseFrom(worldId, userId));
			return erased;
		},
	};
}
