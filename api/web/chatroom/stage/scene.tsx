import type { ConversationWire } from "../../../src/chatroom/chatroom-wire.js";
import { Avatar } from "../avatar/avatar.js";
import { MoodSign } from "../avatar/mood-sign.js";
import { Dots } from "../../shell/dots.js";
import type { Frame } from "../play/playback.js";
import { Lanterns } from "./lanterns.js";
import classes from "./scene.module.css";

/** Of those who stand in the light: smaller where there are many. */
const SIZES: Readonly<Record<number, number>> = { 2: 116, 3: 112, 4: 106 };
const LEAST_SIZE = 98;

/** From so many on their moods are signs alone where the page is narrow. */
const MANY = 4;

export interface SceneProps {
	readonly conversation: ConversationWire;
	readonly now: Frame;
}

/** The picture: who talks stands in the light of the lanterns, as they feel; who has the word is raised. */
export function Scene({ conversation: { participants, messages, climate }, now }: SceneProps) {
	const typing = now.isEnded ? undefined : messages[now.shown]?.speaker;
	const speaking = now.isEnded ? undefined : messages[now.shown - 1]?.speaker;
	return (
		<div className={classes.scene} data-climate={now.isEnded ? climate : undefined}>
			<Lanterns />
			<ul
				className={classes.cast}
				data-many={participants.length >= MANY || undefined}
				aria-label="Who takes part"
			>
				{participants.map(({ id, name, personality, mood_before, mood_after, ran_away }) => {
					const mood = now.isEnded ? mood_after : mood_before;
					const isGone = now.isEnded && ran_away;
					return (
						<li
							key={id}
							data-speaking={speaking === id || undefined}
							data-typing={typing === id || undefined}
							data-gone={isGone || undefined}
						>
							<span className={classes.bubble}>{typing === id && <Dots />}</span>
							<Avatar
								id={id}
								personality={personality}
								mood={mood}
								isAway={isGone}
								size={SIZES[participants.length] ?? LEAST_SIZE}
							/>
							<span className={classes.name}>
								<b>{name}</b>
								<span className={classes.mood} data-mood={isGone ? undefined : mood}>
									{isGone ? (
										"has run away"
									) : (
										<>
											<MoodSign mood={mood} size={15} />
											<span className={classes.word}>{mood}</span>
										</>
									)}
								</span>
							</span>
						</li>
					);
				})}
			</ul>
		</div>
	);
}
