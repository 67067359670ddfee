import type { Conversation, Opinion } from "../../../core/outcome.js";
import type { Chatling, Personality } from "../../../core/society.js";

export interface Cast {
	readonly title?: string;
	/** By speaker: id is the index. */
	readonly cast?: readonly {
		readonly name: string;
		readonly personality: Personality;
		readonly opinion?: Opinion;
	}[];
	readonly turns?: number;
}

const PIP_AND_MOMO = [
	{ name: "Pip", personality: "grumpy" },
	{ name: "Momo", personality: "cheerful" },
] as const;

/** A talk in which each speaks in turn, to whoever spoke before. */
export function meeting({
	title = "Rain all week",
	cast = PIP_AND_MOMO,
	turns = 6,
}: Cast = {}): Conversation {
	const chatling = (index: number): Chatling => ({
		id: `${index}`,
		name: cast[index]!.name,
		personality: cast[index]!.personality,
		likes: [],
		dislikes: [],
		mood: "neutral",
		unhappyCount: 0,
		isMeditating: false,
		isInTeam: false,
	});
	const opinionOf = (index: number): Opinion => cast[index]!.opinion ?? "positive";
	return {
		topic: { id: "t", title, category: "weather" },
		participants: cast.map((_one, index) => ({
			chatling: chatling(index),
			opinion: opinionOf(index),
			turns: Math.ceil((turns - index) / cast.length),
		})),
		turns: Array.from({ length: turns }, (_, index) => ({
			speaker: `${index % cast.length}`,
			opinion: opinionOf(index % cast.length),
			...(index > 0 && { answers: index - 1 }),
		})),
		climate: "agreement",
		changes: [],
		friendships: new Map(),
	};
}
