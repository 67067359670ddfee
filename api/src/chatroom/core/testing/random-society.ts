import { pick, type Random } from "../../../wording/random.js";
import {
	CATEGORIES,
	type Chatling,
	MOODS,
	pairKey,
	PERSONALITIES,
	type Society,
	type Topic,
} from "../society.js";

/** One topic of each category. */
export const TOPICS: readonly Topic[] = CATEGORIES.map((category) => ({
	id: `topic-${category}`,
	title: `The ${category} everybody talks of`,
	category,
}));

export interface Wanted {
	/** Chatlings of the user; 0 to 7 where it is not given. */
	readonly size?: number;
	/** What all of them have in common. */
	readonly all?: Partial<Chatling>;
}

/** A user with chatlings of every kind, and friendships between some of them. */
export function randomSociety(userId: string, random: Random, { size, all }: Wanted = {}): Society {
	const chatlings = Array.from({ length: size ?? Math.floor(random() * 8) }, (_, index): Chatling => ({
		id: `c${index}`,
		name: `Chatling ${index}`,
		personality: pick(random, PERSONALITIES)!,
		likes: CATEGORIES.filter(() => random() < 0.25),
		dislikes: CATEGORIES.filter(() => random() < 0.25),
		mood: pick(random, MOODS)!,
		unhappyCount: Math.floor(random() * 5),
		isMeditating: random() < 0.05,
		isInTeam: random() < 0.3,
		...all,
	}));
	const friendships = new Map<string, number>();
	for (const [index, one] of chatlings.entries()) {
		for (const other of chatlings.slice(index + 1)) {
			if (random() < 0.5) friendships.set(pairKey(one.id, other.id), Math.floor(random() * 201) - 100);
		}
	}
	return { userId, chatlings, friendships };
}
