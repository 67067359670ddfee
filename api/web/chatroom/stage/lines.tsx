import type { ConversationWire, ParticipantWire } from "../../../src/chatroom/chatroom-wire.js";
import { Avatar } from "../avatar/avatar.js";
import { OpinionSign } from "../signs.js";
import { Dots } from "../../shell/dots.js";
import { OPINIONS } from "../wording.js";
import classes from "./lines.module.css";

/** Who spoke, by id; a line of nobody who took part has none. */
function speakerOf(
	participants: readonly ParticipantWire[],
	id: string | undefined,
): ParticipantWire | undefined {
	return participants.find((one) => one.id === id);
}

function Face({ speaker }: { readonly speaker: ParticipantWire | undefined }) {
	if (!speaker) return <span />;
	const { id, personality, mood_before } = speaker;
	return <Avatar id={id} personality={personality} mood={mood_before} size={34} />;
}

export interface LinesProps {
	readonly conversation: ConversationWire;
	/** How many of them. */
	readonly shown: number;
	/** Whether the next one is being typed. */
	readonly isTyping: boolean;
}

/** What was said so far, each line with who says it and what they think of the topic. */
export function Lines({ conversation: { participants, messages }, shown, isTyping }: LinesProps) {
	const typing = isTyping ? speakerOf(participants, messages[shown]?.speaker) : undefined;
	return (
		<>
			{messages.slice(0, shown).map(({ speaker: id, opinion, line }, index) => {
				const speaker = speakerOf(participants, id);
				return (
					<li key={index} className={classes.line}>
						<Face speaker={speaker} />
						<div>
							<p className={classes.who}>
								<b>{speaker?.name ?? "Somebody"}</b>
								<span data-opinion={opinion}>
									<OpinionSign opinion={opinion} /> {OPINIONS[opinion]}
								</span>
							</p>
							<p className={classes.words}>{line}</p>
						</div>
					</li>
				);
			})}
			{typing && (
				<li className={classes.line} aria-hidden="true">
					<Face speaker={typing} />
					<div>
						<p className={classes.who}>
							<b>{typing.name}</b>
						</p>
						<p className={classes.words}>
							<Dots />
						</p>
					</div>
				</li>
			)}
		</>
	);
}
