import type { AnswerPriorityWire, MindActionWire } from "../../../../../game/src/shared/wire/index.js";
import type { MindRequest } from "../../mind.js";
import type { LineKind } from "./line-kinds.js";
import { type Random, pick } from "../../../wording/random.js";
import type { LineReading } from "./read-line.js";
import type { Talk } from "./talk.js";

/** What an NPC is going to say, as symbols of the grammar, one after the other. */
export interface Plan {
	readonly parts: readonly string[];
	/** Whom it speaks to. */
	readonly to: string;
	readonly action?: MindActionWire;
	readonly priority?: AnswerPriorityWire;
}

/** All that a reply is made from. */
export interface Situation {
	readonly request: MindRequest;
	readonly line: LineReading;
	readonly talk: Talk;
}

/** What each kind of line is answered with; a symbol of its name where nothing else is said here. */
const SYMBOLS: Partial<Readonly<Record<LineKind, string>>> = {
	apology: "apologised",
	greeting: "greetBack",
	insult: "insulted",
	praise: "praised",
	question: "unsure",
	thanks: "thanked",
};

const ACTIONS: Partial<Readonly<Record<LineKind, MindActionWire>>> = {
	farewell: "stop_talking",
	follow: "follow",
	joy: "emote",
	praise: "emote",
	stay: "unfollow",
};

/** Kinds to which nothing is added: they want a short answer. */
const SHORT: ReadonlySet<LineKind> = new Set([
	"alarm",
	"farewell",
	"follow",
	"insult",
	"stay",
	"sorrow",
	"recall",
]);

/** Talk is young up to here, and asks more. */
const YOUNG_LINES = 6;

/** A reply to a line that is to be answered. */
export function planReply(situation: Situation, random: Random): Plan {
	const { request, line, talk } = situation;
	const to = request.message.sender.name;
	if (line.isEmpty) return { parts: ["confused"], to };
	if (line.kind === "alarm") return { parts: ["alarm"], to, priority: "immediate" };
	if (line.kind === "follow" && !request.npc.abilities.includes("move"))
		return { parts: ["cannotFollow"], to };
	const action = ACTIONS[line.kind];
	const said = isChat(situation) ? chat(situation, random) : answer(situation, random);
	// A player that greets and asks at once is greeted before being answered.
	const isPlayer = request.message.sender.type === "player";
	const hails = isPlayer && line.greets && line.kind !== "greeting" && talk.before.length === 0;
	const parts = hails ? ["hail", ...said] : said;
	const asks = talk.npcLines <= YOUNG_LINES ? 0.4 : 0.15;
	const isOpen = !SHORT.has(line.kind) && parts.length < 2 && !parts.some((part) => part.startsWith("ask"));
	return {
		parts: isOpen && random() < asks ? [...parts, "ask"] : parts,
		to,
		...(action && { action }),
	};
}

/** Among NPCs a "Yes" or "Indeed" is mostly a manner of speaking. */
function isChat({ request, line }: Situation): boolean {
	const { kind } = line;
	if (request.message.sender.type === "npc" && (kind === "agreed" || kind === "denied")) return true;
	return kind === "statement";
}

/** What is said where nothing in the line calls for something else; after a bar stands what it falls back on. */
const ANSWERS: Partial<Readonly<Record<LineKind, readonly (readonly string[])[]>>> = {
	recall: [["recall|recallNothing"]],
	whoHere: [["whoHere|alone"]],
	place: [["place|lost"]],
	wayTo: [["wayTo|personUnknown"], ["wayTo|unsure"], ["unsure"]],
	why: [["why"], ["aboutTopic|why"]],
	yesNo: [["yesNo", "muse"], ["yesNo"], ["yesNo"]],
	question: [["aboutTopic|unsure"], ["aboutTopic|unsure"], ["unsure"]],
	weather: [["weather"], ["weather"], ["weather", "muse"]],
	time: [["time"], ["time"], ["time", "muse"]],
	wellbeing: [["wellbeing"], ["wellbeing"], ["wellbeing", "muse"]],
	opinion: [["opinion"], ["opinion"], ["opinion", "muse"]],
	agreed: [["agreed"], ["agreed", "muse"]],
	denied: [["denied"], ["denied", "muse"]],
	news: [["news"]],
};

/** Questions in which a member of the group who is named is what is asked about. */
const ABOUT_SOMEBODY: ReadonlySet<LineKind> = new Set(["wayTo", "yesNo", "question"]);

function answer({ line, talk }: Situation, random: Random): readonly string[] {
	if (line.asksAbout && ABOUT_SOMEBODY.has(line.kind))
		return [random() < 0.4 ? "personHeard|personHere" : "personHere"];
	// A greeting is returned once; whoever goes on greeting gets talk.
	if (line.kind === "greeting" && talk.ownLines > 0) return ["muse"];
	return pick(random, ANSWERS[line.kind] ?? []) ?? [SYMBOLS[line.kind] ?? line.kind];
}

/** What to say to a mere statement: something on its topic, something heard before, or something of one's own. */
function chat({ request, talk }: Situation, random: Random): readonly string[] {
	const roll = random();
	const isPlayers = request.message.sender.type === "player";
	if (talk.before.length === 0 && talk.npcLines > 0) return roll < 0.7 ? ["greetBack"] : ["greetBack", "ask"];
	if (roll < 0.06) return ["remarkBack|remark"];
	if (roll < 0.12) return ["remarkOther|remark"];
	if (roll < 0.2 && isPlayers) return ["wordy|remark"];
	if (roll < 0.36) return ["askTopic|remark"];
	if (roll < 0.62) return ["remark"];
	if (roll < 0.8) return ["remark", "muse"];
	return ["muse"];
}
