import type { LineMessage } from "../../shared/remotes/messages";
import { escapeRichText, withoutTags } from "./rich-text";

/** A line as a player sees it. */
export interface LineView {
	/** Above the speaker's head. */
	readonly bubble: string;
	/** In the chat window, as rich text. */
	readonly chat: string;
}

/** Colour of what was not said to the player: it steps back, and is still read easily on the chat's dark ground. */
const OVERHEARD_COLOR = "#B4B8C0";
/** What marks a line that a language model wrote, as players must be told throughout. */
const MODEL_MARK = "[AI]";

/**
 * A line said to the player, or one that they overhear: that one is named so, in words and not in colour alone. A
 * line that a language model wrote is marked in the chat window.
 */
export function lineView(line: LineMessage): LineView {
	const name = escapeRichText(line.speaker.name);
	const text = escapeRichText(line.text);
	const mark = line.byModel ? ` ${MODEL_MARK}` : "";
	if (!line.isOverheard) {
		return { bubble: withoutTags(line.text), chat: `<b>${name}</b>${mark}: ${text}` };
	}
	return {
		bubble: `(overheard) ${withoutTags(line.text)}`,
		chat: `<font color="${OVERHEARD_COLOR}"><i>(overheard) ${name}${mark}: ${text}</i></font>`,
	};
}
