import { Button } from "@mantine/core";
import { SignInNotice } from "../access/sign-in-notice.js";
import { ConnectingCard, NoticeCard } from "../shell/notice-card.js";
import { frame } from "../shell/page-frame.js";
import type { PageState } from "./looks.js";

/** What is done next, on the button of whoever signs in. */
export const VERB = "Take a seat";

export interface LiveNoticeProps {
	readonly state: PageState;
	readonly reason: string | undefined;
	/** Whether there is something to look at already: then a short wait needs no words over it. */
	readonly isPictured: boolean;
	readonly onSignedIn: () => void;
}

/** What stands in the middle of these pages while there is nothing to show, or nobody may see it. */
export function LiveNotice({ state, reason, isPictured, onSignedIn }: LiveNoticeProps) {
	if (state === "refused" || state === "expired") {
		return (
			<SignInNotice
				className={frame.notice}
				state={state}
				reason={reason}
				verb={VERB}
				onSignedIn={onSignedIn}
			/>
		);
	}
	if (state === "missing") {
		return (
			<NoticeCard className={frame.notice} title="There is no such encounter">
				<p>It may have been put away since, or the address is another one.</p>
				<Button component="a" href="/live" fullWidth>
					All encounters
				</Button>
			</NoticeCard>
		);
	}
	if (isPictured) return null;
	if (state === "connecting" || state === "behind") {
		return (
			<ConnectingCard className={frame.notice} reason={reason}>
				Asking how the encounters stand
			</ConnectingCard>
		);
	}
	return null;
}
