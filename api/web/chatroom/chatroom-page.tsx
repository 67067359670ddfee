import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { AccessProvider } from "../access/access-context.js";
import { reasonOf } from "../access/get-json.js";
import { usePlayer, useSignedIn } from "../access/player-context.js";
import { SignIn } from "../access/sign-in.js";
import { SignInNotice } from "../access/sign-in-notice.js";
import { ConnectingCard, NoticeCard } from "../shell/notice-card.js";
import { frame, PageFrame } from "../shell/page-frame.js";
import { Announcer } from "./announcer.js";
import { Chatroom } from "./chatroom.js";
import { CHATROOM } from "./data/keys.js";
import { useHistory, useMoods, useRunaways } from "./data/use-chatroom.js";
import { useChatroomNews } from "./data/use-chatroom-news.js";
import { LOOKS, type PageState, pageState } from "./page-state.js";

/** What is done next, on the button of whoever signs in. */
const VERB = "Come in";

interface NoticeProps {
	readonly state: PageState;
	readonly reason: string | undefined;
	readonly onSignedIn: () => void;
	readonly onRetry: () => void;
}

/** What stands in the middle while there is nothing to show, or nobody may see it. */
function Notice({ state, reason, onSignedIn, onRetry }: NoticeProps) {
	switch (state) {
		case "live":
		case "behind":
			return null;
		case "connecting":
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
					onSignedIn={onSignedIn}
				/>
			);
		case "failed":
			return (
				<NoticeCard className={frame.notice} title="That did not work">
					<p>The server says: {reason}</p>
					<Button fullWidth onClick={onRetry}>
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
					<Button fullWidth variant="default" onClick={onRetry}>
						Look again
					</Button>
				</NoticeCard>
			);
	}
}

/** The chatroom of whoever has signed in, live. */
function SignedIn({ onSignOut }: { readonly onSignOut: () => void }) {
	const player = usePlayer();
	const queries = useQueryClient();
	/** Signed in again: what rested because of a refused token goes on. */
	const [session, setSession] = useState(0);
	const [moods, runaways, history] = [useMoods(), useRunaways(), useHistory()];
	useChatroomNews(session);
	const conversations = history.data?.pages.flatMap((page) => page.conversations) ?? [];
	const isEmpty =
		moods.data?.chatlings.length === 0 && runaways.data?.runaways.length === 0 && conversations.length === 0;
	const asked = [moods, runaways, history];
	const state = pageState(asked, isEmpty);
	const error = asked.find((one) => one.error !== null)?.error;
	const reason = error ? reasonOf(error) : undefined;
	const askAgain = (): void => void queries.invalidateQueries({ queryKey: [CHATROOM] });
	return (
		<PageFrame path="/chatroom" state={state} looks={LOOKS} reason={reason}>
			{moods.data && runaways.data && history.data && !isEmpty && (
				<Chatroom
					name={player.name()}
					onSignOut={onSignOut}
					conversations={conversations}
					moods={moods.data}
					runaways={runaways.data}
					hasMore={history.hasNextPage}
					isAsking={history.isFetchingNextPage}
					onMore={() => void history.fetchNextPage()}
				/>
			)}
			<Notice
				state={state}
				reason={reason}
				onRetry={askAgain}
				onSignedIn={() => {
					setSession(session + 1);
					askAgain();
				}}
			/>
			<Announcer state={state} />
		</PageFrame>
	);
}

/** The chatroom: what a user's chatlings talk of, how they feel about it, and how to win back who ran away. */
export function ChatroomPage() {
	const { access } = usePlayer();
	const queries = useQueryClient();
	const { isIn, signedIn, signOut } = useSignedIn();
	return (
		<AccessProvider value={access}>
			{isIn ? (
				<SignedIn
					onSignOut={() => {
						signOut();
						queries.removeQueries({ queryKey: [CHATROOM] });
					}}
				/>
			) : (
				<PageFrame path="/chatroom" state={undefined} looks={LOOKS}>
					<NoticeCard className={frame.notice} title="Whose chatroom?">
						<p>
							The NPCs that you have collected talk here twice a day. Read along, see how they feel, and win
							back who ran away.
						</p>
						<SignIn verb={VERB} onSignedIn={signedIn} />
					</NoticeCard>
				</PageFrame>
			)}
		</AccessProvider>
	);
}
