import { z } from "zod";
import type { AnswerPriorityWire, MindActionWire } from "../../../../../game/src/shared/wire/index.js";
import { MAX_LINE_CHARACTERS, cleanLine } from "../clean-line.js";

/** What a model's text comes to. */
export interface Reply {
	readonly content: string;
	readonly action: MindActionWire;
	readonly priority: AnswerPriorityWire;
}

export const ACTIONS = [
	"none",
	"follow",
	"unfollow",
	"stop_talking",
	"emote",
] as const satisfies readonly MindActionWire[];
export const PRIORITIES = [
	"immediate",
	"high",
	"normal",
	"low",
] as const satisfies readonly AnswerPriorityWire[];

/** A word of a list, however it is written; anything else is the list's usual one. */
function oneOf<T extends string>(words: readonly T[], usual: T, value: unknown): T {
	const word = typeof value === "string" ? value.trim().toLowerCase() : "";
	return words.find((known) => known === word) ?? usual;
}

const said = z.string().nullish();

const replySchema = z
	.object({
		say: said,
		content: said,
		text: said,
		action: z.unknown().optional(),
		priority: z.unknown().optional(),
	})
	.refine(({ say, content, text }) => [say, content, text].some((value) => value !== undefined));

/**
 * Reads what a model wrote: the object that it was asked for, bare, fenced or amid talk, or a plain line. Whatever it
 * wrote, this is a line of at most `max` characters, one of the known actions and one of the known priorities.
 * Undefined where it wrote an object that cannot be read, or nothing at all.
 */
export function readReply(written: string, name: string, max = MAX_LINE_CHARACTERS): Reply | undefined {
	const spoken = (content: string): string => spokenLine(content, name, max);
	const text = written
		.replace(/<think(ing)?>[\s\S]*?(<\/think(ing)?>|$)/gi, "")
		.replace(/```(?:\w+(?=\s))?/g, "")
		.trim();
	const reply = readObject(text);
	if (reply) return { ...reply, content: spoken(reply.content) };
	const cut = /"say"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
	if (cut !== undefined) {
		const say = parseJson(cut);
		return typeof say === "string" ? plain(spoken(say)) : undefined;
	}
	return text === "" || /^[{[]/.test(text) ? undefined : plain(spoken(text));
}

function plain(content: string): Reply {
	return { content, action: "none", priority: "normal" };
}

function readObject(text: string): Reply | undefined {
	const first = text.indexOf("{");
	const last = text.lastIndexOf("}");
	if (first < 0 || last < first) return undefined;
	const parsed = replySchema.safeParse(parseJson(text.slice(first, last + 1)));
	if (!parsed.success) return undefined;
	const { say, content, text: line, action, priority } = parsed.data;
	return {
		content: say ?? content ?? line ?? "",
		action: oneOf(ACTIONS, "none", action),
		priority: oneOf(PRIORITIES, "normal", priority),
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The spoken words alone: no speaker before them, no quotes around them, no stage directions within. */
function spokenLine(text: string, name: string, max: number): string {
	let line = cleanLine(text.replace(/\*[^*]{0,80}\*/g, " "), Number.POSITIVE_INFINITY);
	const speaker = `${name.trim()}:`.toLowerCase();
	if (speaker !== ":" && line.toLowerCase().startsWith(speaker)) line = line.slice(speaker.length).trim();
	const quoted = /^["“]([^"“”]*)["”]$/u.exec(line)?.[1];
	return cleanLine(quoted ?? line, max);
}
