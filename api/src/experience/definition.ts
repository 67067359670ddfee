import { z } from "zod";
import { checkReferences } from "./check-references.js";
import { EXPERIENCE_ID } from "./experience.js";
import { MAX_ITEMS, MAX_LOCATIONS, MAX_QUESTS } from "./experience-limits.js";

/** Of experiences, and of what is in them: fit for paths, topics and subjects as they are. */
export const slug = z.string().regex(EXPERIENCE_ID, { error: "must be 1 to 64 of a-z, 0-9 and -" });

const kind = z.string().regex(/^[a-z0-9_-]{1,64}$/, { error: "must be 1 to 64 of a-z, 0-9, _ and -" });
const name = z.string().trim().min(1).max(80);
const description = z.string().trim().min(1).max(600);

const locationSchema = z.strictObject({
	id: slug,
	name,
	description,
	/** Ids of locations that can be walked to from here. */
	exits: z.array(slug).max(MAX_LOCATIONS),
	/** Where it lies in the place, in studs; without it nobody gets there by walking in the place. */
	bounds: z
		.strictObject({
			center: z.strictObject({ x: z.number(), y: z.number(), z: z.number() }),
			radius: z.number().positive(),
		})
		.optional(),
});

const itemSchema = z.strictObject({
	id: slug,
	name,
	/** What quests count it as. */
	kind,
	description,
	/** Id of the location where it lies at first. */
	location: slug,
});

const questSchema = z.strictObject({
	id: slug,
	title: name,
	/** Items of which kind count. */
	kind,
	/** How many of them win it. */
	needed: z.int().positive(),
});

/** An experience as its file says it. The file's name is its id. */
export const definitionSchema = z
	.strictObject({
		title: name,
		/** Id of the location where players begin. */
		start: slug,
		/** Items that a player can carry at a time. */
		inventory_limit: z.int().positive(),
		locations: z.array(locationSchema).min(1).max(MAX_LOCATIONS),
		items: z.array(itemSchema).max(MAX_ITEMS),
		quests: z.array(questSchema).max(MAX_QUESTS),
	})
	.superRefine((definition, context) => {
		for (const { path, message } of checkReferences(definition)) {
			context.addIssue({ code: "custom", path: [...path], message });
		}
	});

export type Location = Readonly<z.infer<typeof locationSchema>>;
export type Item = Readonly<z.infer<typeof itemSchema>>;
export type Quest = Readonly<z.infer<typeof questSchema>>;

/** An experience as data: what there is, before anybody has touched it. */
export interface Definition {
	readonly id: string;
	readonly title: string;
	readonly start: string;
	readonly inventory_limit: number;
	readonly locations: readonly Location[];
	readonly items: readonly Item[];
	readonly quests: readonly Quest[];
}
