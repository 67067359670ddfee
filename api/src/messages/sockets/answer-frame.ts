import { answerError } from "../../http/errors.js";

/** The message for something that went wrong: problem details, as in any answer. `ours` where it is our bug. */
export function problemMessage(error: unknown, id?: string | number): { text: string; ours: boolean } {
	const { problem, ours } = answerError(error);
	return { text: JSON.stringify({ type: "error", ...(id !== undefined && { id }), problem }), ours };
}
