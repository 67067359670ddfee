import { t } from "@rbxts/t";
import type { HttpAnswer } from "../backend/http-port";

/** Why a request did not do what it was sent for; each has its counter. */
export type Failure = "lost" | "unsent" | "busy" | "server" | "barred" | "refused" | "needFull";

/**
 * What an answer to a snapshot means. `taken`: the backend holds it. `needFull`: it lacks what came before.
 * `refused`: it will never take these bytes. `again`: the same bytes may be taken later. `barred`: they will be
 * once somebody has put right the key, the address or the settings.
 */
export type Verdict =
	| {
			readonly kind: "taken";
			readonly duplicate: boolean;
			readonly watchers?: number;
			readonly ignored: readonly string[];
	  }
	| { readonly kind: "needFull" }
	| {
			readonly kind: "refused";
			readonly detail: string;
			readonly paths: readonly string[];
			readonly tooLarge: boolean;
	  }
	| {
			readonly kind: "again";
			readonly failure: Failure;
			readonly detail: string;
			readonly retryAfterSeconds?: number;
	  }
	| { readonly kind: "barred"; readonly failure: Failure; readonly detail: string };

/** The request did not do what it was sent for. */
export type Unhappy = Exclude<Verdict, { readonly kind: "taken" | "needFull" }>;

const isTaken = t.interface({
	ok: t.literal(true),
	duplicate: t.optional(t.boolean),
	watchers: t.optional(t.number),
	ignored: t.optional(t.array(t.interface({ path: t.string, reason: t.string }))),
});
const isNeedFull = t.interface({ needFull: t.literal(true) });
const isProblem = t.interface({
	title: t.optional(t.string),
	detail: t.optional(t.string),
	errors: t.optional(t.array(t.interface({ path: t.string, message: t.string }))),
});

/** Statuses after which the same bytes may do better in a while. */
const TRY_AGAIN = new Set([408, 425, 429]);
const KEY_HINT = "the backend does not accept this server's key (secret EARSHOT_API_KEY)";
const ADDRESS_HINT = "there is no Earshot backend at this address";
/** Statuses that speak of the key or the address, not of the bytes. */
const BARRED = new Map([
	[401, KEY_HINT],
	[403, KEY_HINT],
	[404, ADDRESS_HINT],
	[405, ADDRESS_HINT],
]);
/** Errors of one refusal that are worth their place in the log. */
const ERRORS_SHOWN = 5;

function problemText(status: number, body: unknown): string {
	if (!isProblem(body)) return `HTTP ${status}`;
	const parts = [`HTTP ${status}`];
	if (body.title !== undefined) parts.push(body.title);
	if (body.detail !== undefined) parts.push(body.detail);
	const errors = body.errors ?? [];
	for (const i of $range(0, math.min(errors.size(), ERRORS_SHOWN) - 1)) {
		parts.push(`${errors[i]!.path}: ${errors[i]!.message}`);
	}
	if (errors.size() > ERRORS_SHOWN) parts.push(`and ${errors.size() - ERRORS_SHOWN} more`);
	return parts.join("; ");
}

/** Reads the answer to a snapshot. */
export function verdictOf(answer: HttpAnswer): Verdict {
	if (answer.kind === "answered" && answer.status === 409 && isNeedFull(answer.body)) {
		return { kind: "needFull" };
	}
	const result = readAnswer(answer, isTaken);
	if (result.kind !== "read") return result;
	const { duplicate = false, watchers, ignored = [] } = result.body;
	const ignoredTexts = ignored.map(({ path, reason }) => `${path}: ${reason}`);
	return { kind: "taken", duplicate, watchers, ignored: ignoredTexts };
}

/**
 * Reads the answer to any request: its body where that is the one expected, else what the answer means for the
 * request. A 200 that is not the backend's (a proxy's page) is a failure.
 */
export function readAnswer<T>(
	answer: HttpAnswer,
	isExpected: t.check<T>,
): { readonly kind: "read"; readonly body: T } | Unhappy {
	if (answer.kind === "lost") return { kind: "again", failure: "lost", detail: answer.reason };
	if (answer.kind === "unsent") return { kind: "barred", failure: "unsent", detail: answer.reason };
	const { status, body, retryAfterSeconds } = answer;
	if (status >= 200 && status < 300) {
		if (isExpected(body)) return { kind: "read", body };
		return { kind: "again", failure: "server", detail: `HTTP ${status} without what was asked for` };
	}
	const detail = problemText(status, body);
	const hint = BARRED.get(status);
	if (hint !== undefined) return { kind: "barred", failure: "barred", detail: `${hint}; ${detail}` };
	if (TRY_AGAIN.has(status)) return { kind: "again", failure: "busy", detail, retryAfterSeconds };
	if (status < 400 || status >= 500) return { kind: "again", failure: "server", detail, retryAfterSeconds };
	const paths = isProblem(body) ? (body.errors ?? []).map(({ path }) => path) : [];
	return { kind: "refused", detail, paths, tooLarge: status === 413 };
}
