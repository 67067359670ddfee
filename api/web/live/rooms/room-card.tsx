import { memo } from "react";
import type { RoomSummary } from "../../../src/encounters/encounters.js";
import { PersonIcon } from "../../shell/icons.js";
import { agoText } from "../../shell/time-text.js";
import { addressOfRoom } from "../room-address.js";
import { initialsOf } from "../words/people.js";
import classes from "./rooms.module.css";

const LIVE: Readonly<Record<RoomSummary["liveStatus"], string>> = {
	idle: "Idle",
	live: "Live",
	paused: "Paused",
	completed: "Over",
};

/** Faces of those who are there; more than these are told by number. */
const MOST_FACES = 5;

/** Where a room stands, in a few words. */
function standing({ status, turnOf, roundNumber }: RoomSummary): string {
	if (status === "waiting") return "Not begun yet";
	if (status === "completed") return `Over after ${roundNumber} ${roundNumber === 1 ? "round" : "rounds"}`;
	if (turnOf === undefined) return `Round ${roundNumber}`;
	return `Round ${roundNumber}, ${turnOf === "?" ? "somebody unseen" : turnOf}’s turn`;
}

export interface RoomCardProps {
	readonly room: RoomSummary;
	/** Unix seconds. */
	readonly seconds: number;
	readonly isMine: boolean;
}

/** One encounter in the list. */
export const RoomCard = memo(function RoomCard({ room, seconds, isMine }: RoomCardProps) {
	const { roomId, title, liveStatus, dmId, participants, connected, lastActivity } = room;
	return (
		<li className={classes.room} data-status={liveStatus}>
			<a href={addressOfRoom(roomId)} aria-label={`Open ${title}`}>
				<span className={classes.status}>{LIVE[liveStatus]}</span>
				<b className={classes.title}>{title}</b>
				<span className={classes.standing}>{standing(room)}</span>
				<span className={classes.about}>
					<PersonIcon /> {participants} {participants === 1 ? "participant" : "participants"} · DM{" "}
					{isMine ? "you" : dmId}
				</span>
				<span className={classes.faces}>
					{connected.slice(0, MOST_FACES).map((userId) => (
						<i key={userId} title={userId} aria-hidden="true">
							{initialsOf(userId)}
						</i>
					))}
					<small>
						{connected.length > MOST_FACES && `+${connected.length - MOST_FACES} · `}
						{agoText(seconds - lastActivity)}
					</small>
				</span>
			</a>
		</li>
	);
});
