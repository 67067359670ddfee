import type { ReactNode } from "react";
import { ConnectingCard, NoticeCard } from "../shell/notice-card.js";
import type { PageState } from "./connection-looks.js";
import classes from "./game.module.css";

export interface NoticeProps {
	readonly state: PageState;
	readonly reason: string | undefined;
	/** Whether there is a view already: then a short wait needs no words over it. */
	readonly isPictured: boolean;
	/** How to be let in. */
	readonly signIn: ReactNode;
}

/** What stands in the middle of the page while the player cannot play. */
export function Notice({ state, reason, isPictured, signIn }: NoticeProps) {
	switch (state) {
		case "refused":
			return (
				<NoticeCard className={classes.notice} title="This page is not let in">
					<p>The server asks who is playing{reason ? ` and says: ${reason}` : "."}</p>
					{signIn}
				</NoticeCard>
			);
		case "expired":
			return (
				<NoticeCard className={classes.notice} title="Your sign-in has run out">
					<p>Sign in again to go on where you are. Nothing is lost meanwhile.</p>
					{signIn}
				</NoticeCard>
			);
		case "empty":
			return (
				<NoticeCard className={classes.notice} title="There is nothing to play here">
					<p>The server is connected and has no experience of this name.</p>
				</NoticeCard>
			);
		case "connecting":
			if (isPictured) return null;
			return (
				<ConnectingCard className={classes.notice} reason={reason}>
					Asking the server where you are
				</ConnectingCard>
			);
		case "live":
		case "behind":
		case "resumed":
		case "reset":
			return null;
	}
}
