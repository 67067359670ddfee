import type { Random } from "../../wording/random.js";
import type { Opinion } from "./outcome.js";
import { FRIEND_PULL, MOST_FRIENDSHIP, OPINION_FROM, TEAM_PULL } from "./rates.js";
import { type Chatling, type Friendships, pairKey, type Personality, type Topic } from "./society.js";

/** How a personality leans before it knows what a topic is about: 1 is all for it. */
const LEANING: Readonly<Record<Personality, number>> = {
	cheerful: 0.45,
	kind: 0.35,
	curious: 0.25,
	boastful: 0.15,
	wise: 0,
	shy: -0.05,
	dramatic: -0.15,
	grumpy: -0.5,
};

/** What it adds to like a kind of topic; taken where it is disliked. */
const TASTE = 0.7;

/** Widest that the day's fancy moves an opinion either way. */
const FANCY = 0.6;

/**
 * What each thinks of a topic: by what it is like, what it likes, the fancy of the day, and then by what its friends (and
 * its team) think, who are listened to, as those it cannot stand are contradicted.
 */
export function opinionsOf(
	talking: readonly Chatling[],
	about: { readonly topic: Topic; readonly friendships: Friendships; readonly random: Random },
): readonly Opinion[] {
	const { topic, friendships, random } = about;
	const own = talking.map(
		({ personality, likes, dislikes }) =>
			LEANING[personality] +
			(likes.includes(topic.category) ? TASTE : 0) -
			(dislikes.includes(topic.category) ? TASTE : 0) +
			(random() * 2 - 1) * FANCY,
	);
	return talking.map((one, at) => {
		let leaning = own[at]!;
		for (const [index, other] of talking.entries()) {
			if (index === at) continue;
			const friendship = (friendships.get(pairKey(one.id, other.id)) ?? 0) / MOST_FRIENDSHIP;
			const team = one.isInTeam && other.isInTeam ? TEAM_PULL : 0;
			leaning += (own[index]! * (friendship * FRIEND_PULL + team)) / (talking.length - 1);
		}
		if (leaning > OPINION_FROM) return "positive";
		return leaning < -OPINION_FROM ? "negative" : "neutral";
	});
}
