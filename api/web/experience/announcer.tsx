import { VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { Narration } from "../../client/experience/index.js";
import { LOOKS, type PageState } from "./connection-looks.js";
import type { StoryEntry } from "./story/story.js";
import { textOf } from "./story/wording.js";

/** What comes within this is told in one go: an action, its quest and its answer. */
const GATHER_MS = 400;
/** More than this at once is told by its last: somebody who comes back is not read a list. */
const MOST_TOLD = 4;

/** An entry in words, for those who hear the page; undefined for what they did themselves, and what is still being told. */
export function spokenText(entry: StoryEntry, narrations: readonly Narration[]): string | undefined {
	switch (entry.kind) {
		case "told":
			return `${textOf(entry.telling.parts)}.`;
		case "answered":
			return entry.text;
		case "said":
			return entry.failed === undefined ? undefined : `Not heard: ${entry.failed}`;
		case "narrated": {
			const narration = narrations.find(({ messageId }) => messageId === entry.messageId);
			return narration?.isDone ? narration.text : undefined;
		}
	}
}

export interface AnnouncerProps {
	readonly state: PageState;
	readonly entries: readonly StoryEntry[];
	readonly narrations: readonly Narration[];
}

/** Tells those who hear the page what changed: the connection, and the story, narrations when they are whole. */
export function Announcer({ state, entries, narrations }: AnnouncerProps) {
	const [news, setNews] = useState("");
	const told = useRef<WeakSet<StoryEntry>>(undefined);
	useEffect(() => {
		const spoken = entries.flatMap((entry) => {
			const text = told.current?.has(entry) ? undefined : spokenText(entry, narrations);
			return text === undefined ? [] : [{ entry, text }];
		});
		// What was there before anybody listened is no news.
		const known = (told.current ??= new WeakSet(spoken.map(({ entry }) => entry)));
		const fresh = spoken.filter(({ entry }) => !known.has(entry));
		if (fresh.length === 0) return undefined;
		const timer = setTimeout(() => {
			for (const { entry } of fresh) known.add(entry);
			setNews(
				fresh
					.slice(-MOST_TOLD)
					.map(({ text }) => text)
					.join(" "),
			);
		}, GATHER_MS);
		return () => clearTimeout(timer);
	}, [entries, narrations]);
	const { label, meaning } = LOOKS[state];
	return (
		<VisuallyHidden>
			<div aria-live="polite" data-testid="connection-news">{`${label}. ${meaning}`}</div>
			<div aria-live="polite" data-testid="story-news">
				{news}
			</div>
		</VisuallyHidden>
	);
}
