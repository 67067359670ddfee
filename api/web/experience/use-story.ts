import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { ExperienceClient } from "../../client/experience/index.js";
import { createStory, type Story, type StoryEntry } from "./story/story.js";

export interface ToldStory {
	readonly story: Story;
	readonly entries: readonly StoryEntry[];
	readonly underWay: ReadonlySet<string>;
}

/** The story of a client for as long as the page shows it. */
export function useStory(client: ExperienceClient): ToldStory {
	const story = useMemo(() => createStory(client, () => Date.now() / 1000), [client]);
	useEffect(() => story.start(), [story]);
	return {
		story,
		entries: useSyncExternalStore(story.subscribe, story.entries),
		underWay: useSyncExternalStore(story.subscribe, story.underWay),
	};
}
