import { plainText } from "../../../messages/minds/clean-line.js";
import { bytesOf } from "./budget.js";

/** Of a text, in UTF-16 units, before it is looked at: more could not be quoted anyway. */
const MOST_READ = 400;

/** All that is not a letter, a digit or a mark that ends or joins words: no quote, bracket or sign of a template. */
const UNQUOTABLE = /[^\p{L}\p{M}\p{N}'’!?.,&+ -]+/gu;

/**
 * What others wrote as it may stand between quotes in a prompt: it cannot close them, begin a line, hide anything or
 * be taken for a mark of the model's own, and its bytes are the same however it is normalised. May be empty.
 */
export function quotable(text: string): string {
	const plain = plainText(text.slice(0, MOST_READ).normalize("NFKC")).replace(UNQUOTABLE, " ");
	return plainText(plain.normalize("NFKC"))
		.replace(/^[^\p{L}\p{N}]+/u, "")
		.replace(/ +(?=[,.!?])/g, "");
}

/** The beginning of a text in so many bytes: whole characters, and whole words where it can be helped. */
export function clipped(text: string, bytes: number): string {
	if (bytesOf(text) <= bytes) return text;
	let left = bytes;
	let cut = "";
	for (const character of text) {
		left -= bytesOf(character);
		if (left < 0) break;
		cut += character;
	}
	const blank = cut.lastIndexOf(" ");
	return (text[cut.length] === " " || blank <= 0 ? cut : cut.slice(0, blank)).trimEnd();
}
