import type { Mind, MindAnswer, MindRequest } from "../../mind.js";
import { cleanLine } from "../clean-line.js";
import { scriptedNarration } from "./narrate.js";
import { readPersona } from "./persona.js";
import { plan } from "./plan.js";
import { seededRandom } from "../../../wording/random.js";
import { slotsOf } from "./slots.js";
import { readTalk } from "./talk.js";
import { speak } from "./voice.js";

export const SCRIPTED = "scripted";

const SILENCE: MindAnswer = {
	content: "",
	priority: "low",
	action: "none",
	generatedBy: SCRIPTED,
	byModel: false,
};

/** What an NPC says, out of persona, topic and what it just heard alone. The same seed and request give the same. */
export function scriptedAnswer(request: MindRequest, seed: number): MindAnswer {
	const random = seededRandom(`${seed} ${request.npc.npcId} ${request.message.id}`);
	const planned = plan(request, random);
	if (!planned) return SILENCE;
	const persona = readPersona(request.npc);
	const slots = slotsOf({ request, talk: readTalk(request), persona, to: planned.to }, random);
	const lately = request.heard.map(({ content }) => content);
	const content = cleanLine(speak({ plan: planned, persona, slots, lately }, random) ?? "");
	if (content === "") return SILENCE;
	return {
		...SILENCE,
		content,
		priority: planned.priority ?? "normal",
		action: planned.action ?? "none",
	};
}

/** The mind that is always there: it needs no network, and answers at once. */
export function createScriptedMind(seed: number): Mind {
	return {
		name: SCRIPTED,
		answer: (request, signal) =>
			new Promise((resolve) => {
				signal.throwIfAborted();
				resolve(scriptedAnswer(request, seed));
			}),
		narrate: (request, signal) =>
			new Promise((resolve) => {
				signal.throwIfAborted();
				resolve({ text: scriptedNarration(request, seed), generatedBy: SCRIPTED, byModel: false });
			}),
	};
}
