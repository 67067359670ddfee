import { cleanLine, MAX_LINE_CHARACTERS } from "../../../messages/minds/clean-line.js";
import { readReply } from "../../../messages/minds/model/read-reply.js";
import { capitalised } from "../../../wording/grammar.js";
import { outOfTone } from "../out-of-tone.js";
import { sentName } from "./line-prompt.js";
import type { Scene } from "./scene.js";
import { hasWords, unquoted, without } from "./words-of-others.js";

/** Why a model's words are not said: nothing in them, no line of a talk, or not like the speaker. */
export type Flaw = "unreadable" | "unfit" | "out_of_tone";

export type Read = { readonly line: string } | { readonly flaw: Flaw };

/** Signs of markup, templates, links and addresses. */
const MARKUP = /[{}<>[\]|\\`*_#~^=@]|https?:|www\./i;

/** What a model says that steps out of its part. */
const OUT_OF_PART =
	/\b(AI|[Ll]anguage model|[Cc]hatbot|([Aa]n?|[Yy]our) assistant|[Ss]ystem prompt|[Ii]nstructions?)\b|\b(cannot|can't|can not|won't|unable to|not able to) (help|assist|comply|fulfil|continue|provide|answer|do) (with |that|this|your)/;

/** A whole sentence: a letter or digit first, in quotes or not, and a mark that ends it last. */
const WHOLE = /^["“]?[\p{L}\p{N}].*[.!?]$/u;

/** What some models put before a line, besides the name. */
const LABEL =
	/^(character|line|answer|reply|cheerful|grumpy|shy|curious|dramatic|wise|boastful|kind)\s*:\s*/i;

/**
 * Reads what a model wrote as the line of a turn: one line, clean, whole, in character, that names nobody but the one
 * who is answered; the first of all names the topic.
 */
export function readLine(written: string, scene: Scene, index: number): Read {
	const { turns, title, names, speakerOf } = scene;
	const { answers } = turns[index]!;
	const { name, personality } = speakerOf(turns[index]!);
	// Its length is looked at below: what had to be cut within a sentence is no line.
	const said = readReply(written, name, Number.POSITIVE_INFINITY)?.content ?? "";
	const plain = said
		.replace(LABEL, "")
		.replaceAll("…", "...")
		.replace(/ +(?=[,.!?])/g, "");
	if (plain === "") return { flaw: "unreadable" };
	const line = capitalised(cleanLine(plain, MAX_LINE_CHARACTERS));
	const own = without(line, [title.told, ...names]);
	if (!WHOLE.test(line) || MARKUP.test(line) || OUT_OF_PART.test(own)) return { flaw: "unfit" };

	const addressed = answers === undefined ? "" : sentName(speakerOf(turns[answers]!).name);
	const rest = without(line, [title.told, addressed]);
	const isNamed = (one: string): boolean => one !== addressed && hasWords(rest, one);
	const isSpeech = (one: string): boolean =>
		one !== "" && line.toLowerCase().includes(`${one.toLowerCase()}:`);
	if (names.some((one) => isNamed(one) || isSpeech(one))) return { flaw: "unfit" };
	if (outOfTone(own, personality).length > 0) return { flaw: "out_of_tone" };

	const isOpening = index === 0;
	const titled = unquoted(line, title.told, { as: title.shown, isBareToo: isOpening });
	if (titled === undefined && isOpening) return { flaw: "unfit" };
	return { line: titled ?? line };
}
