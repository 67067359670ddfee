import { VisuallyHidden } from "@mantine/core";
import { memo } from "react";
import type { Narration } from "../../../client/experience/index.js";
import { Dots } from "../../shell/dots.js";
import { agoText, clockText } from "../../shell/time-text.js";
import { useReadAlong } from "../../shell/use-read-along.js";
import { useSeconds } from "../../shell/use-seconds.js";
import type { StoryEntry } from "./story.js";
import classes from "./story.module.css";
import { TellingSign } from "./telling-sign.js";
import type { Part } from "./wording.js";

export interface StoryListProps {
	readonly entries: readonly StoryEntry[];
	readonly narrations: readonly Narration[];
}

function Parts({ parts }: { readonly parts: readonly Part[] }) {
	return parts.map((part, index) =>
		typeof part === "string" ? part : <b key={`${index} ${part.name}`}>{part.name}</b>,
	);
}

function Narrated({ narration }: { readonly narration: Narration | undefined }) {
	if (!narration) return null;
	const { text, isDone, hasGaps } = narration;
	return (
		<p className={classes.narrated} data-streaming={(!isDone && !hasGaps) || undefined}>
			{hasGaps && <span title="Part of this was told while the connection was cut.">… </span>}
			{text}
			{!isDone && !hasGaps && <span className={classes.caret} aria-hidden="true" />}
		</p>
	);
}

interface EntryProps {
	readonly entry: StoryEntry;
	/** Of an entry that is narrated. */
	readonly narration: Narration | undefined;
	/** Whether what was said is still to be answered by the narrator. */
	readonly isAwaited: boolean;
	/** How long ago it was, of what was told. */
	readonly ago: string;
}

/** Drawn anew only where what it shows has changed: with each news all entries are looked at. */
const Entry = memo(function Entry({ entry, narration, isAwaited, ago }: EntryProps) {
	switch (entry.kind) {
		case "told":
			return (
				<p className={classes.told} data-kind={entry.telling.kind}>
					<TellingSign kind={entry.telling.kind} />
					<span>
						<Parts parts={entry.telling.parts} />
					</span>
					<time dateTime={new Date(entry.at * 1000).toISOString()} title={clockText(entry.at)}>
						{ago}
					</time>
				</p>
			);
		case "said":
			return (
				<>
					<p className={classes.said} data-failed={entry.failed !== undefined || undefined}>
						<VisuallyHidden component="span">You said: </VisuallyHidden>
						{entry.text}
						{entry.failed !== undefined && <small>Not heard: {entry.failed}</small>}
					</p>
					{isAwaited && (
						<p className={classes.dots}>
							<Dots />
						</p>
					)}
				</>
			);
		case "narrated":
			return <Narrated narration={narration} />;
		case "answered":
			return <p className={classes.answered}>{entry.text}</p>;
	}
});

/** What an entry shows beside itself. */
function propsOf(entry: StoryEntry, narrations: readonly Narration[], seconds: number): EntryProps {
	const isOf = ({ messageId }: Narration): boolean => "messageId" in entry && messageId === entry.messageId;
	return {
		entry,
		narration: entry.kind === "narrated" ? narrations.find(isOf) : undefined,
		isAwaited: entry.kind === "said" && entry.failed === undefined && !narrations.some(isOf),
		ago: entry.kind === "told" ? agoText(seconds - entry.at).replace(" ago", "") : "",
	};
}

/** The story so far, the newest at the end, which is kept in view for who reads along. */
export const StoryList = memo(function StoryList({ entries, narrations }: StoryListProps) {
	const seconds = useSeconds();
	const along = useReadAlong<HTMLOListElement>([entries, narrations]);
	return (
		<ol {...along} className={classes.list} aria-label="Your story, newest last" tabIndex={0}>
			{entries.length === 0 && (
				<li className={classes.nothing}>
					Nothing has happened since this page was opened. What you do, what you are told, and what others
					change around you is written here.
				</li>
			)}
			{entries.map((entry) => (
				<li key={entry.number}>
					<Entry {...propsOf(entry, narrations, seconds)} />
				</li>
			))}
		</ol>
	);
});
