import { useQueryClient } from "@tanstack/react-query";
import { AccessProvider } from "../access/access-context.js";
import { usePlayer, useSignedIn } from "../access/player-context.js";
import { SignIn } from "../access/sign-in.js";
import { NoticeCard } from "../shell/notice-card.js";
import { frame, PageFrame } from "../shell/page-frame.js";
import { VERB } from "./live-notice.js";
import { LOOKS } from "./looks.js";
import { roomAt } from "./room-address.js";
import { RoomPage } from "./room/room-page.js";
import { RoomsPage } from "./rooms/rooms-page.js";

/** Live encounters: the list of all, or the table of one. */
export function LivePage() {
	const player = usePlayer();
	const queries = useQueryClient();
	const { isIn, signedIn, signOut } = useSignedIn();
	const roomId = roomAt(location.pathname);
	return (
		<AccessProvider value={player.access}>
			{isIn ? (
				roomId === undefined ? (
					<RoomsPage
						onSignOut={() => {
							signOut();
							queries.removeQueries({ queryKey: ["live"] });
						}}
					/>
				) : (
					<RoomPage roomId={roomId} />
				)
			) : (
				<PageFrame path="/live" state={undefined} looks={LOOKS}>
					<NoticeCard className={frame.notice} title="Who takes a seat?">
						<p>
							Lead an encounter as its DM, or bring a character and play. Everybody sees each turn at once.
						</p>
						<SignIn verb={VERB} onSignedIn={signedIn} />
					</NoticeCard>
				</PageFrame>
			)}
		</AccessProvider>
	);
}
