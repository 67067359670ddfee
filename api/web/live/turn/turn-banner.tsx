import type { GameView, TurnView } from "../../../src/encounters/engine/view.js";
import { useSeconds } from "../../shell/use-seconds.js";
import { turnOf } from "../words/people.js";
import classes from "./turn.module.css";

/** Seconds below which time is short. */
const SHORT = 10;

/** Seconds as minutes and seconds. */
export function timeLeftText(seconds: number): string {
	const whole = Math.max(0, Math.ceil(seconds));
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function Clock({ turn, limit }: { readonly turn: TurnView; readonly limit: number }) {
	const now = useSeconds();
	const due = turn.endsAt === null ? turn.secondsLeft : turn.endsAt - now;
	if (due === null) return null;
	// Another clock than the server's may be behind it.
	const left = Math.min(limit, due);
	return (
		<span
			className={classes.clock}
			data-short={left <= SHORT || undefined}
			data-still={turn.endsAt === null || undefined}
			data-testid="clock"
		>
			<i aria-hidden="true">
				<span style={{ transform: `scaleX(${Math.max(0, Math.min(1, left / limit))})` }} />
			</i>
			<span aria-label="Time left">{timeLeftText(left)}</span>
		</span>
	);
}

export interface TurnBannerProps {
	readonly view: GameView;
	readonly isMine: boolean;
}

/** Which round it is, whose turn, and how long still. */
export function TurnBanner({ view, isMine }: TurnBannerProps) {
	const { status, turn, roundNumber, settings } = view;
	const who = turnOf(view);
	const title = {
		waiting: "Not begun yet",
		active: isMine ? `Your turn: ${who ?? ""}` : `${who ?? "Nobody"}’s turn`,
		paused: "Paused",
		completed: "Over",
	}[status];
	return (
		<div className={classes.banner} data-mine={(status === "active" && isMine) || undefined}>
			{roundNumber > 0 && <span className={classes.round}>Round {roundNumber}</span>}
			<h1 className={classes.turnOf}>{title}</h1>
			{turn && settings.turnSeconds !== null && <Clock turn={turn} limit={settings.turnSeconds} />}
		</div>
	);
}
