import type { Random } from "../../wording/random.js";
import type { Change, Climate, Participant } from "./outcome.js";
import { CHEERED_SHARE, HURT_SHARE, RUNAWAY_SHARE, STRIKES } from "./rates.js";
import { type Chatling, type Mood, MOODS } from "./society.js";

/** One step towards happy. */
export function better(mood: Mood): Mood {
	return MOODS[Math.max(0, MOODS.indexOf(mood) - 1)]!;
}

/** What a conversation does to those who took part, where something is other than before. */
export function changesOf(
	participants: readonly Participant[],
	climate: Climate,
	random: Random,
): readonly Change[] {
	return participants
		.map((participant) => changeOf(participant, climate, random))
		.filter((change, index) => differs(change, participants[index]!.chatling));
}

function changeOf({ chatling, opinion }: Participant, climate: Climate, random: Random): Change {
	const { id, mood, unhappyCount } = chatling;
	// Drawn whatever becomes of it: what one takes to heart moves nothing of another's.
	const [hurt, cheered, flight] = [random() < HURT_SHARE, random() < CHEERED_SHARE, random() < RUNAWAY_SHARE];
	const still = { id, mood, unhappyCount, isRunaway: false, isMeditating: false };
	if (climate === "agreement" && cheered) return { ...still, mood: better(mood), unhappyCount: 0 };
	if (climate !== "conflict") return still;
	if (mood === "unhappy") {
		const strikes = unhappyCount + 1;
		return { ...still, unhappyCount: strikes, isRunaway: strikes >= STRIKES && flight };
	}
	return opinion !== "neutral" && hurt ? { ...still, mood: "unhappy" } : still;
}

/** What meditation does: the mood is a step better, and it is over. */
export function restedOf({ id, mood, unhappyCount }: Chatling): Change {
	const rested = better(mood);
	const isCalm = rested !== "unhappy";
	return { id, mood: rested, unhappyCount: isCalm ? 0 : unhappyCount, isRunaway: false, isMeditating: false };
}

function differs(change: Change, { mood, unhappyCount, isMeditating }: Chatling): boolean {
	return (
		change.isRunaway ||
		change.mood !== mood ||
		change.unhappyCount !== unhappyCount ||
		change.isMeditating !== isMeditating
	);
}
