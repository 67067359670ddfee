import { answerError } from "../../http/errors.js";
import type { ChannelError } from "./channel-message.js";

/** What an error is to a player's client; `ours` where it is our bug, to be logged. */
export function errorOf(
	error: unknown,
): Pick<ChannelError, "code" | "message" | "errors"> & { ours: boolean } {
	const { status, problem, ours } = answerError(error);
	if (ours) return { code: "failed", message: "Something went wrong here, and is logged.", ours };
	return {
		code: status === 503 ? "unavailable" : status === 429 ? "rate_limited" : "bad_message",
		message: problem.detail,
		...(problem.errors && { errors: problem.errors }),
		ours,
	};
}
