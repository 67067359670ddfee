import { Refusal } from "../../http/refusal.js";
import { LogError } from "../../log/log-error.js";

/** Whether something failed because the log cannot be had: that says so itself, and what was to be done is done later. */
export function isOfTheLog(error: unknown): boolean {
	return error instanceof LogError || (error instanceof Refusal && error.code === "unavailable");
}
