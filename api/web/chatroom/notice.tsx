import { Button } from "@mantine/core";
import { SignInNotice } from "../access/sign-in-notice.js";
import { ConnectingCard, NoticeCard } from "../shell/notice-card.js";
import { frame } from "../shell/page-frame.js";
import type { PageState } from "./page-state.js";

/** What is done next, on the button of whoever signs in. */
export const VERB = "Come in";

export interface NoticeProps {
	readonly state: PageState;
	readonly reason: string | undefined;
	readonly isPictured: boolean;
	/** Has all asked for anew: signed in again, or because it may be otherwise by now. */
	readonly onAgain: () => void;
}

/** What stands in the middle while there is nothing to show, or nobody may see it. */
export function Notice({ state, reason, isPictured, onAgain }: NoticeProps) {
	switch (state) {
		case "live":
		case "behind":
		case "resumed":
		case "reset":
			return null;
		case "connecting":
			if (isPictured) return null;
			return (
				<ConnectingCard className={frame.notice} reason={reason}>
					Asking how your chatlings are
				</ConnectingCard>
			);
		case "refused":
		case "expired":
			return (
				<SignInNotice
					className={frame.notice}
					state={state}
					reason={reason}
					verb={VERB}
					onSignedIn={onAgain}
				/>
			);
		case "failed":
			return (
				<NoticeCard className={frame.notice} title="That did not work">
					<p>The server says: {reason}</p>
					<Button fullWidth onClick={onAgain}>
						Try again
					</Button>
				</NoticeCard>
			);
		case "empty":
			return (
				<NoticeCard className={frame.notice} title="You have no chatlings yet">
					<p>
						Collect NPCs in the game: they come to live here. Once there are two, they talk with each other
						twice a day, make friends, quarrel, and tell you what they think.
					</p>
					<Button fullWidth variant="default" onClick={onAgain}>
						Look again
					</Button>
				</NoticeCard>
			);
	}
}
