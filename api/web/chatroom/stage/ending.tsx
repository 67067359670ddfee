import type { ConversationSummaryWire } from "../../../src/chatroom/chatroom-wire.js";
import { MoodSign } from "../avatar/mood-sign.js";
import { AwaySign, ClimateSign, SparkSign } from "../signs.js";
import { CLIMATES, effectsOf, NOTHING_CAME, rareEventText } from "../wording.js";
import classes from "./ending.module.css";

/** How a conversation went, and what it did to whom. */
export function Ending({ conversation }: { readonly conversation: ConversationSummaryWire }) {
	const { climate, participants, rare_event } = conversation;
	const effects = effectsOf(participants);
	return (
		<ul className={classes.ending}>
			<li className={classes.climate} data-climate={climate}>
				<ClimateSign climate={climate} /> {CLIMATES[climate]}
			</li>
			{effects.map(({ id, mood, text }) => (
				<li key={id} data-gone={mood === undefined || undefined}>
					{mood === undefined ? <AwaySign /> : <MoodSign mood={mood} />} {text}
				</li>
			))}
			{effects.length === 0 && <li className={classes.nothing}>{NOTHING_CAME}</li>}
			{rare_event && (
				<li className={classes.rare}>
					<SparkSign /> {rareEventText(rare_event)}
				</li>
			)}
		</ul>
	);
}
