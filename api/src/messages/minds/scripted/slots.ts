import type { HeardLineWire } from "../../../../../game/src/shared/wire/index.js";
import type { MindRequest } from "../../mind.js";
import { plainText, shortened } from "../clean-line.js";
import type { Slots } from "../../../wording/grammar.js";
import type { Persona } from "./persona.js";
import type { Random } from "../../../wording/random.js";
import { pick } from "../../../wording/random.js";
import { readLine } from "./read-line.js";
import type { Talk } from "./talk.js";
import { contentWords, findTopic, quotable } from "./topic.js";

/** Of a name within a line. */
const MAX_NAME_CHARACTERS = 30;

/** More names than this are a crowd. */
const MAX_NAMED = 4;

/** Places that want an article. */
const COMMON_PLACES =
	/\b(square|market|mill|harbou?r|gate|garden|inn|forest|bridge|pier|plaza|docks?|fountain|park|bakery|smithy|oak)$/i;

/** Lines of somebody that come to mind. */
const RECENT_LINES = 8;

interface SlotOptions {
	readonly request: MindRequest;
	readonly talk: Talk;
	readonly persona: Persona;
	/** Whom it speaks to. */
	readonly to: string;
}

/** Everything that lines can be filled with: only what the NPC knows, sees or heard. Absent where there is nothing. */
export function slotsOf({ request, talk, persona, to }: SlotOptions, random: Random): Slots {
	const { npc, message, heard } = request;
	const names = [npc.name, message.sender.name, ...request.members.map(({ name }) => name)];
	const isLine = message.sender.type !== "system";
	const { topic, word } = isLine ? findTopic(message.content, names) : {};
	const { asksAbout } = readLine(message.content, { listener: npc.name, members: talk.others });
	const spoke = heard.filter(
		({ speaker, content }) =>
			speaker.type !== "system" && speaker.id !== npc.npcId && content !== message.content,
	);
	const ofSender = spoke.filter(({ speaker }) => speaker.id === message.sender.id);
	const ofOthers = spoke.filter(({ speaker }) =>
		asksAbout ? speaker.id === asksAbout.id : speaker.id !== message.sender.id,
	);
	const earlier = pick(random, nearest(ofSender.filter(isQuotable), message.content));
	const theirs = pick(random, ofOthers.slice(-RECENT_LINES).filter(isQuotable));
	const other = asksAbout?.name ?? theirs?.speaker.name;
	const place = placeName(request.location ?? message.context.location);
	const others = talk.others.map(({ name }) => nameOf(name));
	return present({
		speaker: nameOf(to),
		self: nameOf(npc.name),
		topic,
		word,
		quote: earlier && quotable(earlier.content),
		othersQuote: theirs && quotable(theirs.content),
		other: other === undefined ? undefined : nameOf(other),
		others: others.length === 0 || others.length > MAX_NAMED ? undefined : listed(others),
		place,
		subject: persona.subject,
	});
}

/** Those on the same matter, else the last few. */
function nearest(lines: readonly HeardLineWire[], content: string): readonly HeardLineWire[] {
	const words = new Set(contentWords(content));
	const about = lines.filter((line) => contentWords(line.content).some((word) => words.has(word)));
	return about.length > 0 ? about : lines.slice(-RECENT_LINES);
}

function isQuotable({ content }: { readonly content: string }): boolean {
	return quotable(content) !== undefined;
}

/** Those slots that there is something for. */
export function present(slots: Readonly<Record<string, string | undefined>>): Slots {
	return Object.fromEntries(
		Object.entries(slots).filter((slot): slot is [string, string] => slot[1] !== undefined && slot[1] !== ""),
	);
}

/** A name fit to stand in a line; somebody without one is a friend. */
export function nameOf(name: string): string {
	const plain = plainText(name.replace(/[{}<>"]/g, " "));
	return plain === "" ? "friend" : shortened(plain, MAX_NAME_CHARACTERS);
}

/** A place's name within a sentence; undefined of none. */
export function placeName(location: string | undefined): string | undefined {
	const place = nameOf(location ?? "Unknown").replace(/^The /, "the ");
	if (place === "Unknown" || location === "") return undefined;
	return COMMON_PLACES.test(place) && !place.startsWith("the ") ? `the ${place}` : place;
}

/** Names one after the other, as a sentence has them. */
export function listed(names: readonly string[], before = "and"): string {
	return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} ${before} ${names.at(-1)!}`;
}
