import { useQuery } from "@tanstack/react-query";
import { VisuallyHidden } from "@mantine/core";
import { useMemo } from "react";
import { Refused } from "../../../client/http.js";
import { reasonOf } from "../../access/get-json.js";
import { usePlayer } from "../../access/player-context.js";
import { SignedInAs } from "../../access/signed-in-as.js";
import { frame, PageFrame } from "../../shell/page-frame.js";
import { useSeconds } from "../../shell/use-seconds.js";
import { createRooms } from "../data/rooms.js";
import { LiveNotice } from "../live-notice.js";
import { LOOKS, type PageState } from "../looks.js";
import { NewRoom } from "./new-room.js";
import { RoomCard } from "./room-card.js";
import classes from "./rooms.module.css";

/** How often the list is asked for anew: rooms open seldom, turns pass in seconds. */
const EVERY_MS = 2_000;

function stateOf(error: Error | null, rooms: readonly unknown[] | undefined): PageState {
	if (error instanceof Refused) return rooms ? "expired" : "refused";
	if (error) return rooms ? "behind" : "connecting";
	if (!rooms) return "connecting";
	return rooms.length === 0 ? "empty" : "live";
}

/** All encounters, newest activity first, and the way to open another one. */
export function RoomsPage({ onSignOut }: { readonly onSignOut: () => void }) {
	const player = usePlayer();
	const rooms = useMemo(() => createRooms(player.access), [player]);
	const seconds = useSeconds();
	const { data, error, refetch } = useQuery({
		queryKey: ["live", "rooms"],
		queryFn: ({ signal }) => rooms.list(signal),
		refetchInterval: EVERY_MS,
		retry: false,
	});
	const state = stateOf(error, data);
	const reason = error ? reasonOf(error) : undefined;
	const { label, meaning } = LOOKS[state];
	return (
		<PageFrame path="/live" state={state} looks={LOOKS} reason={reason}>
			{data && (
				<div className={`${classes.page} ${frame.news}`}>
					<section className={classes.list} aria-label="Encounters">
						<header>
							<h1>Encounters</h1>
							<SignedInAs name={player.name()} onSignOut={onSignOut} />
						</header>
						{data.length === 0 ? (
							<p className={classes.nothing}>
								No encounter is open. Open one here, or with those who stand together on the{" "}
								<a href="/">map</a>: choose one of them there.
							</p>
						) : (
							<ul>
								{data.map((room) => (
									<RoomCard
										key={room.roomId}
										room={room}
										seconds={seconds}
										isMine={room.dmId === player.name()}
									/>
								))}
							</ul>
						)}
					</section>
					<NewRoom onOpen={rooms.create} />
				</div>
			)}
			<LiveNotice
				state={state}
				reason={reason}
				isPictured={data !== undefined}
				onSignedIn={() => void refetch()}
			/>
			<VisuallyHidden>
				<div aria-live="polite" data-testid="connection-news">{`${label}. ${meaning}`}</div>
			</VisuallyHidden>
		</PageFrame>
	);
}
