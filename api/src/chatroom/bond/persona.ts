import type { Category, Chatling, Mood, Personality } from "../core/society.js";

/** What each is like, in words by which minds know a temper. */
const CHARACTER: Readonly<Record<Personality, string>> = {
	cheerful: "Cheers everybody up and laughs at nearly everything.",
	grumpy: "Grumbles about everything and complains about the rest.",
	shy: "Keeps quiet in company, too shy and too gentle to begin.",
	curious: "Asks about everything and follows every rumour to its end.",
	dramatic: "Dreams aloud like a poet, wistful about everything.",
	wise: "Studies the ways of the world and offers a wise and clever word.",
	boastful: "Boasts about everything and is the best at all of it.",
	kind: "Looks after everybody with a warm heart and a friendly word.",
};

const FEELING: Readonly<Record<Mood, string>> = {
	happy: "Is in high spirits today.",
	neutral: "Is in an even mood today.",
	unhappy: "Is unhappy today and takes things to heart.",
};

const NAMES: Readonly<Record<Category, string>> = {
	food: "food",
	games: "games",
	nature: "nature",
	music: "music",
	weather: "the weather",
	rumours: "rumours",
	work: "work",
	stars: "the stars",
};

/** Who a chatling is to a mind, in at most 300 characters: its character first, then its tastes, then how it feels. */
export function personaOf({
	personality,
	likes,
	dislikes,
	mood,
}: Pick<Chatling, "personality" | "likes" | "dislikes" | "mood">): string {
	return [
		CHARACTER[personality],
		...(likes.length > 0 ? [`Loves ${list(likes, "and")}.`] : []),
		...(dislikes.length > 0 ? [`Does not care for ${list(dislikes, "or")}.`] : []),
		FEELING[mood],
	].join(" ");
}

function list(categories: readonly Category[], last: "and" | "or"): string {
	const names = categories.map((category) => NAMES[category]);
	return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)!}`;
}
