import { Button, Tooltip } from "@mantine/core";
import type { ChatlingWire } from "../../../src/chatroom/chatroom-wire.js";
import type { Category } from "../../../src/chatroom/core/society.js";
import { STRIKES } from "../../../src/chatroom/core/rates.js";
import { Avatar } from "../avatar/avatar.js";
import { MoodSign } from "../avatar/mood-sign.js";
import { CategorySign, HeartSign, TeamSign } from "../signs.js";
import { bondsOf, CATEGORY_NAMES, namesText } from "../wording.js";
import { Strikes } from "./strikes.js";
import classes from "./society.module.css";

/** Chatlings of a team. */
export const TEAM_SIZE = 3;

export interface ChatlingRowProps {
	readonly chatling: ChatlingWire;
	readonly all: readonly ChatlingWire[];
	readonly isTeamFull: boolean;
	/** Whether something is being done about it. */
	readonly isBusy: boolean;
	readonly onTeam: () => void;
	readonly onMeditate: () => void;
}

function TeamToggle({ chatling: { name, is_in_team }, isTeamFull, isBusy, onTeam }: ChatlingRowProps) {
	const isOut = isTeamFull && !is_in_team;
	const label = is_in_team
		? `${name} is in your team. Those of a team agree more readily.`
		: isOut
			? `A team is of ${TEAM_SIZE} at most.`
			: `Take ${name} into your team`;
	return (
		<Tooltip label={label} multiline maw={220} openDelay={400}>
			<button
				type="button"
				className={classes.team}
				aria-label={`${name} in your team`}
				aria-pressed={is_in_team}
				aria-disabled={isOut || isBusy || undefined}
				onClick={() => {
					if (!isOut && !isBusy) onTeam();
				}}
			>
				<TeamSign isIn={is_in_team} />
			</button>
		</Tooltip>
	);
}

interface TastesProps {
	readonly verb: "likes" | "dislikes";
	readonly of: readonly Category[];
}

/** What it is for, or against, as signs. */
function Tastes({ verb, of }: TastesProps) {
	if (of.length === 0) return null;
	const said = `${verb} ${namesText(of.map((category) => CATEGORY_NAMES[category].toLowerCase()))}`;
	return (
		<span className={classes.tastes} data-verb={verb} role="img" aria-label={said} title={said}>
			{of.map((category) => (
				<CategorySign key={category} category={category} size={14} />
			))}
		</span>
	);
}

/** One chatling: how it feels, how much it has taken, whom it likes, and what can be done for it. */
export function ChatlingRow(props: ChatlingRowProps) {
	const { chatling, all, isBusy, onMeditate } = props;
	const { id, name, personality, mood, unhappy_count, is_meditating, likes, dislikes } = chatling;
	const { friends, rivals } = bondsOf(chatling, all);
	return (
		<li className={classes.row} data-mood={mood}>
			<Avatar id={id} personality={personality} mood={mood} isResting={is_meditating} size={46} />
			<div className={classes.about}>
				<p className={classes.title}>
					<b>{name}</b>
					<span className={classes.dim}>{personality}</span>
					<Tastes verb="likes" of={likes} />
					<Tastes verb="dislikes" of={dislikes} />
				</p>
				<p className={classes.feels}>
					<MoodSign mood={mood} size={16} /> {mood}
					{is_meditating && <span className={classes.resting}>meditates</span>}
					{unhappy_count > 0 && <Strikes count={unhappy_count} most={STRIKES} />}
				</p>
				{(friends !== "" || rivals !== "") && (
					<p className={classes.bonds}>
						{friends !== "" && (
							<span>
								<HeartSign /> likes {friends}
							</span>
						)}
						{rivals !== "" && <span>at odds with {rivals}</span>}
					</p>
				)}
			</div>
			<div className={classes.deeds}>
				<TeamToggle {...props} />
				{(is_meditating || mood === "unhappy") && (
					<Button
						variant="default"
						size="compact-xs"
						aria-label={is_meditating ? `Call ${name} back` : `Send ${name} to meditation`}
						title="Who meditates misses the next talk and feels better after it"
						data-disabled={isBusy || undefined}
						aria-disabled={isBusy || undefined}
						onClick={() => {
							if (!isBusy) onMeditate();
						}}
					>
						{is_meditating ? "Call back" : "Meditate"}
					</Button>
				)}
			</div>
		</li>
	);
}
