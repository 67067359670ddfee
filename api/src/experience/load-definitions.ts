import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../config/config.js";
import { pathErrors } from "../http/path-errors.js";
import { type Definition, definitionSchema, slug } from "./definition.js";

/** Experiences by id. */
export type Definitions = ReadonlyMap<string, Definition>;

const SUFFIX = ".json";

/**
 * Reads every experience of a folder, none where there is none: one file each, named by its id. Rejects with ConfigError, which names every wrong
 * place of every file.
 */
export async function loadDefinitions(folder: string | undefined): Promise<Definitions> {
	if (folder === undefined) return new Map();
	const problems: string[] = [];
	const definitions = new Map<string, Definition>();
	const files = await readdir(folder).catch(() => undefined);
	if (!files) problems.push("the folder cannot be read");
	for (const file of (files ?? []).filter((name) => name.endsWith(SUFFIX)).sort()) {
		const id = file.slice(0, -SUFFIX.length);
		const read = parseDefinition(id, await readFile(join(folder, file), "utf8"));
		if ("wrong" in read) problems.push(...read.wrong.map((line) => `${file}: ${line}`));
		else definitions.set(id, read);
	}
	if (problems.length === 0) return definitions;
	throw new ConfigError(problems.map((problem) => ({ variables: ["EXPERIENCES_DIR"], problem })));
}

/** An experience from the text of its file, or a line for everything that is wrong with it. */
export function parseDefinition(
	id: string,
	text: string,
): Definition | { readonly wrong: readonly string[] } {
	if (!slug.safeParse(id).success)
		return { wrong: ["its name must be 1 to 64 of a-z, 0-9 and -, then .json"] };
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		return { wrong: [error instanceof Error ? error.message : String(error)] };
	}
	const parsed = definitionSchema.safeParse(json);
	if (parsed.success) return { id, ...parsed.data };
	return {
		wrong: pathErrors(parsed.error).map(({ path, message }) =>
			path === "" ? message : `${path}: ${message}`,
		),
	};
}
