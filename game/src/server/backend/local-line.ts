import type { MessageWire } from "../../shared/wire";
import {
	FAREWELL_PHRASES,
	FAREWELL_WORDS,
	GREETING_WORDS,
	PHRASES,
	QUESTION_WORDS,
	TONE_WORDS,
} from "./local-phrases";
import type { Occasion, Tone } from "./local-phrases";

/** Who speaks for itself, as far as the place knows it. */
export interface LocalSpeaker {
	readonly persona: string;
	readonly mood?: string;
}

/** What a system message says of somebody who came; the name is caught. */
const ENTERED = "%((.+)%) has entered your area";
/** Words from the start among which a greeting is looked for: later it is a word like any other. */
const GREETING_REACH = 3;

function wordsOf(text: string): string[] {
	const words: string[] = [];
	for (const [word] of text.lower().gmatch("%a+")) words.push(word as string);
	return words;
}

/** How somebody speaks: a mood shows before the character does. */
export function toneOf({ persona, mood = "" }: LocalSpeaker): Tone {
	for (const text of [mood, persona]) {
		const words = new Set(wordsOf(text));
		for (const [tone, signs] of TONE_WORDS) if (signs.some((sign) => words.has(sign))) return tone;
	}
	return "plain";
}

/** What was said: a farewell is one even as a question, and a greeting only where nothing is asked with it. */
export function occasionOf(content: string): Occasion {
	const lowered = content.lower();
	const words = wordsOf(content);
	const isFarewell =
		words.some((word) => FAREWELL_WORDS.has(word)) ||
		FAREWELL_PHRASES.some((phrase) => lowered.find(phrase, 1, true)[0] !== undefined);
	if (isFarewell) return "farewell";
	if (lowered.find("?", 1, true)[0] !== undefined) return "question";
	if (!words.isEmpty() && QUESTION_WORDS.has(words[0]!)) return "question";
	const isGreeting = words.some((word, i) => i < GREETING_REACH && GREETING_WORDS.has(word));
	return isGreeting ? "greeting" : "remark";
}

/**
 * What an NPC says to a message by itself, in its persona's tone: one of a few lines, chosen by `unit` in [0, 1),
 * and never `last`. Empty where the place itself spoke and there is nobody to greet.
 */
export function localLine(
	message: Pick<MessageWire, "sender" | "content">,
	speaker: LocalSpeaker,
	{ unit, last }: { readonly unit: number; readonly last?: string },
): string {
	const { sender, content } = message;
	const isSystem = sender.type === "system";
	const entered = isSystem ? (content.match(ENTERED)[0] as string | undefined) : undefined;
	if (isSystem && entered === undefined) return "";
	const name = entered ?? sender.name;
	const occasion = isSystem ? "greeting" : occasionOf(content);
	const lines = PHRASES[toneOf(speaker)][occasion].map((phrase) => phrase.split("%s").join(name));
	const fresh = lines.filter((line) => line !== last);
	return fresh[math.floor(unit * fresh.size())]!;
}
