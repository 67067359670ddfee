import type { ChatlingWire, ParticipantWire, RunawayWire } from "../../src/chatroom/chatroom-wire.js";
import type { Climate, Opinion, RareEvent } from "../../src/chatroom/core/outcome.js";
import type { Category, Mood } from "../../src/chatroom/core/society.js";

/** Friends, or at odds, from here on: two conversations of one mind, or two quarrels. */
const FRIENDS_FROM = 12;
/** More than this of either kind are counted. */
const MOST_NAMED = 3;

const DAY_MS = 86_400_000;

/** How a conversation went, in a word or two. */
export const CLIMATES: Readonly<Record<Climate, string>> = {
	agreement: "They agreed",
	conflict: "They quarrelled",
	mixed: "They left it open",
};

export const OPINIONS: Readonly<Record<Opinion, string>> = {
	positive: "likes it",
	neutral: "undecided",
	negative: "dislikes it",
};

export const CATEGORY_NAMES: Readonly<Record<Category, string>> = {
	food: "Food",
	games: "Games",
	nature: "Nature",
	music: "Music",
	weather: "Weather",
	rumours: "Rumours",
	work: "Work",
	stars: "Stars",
};

export function coinsText(coins: number): string {
	return `${coins} ${coins === 1 ? "coin" : "coins"}`;
}

/** Names as they stand in a sentence. */
export function namesText(names: readonly string[]): string {
	const last = names.at(-1) ?? "";
	return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
}

/** What a conversation did to one who took part. */
export interface Effect {
	readonly id: string;
	/** The mood that it came to; undefined where it ran away. */
	readonly mood: Mood | undefined;
	readonly text: string;
}

/** What a conversation did to those who took part, where it did anything; those who ran away last. */
export function effectsOf(participants: readonly ParticipantWire[]): readonly Effect[] {
	const moved = participants.filter((one) => !one.ran_away && one.mood_after !== one.mood_before);
	const gone = participants.filter((one) => one.ran_away);
	return [
		...moved.map(({ id, name, mood_after: mood }) => ({ id, mood, text: `${name} became ${mood}` })),
		...gone.map(({ id, name }) => ({ id, mood: undefined, text: `${name} ran away` })),
	];
}

const RARE_EVENTS: Readonly<Record<RareEvent["kind"], string>> = {
	shooting_star: "A shooting star fell",
	old_song: "An old song was remembered",
	lost_coin: "Something lost was found",
};

export function rareEventText({ kind, reward }: RareEvent): string {
	return `${RARE_EVENTS[kind]}: ${coinsText(reward)} for you`;
}

/** Where a conversation changed nothing. */
export const NOTHING_CAME = "Everybody feels as before";

export interface Ending {
	readonly climate: Climate;
	readonly participants: readonly ParticipantWire[];
	readonly rare_event?: RareEvent;
}

/** All that came of a conversation in sentences, for those who hear it. */
export function endingText({ climate, participants, rare_event }: Ending): string {
	const effects = effectsOf(participants).map(({ text }) => text);
	const rest = effects.length === 0 ? [NOTHING_CAME] : effects;
	const rare = rare_event ? [rareEventText(rare_event)] : [];
	return [CLIMATES[climate], ...rest, ...rare].map((text) => `${text}.`).join(" ");
}

/** Whom a chatling likes, or is at odds with, by name; the strongest first. */
export function bondsOf(
	{ friendships }: Pick<ChatlingWire, "friendships">,
	all: readonly Pick<ChatlingWire, "id" | "name">[],
): { readonly friends: string; readonly rivals: string } {
	const names = new Map(all.map(({ id, name }) => [id, name]));
	const known = friendships
		.filter(({ id }) => names.has(id))
		.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
	const told = (picked: readonly { readonly id: string }[]): string => {
		const some = picked.slice(0, MOST_NAMED).map(({ id }) => names.get(id)!);
		const more = picked.length - some.length;
		return namesText(more > 0 ? [...some, `${more} more`] : some);
	};
	return {
		friends: told(known.filter(({ value }) => value >= FRIENDS_FROM)),
		rivals: told(known.filter(({ value }) => value <= -FRIENDS_FROM)),
	};
}

export function percentText(share: number): string {
	return `${Math.round(share * 100)}\u00a0%`;
}

/** What came of an attempt at winning a runaway back. */
export function recoveryText(name: string, before: RunawayWire, after: RunawayWire | undefined): string {
	if (!after) return `${name} is back.`;
	const harder = after.chance < before.chance ? `, and it is harder now: ${percentText(after.chance)}` : "";
	return `${name} did not come${harder}.`;
}

/** When something is or was, by the reader's own day and zone. Both in unix seconds. */
export function whenText(at: number, now: number): string {
	const date = new Date(at * 1000);
	const time = date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
	const dayOf = (moment: Date): number =>
		Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / DAY_MS;
	const days = dayOf(date) - dayOf(new Date(now * 1000));
	if (days === 0) return `today at ${time}`;
	if (days === 1) return `tomorrow at ${time}`;
	if (days === -1) return `yesterday at ${time}`;
	const day = date.toLocaleDateString([], { weekday: "short", day: "numeric", month: "short" });
	return `${day} at ${time}`;
}

/** How long it is until something, in few words. Seconds. */
export function inText(seconds: number): string {
	if (seconds < 90) return "in a minute";
	if (seconds < 5_400) return `in ${Math.round(seconds / 60)} min`;
	return `in ${Math.round(seconds / 3_600)} h`;
}
