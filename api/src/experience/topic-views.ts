import type { TopicView } from "../doors/topic-view.js";
import { type Experiences, type Player, sharedTopic, userTopic } from "./experience.js";

/** Types of the user's topic that its readers are told; each entry's data is the wire object of its type. */
const TOLD: ReadonlySet<string> = new Set(["world_update", "quest_update", "content"]);

/** What one player is told, in its order. */
export function playerView({ view }: Pick<Experiences, "view">, player: Player): TopicView {
	return {
		topic: userTopic(player),
		key: "player",
		frame: ({ type, data }) => (TOLD.has(type) ? { event: type, data } : undefined),
		fresh: () => view(player),
	};
}

/** What everybody in an experience shares: all of it, as game servers are told. Players' doors make it theirs. */
export function sharedView({ world }: Pick<Experiences, "world">, experience: string): TopicView {
	return {
		topic: sharedTopic(experience),
		key: "shared",
		frame: ({ type, data }) => (type === "shared_update" ? { event: type, data } : undefined),
		fresh: () => world(experience),
	};
}
