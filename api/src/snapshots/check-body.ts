import type { z } from "zod";
import { Refusal } from "../http/refusal.js";
import type { PathError } from "../http/refusal.js";
import { formatPath } from "./json-path.js";
import { wildPlaces } from "./json-walk.js";
import { MAX_NAMED_ERRORS } from "./snapshot-limits.js";

/** What the schema says, in terms of places: an unknown key of a record is the place of the key. */
function schemaErrors(error: z.ZodError): PathError[] {
	return error.issues.map((issue) => ({ path: formatPath(issue.path), message: issue.message }));
}

function refuse(errors: readonly PathError[]): never {
	const places = new Map(errors.map((error) => [error.path, error]));
	throw new Refusal("invalid", `The payload is wrong in ${places.size} place(s); nothing was applied.`, {
		errors: [...places.values()].slice(0, MAX_NAMED_ERRORS),
	});
}

/**
 * A parsed JSON body as the schema reads it. `wrong` are places that are wrong beside what the schema knows.
 *
 * @throws Refusal `invalid`, naming every wrong place
 */
export function checkBody<T>(schema: z.ZodType<T>, body: unknown, wrong: readonly PathError[] = []): T {
	const wild = wildPlaces(body);
	// Of a body with too many values the schema would make as many errors.
	if (wild.some((error) => error.path === formatPath([]))) refuse(wild);
	const parsed = schema.safeParse(body);
	const errors = [...wrong, ...(parsed.success ? [] : schemaErrors(parsed.error)), ...wild];
	return parsed.success && errors.length === 0 ? parsed.data : refuse(errors);
}
