import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { AccessProvider } from "../access/access-context.js";
import { reasonOf } from "../access/get-json.js";
import { usePlayer, useSignedIn } from "../access/player-context.js";
import { SignIn } from "../access/sign-in.js";
import { NoticeCard } from "../shell/notice-card.js";
import { frame, PageFrame } from "../shell/page-frame.js";
import { Announcer } from "./announcer.js";
import { Chatroom } from "./chatroom.js";
import { CHATROOM } from "./data/keys.js";
import { useHistory, useMoods, useRunaways } from "./data/use-chatroom.js";
import { useChatroomNews } from "./data/use-chatroom-news.js";
import { Notice, VERB } from "./notice.js";
import { LOOKS, pageState } from "./page-state.js";

/** The chatroom of whoever has signed in, live. */
function SignedIn({ onSignOut }: { readonly onSignOut: () => void }) {
	const player = usePlayer();
	const queries = useQueryClient();
	/** How often all was asked for anew. */
	const [session, setSession] = useState(0);
	const news = useChatroomNews(session);
	const [moods, runaways, history] = [useMoods(), useRunaways(), useHistory()];
	const conversations = history.data?.pages.flatMap((page) => page.conversations) ?? [];
	const isEmpty =
		moods.data?.chatlings.length === 0 && runaways.data?.runaways.length === 0 && conversations.length === 0;
	const asked = [moods, runaways, history];
	const state = pageState({ asked, news, isEmpty });
	const error = asked.find((one) => one.error !== null)?.error;
	const reason = error ? reasonOf(error) : undefined;
	const shown =
		!isEmpty && moods.data && runaways.data && history.data
			? { moods: moods.data, runaways: runaways.data }
			: undefined;

	function askAgain(): void {
		setSession(session + 1);
		void queries.invalidateQueries({ queryKey: [CHATROOM] });
	}

	return (
		<PageFrame path="/chatroom" state={state} looks={LOOKS} reason={reason}>
			{shown && (
				<Chatroom
					name={player.name()}
					onSignOut={onSignOut}
					conversations={conversations}
					{...shown}
					hasMore={history.hasNextPage}
					isAsking={history.isFetchingNextPage}
					onMore={() => void history.fetchNextPage()}
				/>
			)}
			<Notice state={state} reason={reason} isPictured={shown !== undefined} onAgain={askAgain} />
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
