import { z } from "zod";
import type { ActionResultWire } from "../../../../game/src/shared/wire/index.js";
import { Refusal, type RefusalCode } from "../../http/refusal.js";
import { parseCursor } from "../../log/cursor.js";
import type { ApiAnswer } from "./api-caller.js";
import { API_RETRY_AFTER_SECONDS } from "./remote-limits.js";

const cursorSchema = z.string().transform((text, context) => {
	const cursor = parseCursor(text);
	if (cursor) return cursor;
	context.addIssue({ code: "custom", message: "must be a cursor" });
	return z.NEVER;
});

/** Answers of the api, as far as they are looked into: it is another process of the same program, older or newer. */
export const viewAnswer = z.object({ cursor: cursorSchema, view: z.object({}).loose() });
export const worldAnswer = z.object({ cursor: cursorSchema, world: z.object({}).loose() });
export const chatAnswer = z.object({ message_id: z.string(), cursor: cursorSchema });
export const actionAnswer = z.custom<ActionResultWire>(
	(value) =>
		z
			.object({ type: z.literal("action_result"), success: z.boolean() })
			.loose()
			.safeParse(value).success,
);

/** What the api refused because of what was asked, so that whoever asked here is told the same. */
const CALLERS: ReadonlySet<RefusalCode> = new Set([
	"malformed",
	"invalid",
	"not_found",
	"too_large",
	"too_many_requests",
	"unavailable",
]);

const refusalSchema = z.object({
	type: z.string(),
	detail: z.string(),
	errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** The api answered what it never should: it does not know this process, or one of both is broken. */
export class OddAnswer extends Error {
	override readonly name = "OddAnswer";
}

/** What a schema makes of an answer; throws a Refusal where the api refused, OddAnswer where it makes nothing of it. */
export function readAnswer<T>(answer: ApiAnswer, schema: z.ZodType<T>): T {
	checkRefused(answer);
	const read = schema.safeParse(parseJson(answer.text));
	if (read.success) return read.data;
	throw new OddAnswer("the api's answer has another shape");
}

/** For answers without a body. Throws as `readAnswer` does. */
export function checkRefused({ status, retryAfterSeconds, text }: ApiAnswer): void {
	if (status >= 200 && status < 300) return;
	const read = refusalSchema.safeParse(parseJson(text));
	const code = read.success && read.data.type.replace("urn:earshot:problem:", "").replaceAll("-", "_");
	const known = [...CALLERS].find((one) => one === code);
	// What else it says is not repeated: it is not about what was asked here.
	if (!read.success || known === undefined) throw new OddAnswer(`the api answered with status ${status}`);
	const mayWait = known === "unavailable" || known === "too_many_requests";
	throw new Refusal(known, read.data.detail, {
		...(read.data.errors && { errors: read.data.errors }),
		...(mayWait && { retryAfterSeconds: retryAfterSeconds ?? API_RETRY_AFTER_SECONDS }),
	});
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
