import type { Request } from "express";
import { z } from "zod";
import { Refusal } from "../http/refusal.js";

/** Longer, and proxies between reader and server begin to cut idle requests. */
const MAX_WAIT_SECONDS = 25;
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/** What is no text cannot be a cursor; it is answered like any other malformed one. */
const NO_CURSOR = "?";

const seconds = z
	.string()
	.regex(/^\d{1,3}(\.\d{1,6})?$/, "must be a number of seconds")
	.transform(Number)
	.pipe(z.number().max(MAX_WAIT_SECONDS, `must be at most ${MAX_WAIT_SECONDS}`));

const count = z
	.string()
	.regex(/^\d{1,6}$/, "must be a whole number")
	.transform(Number)
	.pipe(z.number().min(1, "must be at least 1").max(MAX_LIMIT, `must be at most ${MAX_LIMIT}`));

const PollQuery = z.object({
	wait: seconds.default(MAX_WAIT_SECONDS),
	limit: count.default(DEFAULT_LIMIT),
});

export interface PollQuery {
	readonly wanted: string | undefined;
	/** Seconds to wait for something to answer. */
	readonly wait: number;
	/** Events in one answer. */
	readonly limit: number;
}

/** Throws `Refusal("invalid")` naming every parameter that is wrong. */
export function parsePollQuery(query: Request["query"]): PollQuery {
	const parsed = PollQuery.safeParse(query);
	if (!parsed.success) {
		throw new Refusal("invalid", "the query is not valid", {
			errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
		});
	}
	return { wanted: cursorOf(query), ...parsed.data };
}

/** The cursor of an SSE reader. `Last-Event-ID` wins: it is newer than the address the reader first came with. */
export function wantedBySse(req: Request): string | undefined {
	const header = req.get("Last-Event-ID");
	return header === undefined || header === "" ? cursorOf(req.query) : header;
}

function cursorOf({ cursor }: Request["query"]): string | undefined {
	if (cursor === undefined || cursor === "") return undefined;
	return typeof cursor === "string" ? cursor : NO_CURSOR;
}
