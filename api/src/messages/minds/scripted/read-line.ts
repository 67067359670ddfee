import type { SpeakerWire } from "../../../../../game/src/shared/wire/index.js";
import { plainText } from "../clean-line.js";
import { GREETING, KIND_RULES, type LineKind } from "./line-kinds.js";

/** What the scripted mind makes of one line. */
export interface LineReading {
	readonly kind: LineKind;
	readonly isQuestion: boolean;
	/** It begins with a greeting, whatever comes then. */
	readonly greets: boolean;
	/** The listener is spoken to by name. */
	readonly namesListener: boolean;
	/** Somebody else of the group who is named. */
	readonly named?: SpeakerWire;
	/** The same, within the question itself. */
	readonly asksAbout?: SpeakerWire;
	/** Without letters or digits it says nothing. */
	readonly isEmpty: boolean;
}

const ASKING =
	/^(so |and |but |well,? |um[,.]* |hey,? |please,? )*(who|whos|what(?! an? )|whats|where|wheres|when (is|are|do|does|did|will|can)|why|how|which|whose|is|are|do(?! not)|does|did|can|could|will|would|have(?! an? )|has|should)\b/;

export function readLine(
	content: string,
	{ listener, members }: { readonly listener: string; readonly members: readonly SpeakerWire[] },
): LineReading {
	// What is quoted was said before, by somebody else.
	const text = plainText(content.replace(/"[^"]*"/g, " "))
		.toLowerCase()
		.replaceAll("’", "'");
	const isQuestion = text.includes("?") || ASKING.test(withoutName(text, listener));
	const kind = KIND_RULES.find(({ words, asked }) => (isQuestion || !asked) && words.test(text))!.kind;
	const named = members.find(({ name }) => mentions(text, name));
	const question = (text.match(/[^.!?]*\?/g) ?? [text]).join(" ");
	const asksAbout = isQuestion ? members.find(({ name }) => mentions(question, name)) : undefined;
	return {
		kind,
		isQuestion,
		greets: GREETING.test(text),
		namesListener: mentions(text, listener),
		...(named && { named }),
		...(asksAbout && { asksAbout }),
		isEmpty: !/[\p{L}\p{N}?]/u.test(text),
	};
}

/** Whether a text in lower case names somebody, by their whole name or its first word. */
function mentions(text: string, name: string): boolean {
	const whole = plainText(name).toLowerCase();
	const first = whole.split(" ", 1)[0]!;
	return [whole, ...(first.length > 2 ? [first] : [])].some((part) => part !== "" && wordIn(text, part));
}

function wordIn(text: string, word: string): boolean {
	const isLetter = (at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at));
	for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
		if (!isLetter(at - 1) && !isLetter(at + word.length)) return true;
	}
	return false;
}

function withoutName(text: string, name: string): string {
	const own = plainText(name).toLowerCase();
	return own !== "" && text.startsWith(own) ? text.slice(own.length).replace(/^[,:! ]+/, "") : text;
}

/** Who came, by the place's own message; undefined of any other text. */
export function readArrival(
	content: string,
): { readonly name: string; readonly isPlayer: boolean } | undefined {
	const told = /^\[SYSTEM\] (A player|Another NPC) \((.+)\) has entered your area\./.exec(content);
	return told ? { name: told[2]!, isPlayer: told[1] === "A player" } : undefined;
}
