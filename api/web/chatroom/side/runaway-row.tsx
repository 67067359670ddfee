import { Button } from "@mantine/core";
import type { RunawayWire } from "../../../src/chatroom/chatroom-wire.js";
import { agoText } from "../../shell/time-text.js";
import { Avatar } from "../avatar/avatar.js";
import { coinsText, percentText } from "../wording.js";
import classes from "./runaways.module.css";

export interface RunawayRowProps {
	readonly runaway: RunawayWire;
	readonly coins: number;
	/** Unix seconds. */
	readonly seconds: number;
	readonly isTrying: boolean;
	readonly onTry: () => void;
}

/** One who ran away, and the way to win it back. */
export function RunawayRow({ runaway, coins, seconds, isTrying, onTry }: RunawayRowProps) {
	const { creature_id, name, personality, difficulty, chance, cost, ran_at } = runaway;
	return (
		<li className={classes.row}>
			<Avatar id={creature_id} personality={personality} mood="unhappy" isAway size={46} />
			<div className={classes.about}>
				<p>
					<b>{name}</b> <span>{agoText(seconds - ran_at)}</span>
				</p>
				<p className={classes.odds}>
					<span data-difficulty={difficulty}>{difficulty}</span> {percentText(chance)} chance
				</p>
			</div>
			<div className={classes.deed}>
				<Button
					size="xs"
					aria-label={`Win ${name} back for ${coinsText(cost)}`}
					data-disabled={isTrying || undefined}
					aria-disabled={isTrying || undefined}
					onClick={onTry}
				>
					Win back
				</Button>
				<small data-short={cost > coins || undefined}>{coinsText(cost)}</small>
			</div>
		</li>
	);
}
