import { VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { ToldEvent } from "../../../client/encounters/index.js";
import type { GameView } from "../../../src/encounters/engine/view.js";
import { LOOKS, type PageState } from "../looks.js";
import { eventText } from "../words/telling.js";
import type { Told } from "./refusal.js";

/** What comes within this is told in one go: an attack, its harm, and whose turn it is then. */
const GATHER_MS = 300;
/** More than this at once is told by its last: somebody who comes back is not read a list. */
const MOST_TOLD = 6;

/** What is told of events, in one text; undefined where none of them is told in words. */
export function spokenText(events: readonly ToldEvent[], view: GameView): string | undefined {
	const texts = events.flatMap(({ event }) => eventText(event, view) ?? []);
	return texts.length === 0 ? undefined : texts.slice(-MOST_TOLD).join(" ");
}

export interface AnnouncerProps {
	readonly state: PageState;
	readonly view: GameView;
	readonly events: readonly ToldEvent[];
	readonly refused: Told | undefined;
	/** What lies under the cursor. */
	readonly said: string;
}

/** Tells those who hear the page: the connection, what happens, what was refused, and where the cursor is. */
export function Announcer({ state, view, events, refused, said }: AnnouncerProps) {
	const [news, setNews] = useState("");
	const told = useRef(events.at(-1)?.number ?? 0);
	const latest = useRef(view);
	useEffect(() => {
		latest.current = view;
	});
	useEffect(() => {
		const fresh = events.filter(({ number }) => number > told.current);
		if (fresh.length === 0) return undefined;
		const timer = setTimeout(() => {
			told.current = fresh.at(-1)!.number;
			const text = spokenText(fresh, latest.current);
			if (text !== undefined) setNews(text);
		}, GATHER_MS);
		return () => clearTimeout(timer);
	}, [events]);
	const { label, meaning } = LOOKS[state];
	return (
		<VisuallyHidden>
			<div aria-live="polite" data-testid="connection-news">{`${label}. ${meaning}`}</div>
			<div aria-live="polite" data-testid="encounter-news">
				{news}
			</div>
			<div aria-live="polite" data-testid="cursor-news">
				{said}
			</div>
			<div aria-live="assertive" data-testid="refusal-news">
				{refused ? `Refused: ${refused.reason}` : ""}
			</div>
		</VisuallyHidden>
	);
}
