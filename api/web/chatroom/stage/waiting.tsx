import type { MoodsWire } from "../../../src/chatroom/chatroom-wire.js";
import { Avatar } from "../avatar/avatar.js";
import { whenText } from "../wording.js";
import { Lanterns } from "./lanterns.js";
import scene from "./scene.module.css";
import classes from "./stage.module.css";

/** As many as fit into the light. */
const MOST_SHOWN = 5;

export interface WaitingProps {
	readonly moods: MoodsWire;
	/** Unix seconds. */
	readonly seconds: number;
}

/** The stage before anybody has talked. */
export function Waiting({ moods: { chatlings, next_run_at }, seconds }: WaitingProps) {
	const isPlanned = next_run_at !== null && next_run_at > seconds;
	return (
		<section className={classes.stage} aria-label="Conversation">
			<header className={classes.header}>
				<div className={classes.titles}>
					<h1>They have not talked yet</h1>
					<p>
						{chatlings.length < 2
							? "It takes two to talk. Find another one in the game."
							: isPlanned
								? `They talk ${whenText(next_run_at, seconds)}, and you can read along here.`
								: "What they say will be played here."}
					</p>
				</div>
			</header>
			<div className={scene.scene}>
				<Lanterns />
				<ul className={scene.cast} aria-label="Who is there">
					{chatlings.slice(0, MOST_SHOWN).map(({ id, name, personality, mood, is_meditating }) => (
						<li key={id}>
							<Avatar id={id} personality={personality} mood={mood} isResting={is_meditating} size={84} />
							<span className={scene.name}>
								<b>{name}</b>
							</span>
						</li>
					))}
				</ul>
			</div>
		</section>
	);
}
