import { VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { CONNECTION_LOOKS, type ConnectionState } from "./connection-look.js";
import type { Happening } from "./feed/feed.js";
import { plainText } from "./feed/wording.js";

/** A listener should not be talked to all the time: at most this often. */
const EVERY_MS = 7_000;
/** More happenings than this at once are counted, not told. */
const TOLD = 2;

/** What to say of happenings since number `after`, newest first. */
export function newsText(happenings: readonly Happening[], after: number): string {
	const news = happenings.filter(({ number }) => number > after);
	if (news.length > TOLD) return `${news.length} things happened. Latest: ${plainText(news[0]!)}.`;
	return news
		.toReversed()
		.map((happening) => `${plainText(happening)}.`)
		.join(" ");
}

export interface AnnouncerProps {
	readonly state: ConnectionState;
	readonly happenings: readonly Happening[];
}

/** Tells those who hear the page what changed: the connection at once, happenings now and then. */
export function Announcer({ state, happenings }: AnnouncerProps) {
	const [news, setNews] = useState("");
	const latest = useRef(happenings);
	useEffect(() => {
		latest.current = happenings;
	}, [happenings]);
	useEffect(() => {
		let told = latest.current[0]?.number ?? 0;
		const timer = setInterval(() => {
			const text = newsText(latest.current, told);
			told = latest.current[0]?.number ?? told;
			if (text !== "") setNews(text);
		}, EVERY_MS);
		return () => clearInterval(timer);
	}, []);
	const { label, meaning } = CONNECTION_LOOKS[state];
	return (
		<VisuallyHidden>
			<div aria-live="polite" data-testid="connection-news">{`${label}. ${meaning}`}</div>
			<div aria-live="polite" data-testid="world-news">
				{news}
			</div>
		</VisuallyHidden>
	);
}
