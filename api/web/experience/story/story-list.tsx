import { useEffect, useRef } from "react";
import type { Narration } from "../../../client/experience/index.js";
import { agoText, clockText } from "../../shell/time-text.js";
import { useSeconds } from "../../shell/use-seconds.js";
import type { StoryEntry } from "./story.js";
import classes from "./story.module.css";
import { TellingSign } from "./telling-sign.js";
import type { Part } from "./wording.js";

/** Pixels from the end within which a reader counts as reading along. */
const AT_END = 48;

export interface StoryListProps {
	readonly entries: readonly StoryEntry[];
	readonly narrations: readonly Narration[];
}

function Parts({ parts }: { readonly parts: readonly Part[] }) {
	return parts.map((part, index) =>
		typeof part === "string" ? part : <b key={`${index} ${part.name}`}>{part.name}</b>,
	);
}

function Dots() {
	return (
		<span className={classes.dots} aria-hidden="true">
			<i />
			<i />
			<i />
		</span>
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

function Entry({ entry, narrations, seconds }: Omit<StoryListProps, "entries"> & EntryProps) {
	switch (entry.kind) {
		case "told":
			return (
				<p className={classes.told} data-kind={entry.telling.kind}>
					<TellingSign kind={entry.telling.kind} />
					<span>
						<Parts parts={entry.telling.parts} />
					</span>
					<time dateTime={new Date(entry.at * 1000).toISOString()} title={clockText(entry.at)}>
						{agoText(seconds - entry.at).replace(" ago", "")}
					</time>
				</p>
			);
		case "said":
			return (
				<>
					<p className={classes.said} data-failed={entry.failed !== undefined || undefined}>
						<span className={classes.hidden}>You said: </span>
						{entry.text}
						{entry.failed !== undefined && <small>Not heard: {entry.failed}</small>}
					</p>
					{isAwaited(entry, narrations) && <Dots />}
				</>
			);
		case "narrated":
			return <Narrated narration={narrations.find(({ messageId }) => messageId === entry.messageId)} />;
		case "answered":
			return <p className={classes.answered}>{entry.text}</p>;
	}
}

interface EntryProps {
	readonly entry: StoryEntry;
	readonly seconds: number;
}

function isAwaited(
	{ messageId, failed }: Extract<StoryEntry, { kind: "said" }>,
	narrations: readonly Narration[],
): boolean {
	return failed === undefined && !narrations.some((narration) => narration.messageId === messageId);
}

/** The story so far, the newest at the end, which is kept in view for who reads along. */
export function StoryList({ entries, narrations }: StoryListProps) {
	const seconds = useSeconds();
	const list = useRef<HTMLOListElement>(null);
	const readsAlong = useRef(true);
	useEffect(() => {
		const shown = list.current;
		if (shown && readsAlong.current) shown.scrollTop = shown.scrollHeight;
	}, [entries, narrations]);
	return (
		<ol
			ref={list}
			className={classes.list}
			aria-label="Your story, newest last"
			tabIndex={0}
			onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
				readsAlong.current = scrollHeight - scrollTop - clientHeight < AT_END;
			}}
		>
			{entries.length === 0 && (
				<li className={classes.nothing}>
					Nothing has happened since this page was opened. What you do, what you are told, and what others
					change around you is written here.
				</li>
			)}
			{entries.map((entry) => (
				<li key={entry.number}>
					<Entry entry={entry} narrations={narrations} seconds={seconds} />
				</li>
			))}
		</ol>
	);
}
