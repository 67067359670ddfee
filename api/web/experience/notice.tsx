import { SignInNotice } from "../access/sign-in-notice.js";
import { ConnectingCard, NoticeCard } from "../shell/notice-card.js";
import { frame } from "../shell/page-frame.js";
import type { PageState } from "./connection-looks.js";

export interface NoticeProps {
	readonly state: PageState;
	readonly reason: string | undefined;
	/** Whether there is a view already: then a short wait needs no words over it. */
	readonly isPictured: boolean;
	readonly onSignedIn: () => void;
}

/** What stands in the middle of the page while the player cannot play. */
export function Notice({ state, reason, isPictured, onSignedIn }: NoticeProps) {
	switch (state) {
		case "refused":
		case "expired":
			return (
				<SignInNotice
					className={frame.notice}
					state={state}
					reason={reason}
					verb="Play"
					onSignedIn={onSignedIn}
				/>
			);
		case "empty":
			return (
				<NoticeCard className={frame.notice} title="There is nothing to play here">
					<p>The server is connected and has no experience of this name.</p>
				</NoticeCard>
			);
		case "connecting":
			if (isPictured) return null;
			return (
				<ConnectingCard className={frame.notice} reason={reason}>
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
