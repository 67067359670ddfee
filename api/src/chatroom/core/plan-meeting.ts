import type { Random } from "../../wording/random.js";
import { comeOf } from "./consequences.js";
import { opinionsOf } from "./opinions.js";
import type { Conversation, Participant, Turn } from "./outcome.js";
import type { Society, Topic } from "./society.js";

/** Talk that was had elsewhere. */
export interface Meeting {
	/** Ids of those who spoke, one of each line, in the order of the lines: at least two of the society's chatlings. */
	readonly speakers: readonly string[];
	readonly topic: Topic;
	/** Of this user in this meeting alone. */
	readonly random: Random;
}

/**
 * What comes of some of a user's chatlings having met and talked: by the rules of a conversation, but for who took part
 * and how often each spoke, which has happened. Those who meditate meanwhile go on doing so.
 */
export function planMeeting(society: Society, { speakers, topic, random }: Meeting): Conversation {
	const { friendships } = society;
	const talking = [...new Set(speakers)].map((id) => society.chatlings.find((one) => one.id === id)!);
	const opinions = opinionsOf(talking, { topic, friendships, random });
	const participants = talking.map((chatling, index): Participant => ({
		chatling,
		opinion: opinions[index]!,
		turns: speakers.filter((id) => id === chatling.id).length,
	}));
	const opinionOf = new Map(participants.map(({ chatling, opinion }) => [chatling.id, opinion]));
	const turns = speakers.map((speaker, index): Turn => {
		const answers = speakers.slice(0, index).findLastIndex((earlier) => earlier !== speaker);
		return { speaker, opinion: opinionOf.get(speaker)!, ...(answers >= 0 && { answers }) };
	});
	return comeOf({ topic, participants, turns, friendships, random });
}
