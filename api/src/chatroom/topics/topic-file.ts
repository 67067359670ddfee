import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import { ConfigError } from "../../config/config.js";
import { pathErrors } from "../../http/path-errors.js";
import { CATEGORIES, type Topic } from "../core/society.js";

/** Of what a bubble or a headline shows in one line. */
const MAX_TITLE = 60;

/** More than anybody needs: each week takes a few of them. */
const MAX_TOPICS = 5_000;

/** Whether a text is a day of some year, as `MM-DD`. */
function isDay(text: string): boolean {
	// Of a leap year, which has all of them.
	const date = new Date(`2024-${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === text;
}

const day = z.string().refine(isDay, { error: "must be a day of the year as MM-DD" });

const topic = z.strictObject({
	id: z.string().regex(/^[a-z0-9-]{1,64}$/, { error: "must be 1 to 64 of a-z, 0-9 and -" }),
	title: z
		.string()
		.trim()
		.min(1)
		.max(MAX_TITLE)
		.regex(/^[^\p{Cc}“”]*$/u, { error: "must hold no control characters and no curly quotes" }),
	category: z.enum(CATEGORIES, { error: `must be one of ${CATEGORIES.join(", ")}` }),
	season: z.strictObject({ from: day, to: day }).optional(),
});

const topicsSchema = z
	.array(topic)
	.max(MAX_TOPICS)
	.superRefine((topics, context) => {
		const ids = new Set<string>();
		for (const [index, { id }] of topics.entries()) {
			if (ids.has(id)) {
				context.addIssue({ code: "custom", path: [index, "id"], message: `another topic is called ${id}` });
			}
			ids.add(id);
		}
		if (!topics.some(({ season }) => season === undefined)) {
			context.addIssue({
				code: "custom",
				message: "must hold a topic without a season, or there were days without any",
			});
		}
	});

/** Topics from the text of their file, or a line for everything that is wrong with it. */
export function parseTopics(text: string): readonly Topic[] | { readonly wrong: readonly string[] } {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		return { wrong: [error instanceof Error ? error.message : String(error)] };
	}
	const parsed = topicsSchema.safeParse(json);
	if (!parsed.success) {
		return {
			wrong: pathErrors(parsed.error).map(({ path, message }) =>
				path === "" ? message : `${path}: ${message}`,
			),
		};
	}
	return parsed.data.map(({ season, ...rest }) => ({ ...rest, ...(season && { season }) }));
}

/**
 * Reads what can be talked of; nothing where there is no file. Rejects with ConfigError, which names every wrong place of
 * it.
 */
export async function loadTopics(file: string | undefined): Promise<readonly Topic[]> {
	if (file === undefined) return [];
	const text = await readFile(file, "utf8").catch(() => undefined);
	const read = text === undefined ? { wrong: ["it cannot be read"] } : parseTopics(text);
	if (!("wrong" in read)) return read;
	throw new ConfigError(
		read.wrong.map((line) => ({ variables: ["CHATROOM_TOPICS"], problem: `${basename(file)}: ${line}` })),
	);
}
