import { Button, VisuallyHidden } from "@mantine/core";
import { useEffect, useEffectEvent, useRef } from "react";
import type { ConversationWire } from "../../../src/chatroom/chatroom-wire.js";
import { PauseIcon, PlayIcon } from "../../shell/icons.js";
import { useReadAlong } from "../../shell/use-read-along.js";
import { type Playing, usePlayback } from "../play/use-playback.js";
import { CategorySign, ReplaySign, SkipSign } from "../signs.js";
import { CATEGORY_NAMES, whenText } from "../wording.js";
import { Ending } from "./ending.js";
import { Lines } from "./lines.js";
import { Scene } from "./scene.js";
import { spokenText } from "./spoken-text.js";
import classes from "./stage.module.css";

/** By their keys each is a button of its own: one that is pressed twice must not be another the second time. */
function Controls({ now, pause, resume, skip, replay }: Playing) {
	if (now.isEnded) {
		return (
			<Button key="again" variant="default" size="xs" leftSection={<ReplaySign />} onClick={replay}>
				Play again
			</Button>
		);
	}
	return (
		<>
			<Button
				key="pause"
				variant="default"
				size="xs"
				leftSection={now.isPaused ? <PlayIcon /> : <PauseIcon />}
				onClick={now.isPaused ? resume : pause}
			>
				{now.isPaused ? "Go on" : "Pause"}
			</Button>
			<Button
				key="skip"
				variant="default"
				size="xs"
				leftSection={<SkipSign />}
				aria-keyshortcuts="Escape"
				title="Skip to the end (Esc)"
				onClick={skip}
			>
				Skip
			</Button>
		</>
	);
}

export interface StageProps {
	readonly conversation: ConversationWire;
	/** Unix seconds. */
	readonly seconds: number;
	/** It was shown to its end, or skipped. */
	readonly onRead: () => void;
}

/** A conversation, played as it was had; whole at once where it has been read. Another one is another stage. */
export function Stage({ conversation, seconds, onRead }: StageProps) {
	const { title, category, created_at, world, is_read, messages } = conversation;
	const playing = usePlayback(messages.length, is_read);
	const { now, skip } = playing;
	const along = useReadAlong<HTMLOListElement>([now]);
	const controls = useRef<HTMLDivElement>(null);
	const heading = useRef<HTMLHeadingElement>(null);
	const wasIn = useRef(false);

	const read = useEffectEvent(() => {
		if (!is_read) onRead();
	});
	useEffect(() => {
		if (now.isEnded) read();
		// The button that was pressed, or was about to be, is gone.
		if (!wasIn.current || document.activeElement !== document.body) return;
		(now.isEnded ? heading.current : controls.current?.querySelector("button"))?.focus();
	}, [now.isEnded]);
	useEffect(() => {
		if (now.isEnded) return undefined;
		const listen = (event: KeyboardEvent): void => {
			if (event.key === "Escape" && !event.defaultPrevented) skip();
		};
		document.addEventListener("keydown", listen);
		return () => document.removeEventListener("keydown", listen);
	}, [now.isEnded, skip]);

	return (
		<section className={classes.stage} aria-label="Conversation" data-ended={now.isEnded || undefined}>
			<header className={classes.header}>
				<span className={classes.emblem}>
					<CategorySign category={category} size={22} />
				</span>
				<div className={classes.titles}>
					<p>
						{CATEGORY_NAMES[category]} · {whenText(created_at, seconds)}
						{world !== undefined && ` · in the place ${world}`}
					</p>
					<h1 ref={heading} tabIndex={-1}>
						{title}
					</h1>
				</div>
				<div
					ref={controls}
					className={classes.controls}
					onFocus={() => (wasIn.current = true)}
					onBlur={({ relatedTarget }) => {
						if (relatedTarget) wasIn.current = false;
					}}
				>
					<Controls {...playing} />
				</div>
			</header>
			<Scene conversation={conversation} now={now} />
			<ol {...along} className={classes.lines} aria-label="What they say, newest last" tabIndex={0}>
				<Lines conversation={conversation} shown={now.shown} isTyping={!now.isEnded} />
			</ol>
			{now.isEnded && (
				<div className={classes.footer} role="group" aria-label="What came of it">
					<Ending conversation={conversation} />
				</div>
			)}
			<VisuallyHidden>
				<div aria-live="polite" data-testid="said">
					{spokenText(conversation, now)}
				</div>
			</VisuallyHidden>
		</section>
	);
}
