import type { NarrationRequest } from "../../mind.js";
import { cleanLine } from "../clean-line.js";
import { MAX_NARRATION_CHARACTERS } from "../narration-limits.js";
import { createGrammar } from "../../../wording/grammar.js";
import { narrationSlots } from "./narration-slots.js";
import { type Random, seededRandom } from "../../../wording/random.js";
import { readLine } from "./read-line.js";
import { NARRATION } from "./words/narration.js";

/** How often a sentence is added that tells no news. */
const DETAIL = 0.6;

/** One to three sentences on what happened. The same seed and request give the same. */
export function scriptedNarration(request: NarrationRequest, seed: number): string {
	const random = seededRandom(`${seed} ${request.userId} ${request.id}`);
	const layers = [{ words: NARRATION, weight: 1 }];
	const expand = createGrammar({ layers, slots: narrationSlots(request), random });
	const sentences = partsOf(request, random).map(expand);
	return cleanLine(
		sentences.filter((sentence) => sentence !== undefined).join(" "),
		MAX_NARRATION_CHARACTERS,
	);
}

/** Symbols of the grammar, one sentence each. */
function partsOf(request: NarrationRequest, random: Random): readonly string[] {
	const { happening, place } = request;
	const sight = place.items.length > 0 ? "here" : "empty";
	const perhaps = (symbol: string): readonly string[] => (random() < DETAIL ? [symbol] : []);
	switch (happening.kind) {
		case "taken":
			return ["taken", ...perhaps("itemDetail"), ...questPart(request)];
		case "dropped":
			return ["dropped", ...perhaps("leftDetail")];
		case "moved":
			return ["moved", "scene", ...(sight === "here" ? [sight] : perhaps("ways"))];
		case "looked":
			return [random() < DETAIL ? "scene" : "looked", sight, "ways"];
		case "said":
			return [saidPart(request), ...perhaps(sight)];
		case "refused":
			return [happening.code, ...perhaps(happening.action === "move" ? "ways" : sight)];
	}
}

function questPart({ quest }: NarrationRequest): readonly string[] {
	if (!quest) return [];
	if (quest.won) return ["won"];
	if (quest.needed - quest.found === 1) return ["nearly"];
	return [quest.found === 1 ? "begun" : "progress"];
}

function saidPart({ said = "" }: NarrationRequest): string {
	const { kind, isQuestion } = readLine(said, { listener: "", members: [] });
	if (kind === "greeting") return "greeted";
	return isQuestion ? "asked" : "said";
}
