import type { MoodsWire } from "../../../src/chatroom/chatroom-wire.js";
import { reasonOf } from "../../access/get-json.js";
import { useChooseTeam, useMeditate } from "../data/use-chatroom.js";
import { inText, whenText } from "../wording.js";
import { ChatlingRow, TEAM_SIZE } from "./chatling-row.js";
import { MoodBar } from "./mood-bar.js";
import classes from "./society.module.css";

export interface SocietyProps {
	readonly moods: MoodsWire;
	/** Unix seconds. */
	readonly seconds: number;
}

/** The collection: how each of them feels, whom they like, who is in the team, and when they talk next. */
export function Society({ moods: { chatlings, counts, next_run_at }, seconds }: SocietyProps) {
	const team = useChooseTeam();
	const meditation = useMeditate();
	const members = chatlings.filter((one) => one.is_in_team).map(({ id }) => id);
	const failed = team.error ?? meditation.error;
	return (
		<section className={classes.panel} aria-labelledby="society">
			<header className={classes.head}>
				<h2 id="society">Your chatlings</h2>
				{next_run_at !== null && next_run_at > seconds && (
					<p>
						They talk next <b>{whenText(next_run_at, seconds)}</b>, {inText(next_run_at - seconds)}
					</p>
				)}
			</header>
			{chatlings.length > 0 && <MoodBar counts={counts} />}
			{failed && (
				<p className={classes.failed} role="alert">
					That was not done: {reasonOf(failed)}
				</p>
			)}
			<ul className={classes.rows}>
				{chatlings.map((chatling) => (
					<ChatlingRow
						key={chatling.id}
						chatling={chatling}
						all={chatlings}
						isTeamFull={members.length >= TEAM_SIZE}
						isBusy={team.isPending || (meditation.isPending && meditation.variables.id === chatling.id)}
						onTeam={() =>
							team.mutate(
								chatling.is_in_team ? members.filter((id) => id !== chatling.id) : [...members, chatling.id],
							)
						}
						onMeditate={() => meditation.mutate(chatling)}
					/>
				))}
			</ul>
			{chatlings.length === 0 && <p className={classes.nothing}>Nobody is left here.</p>}
			{chatlings.length === 1 && (
				<p className={classes.nothing}>One alone has nobody to talk with. Two begin to.</p>
			)}
		</section>
	);
}
