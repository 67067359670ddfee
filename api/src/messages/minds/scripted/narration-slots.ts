import type { Happening, NarrationRequest } from "../../mind.js";
import { firstSentences } from "../../sentences.js";
import { plainText, shortened } from "../clean-line.js";
import type { Slots } from "../../../wording/grammar.js";
import { listed, placeName, present } from "./slots.js";

/** Of a description or of a player's words within a narration. */
const MAX_TEXT_CHARACTERS = 160;
const MAX_SAID_CHARACTERS = 60;
const MAX_NAME_CHARACTERS = 40;

/** Things or ways that are named one by one; beyond, there is "more". */
const MAX_NAMED = 4;

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Everything that a narration can be filled with. Absent where there is nothing. */
export function narrationSlots({ happening, place, said, quest }: NarrationRequest): Slots {
	const item = itemOf(happening);
	return present({
		item: item && bareName(item.name),
		itemText: item && opening(item.description),
		from: happening.kind === "moved" ? placeName(happening.from) : undefined,
		place: placeName(place.name),
		placeText: opening(place.description),
		things: namedOf(place.items.map((name) => `the ${bareName(name)}`)),
		ways: namedOf(
			place.ways.map((name) => placeName(name) ?? ""),
			"or",
		),
		said: said === undefined ? undefined : quoted(said),
		...(quest && {
			quest: shortened(plainText(quest.title), MAX_NAME_CHARACTERS),
			found: inWords(quest.found),
			needed: inWords(quest.needed),
			left: inWords(quest.needed - quest.found),
		}),
	});
}

function itemOf(happening: Happening): { name: string; description: string } | undefined {
	return happening.kind === "taken" || happening.kind === "dropped" ? happening.item : undefined;
}

/** A name that an article can stand before. */
function bareName(name: string): string {
	return shortened(plainText(name).replace(/^(the|an?) /i, ""), MAX_NAME_CHARACTERS);
}

/** The first sentence of a description, as a sentence. */
function opening(description: string): string | undefined {
	const sentence = shortened(firstSentences(plainText(description), 1), MAX_TEXT_CHARACTERS);
	return sentence === "" || /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** What somebody said, to stand between quotation marks. */
function quoted(said: string): string {
	const first = firstSentences(plainText(said.replace(/["“”]/g, " ")), 1);
	return shortened(first, MAX_SAID_CHARACTERS).replace(/[\s.,;:!?]+$/, "");
}

function namedOf(names: readonly string[], before = "and"): string | undefined {
	const known = names.filter((name) => name !== "");
	const named = known.length > MAX_NAMED ? [...known.slice(0, MAX_NAMED - 1), "more"] : known;
	return named.length === 0 ? undefined : listed(named, before);
}

function inWords(count: number): string {
	return NUMBERS[count] ?? String(count);
}
