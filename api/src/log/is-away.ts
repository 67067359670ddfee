import { LogError } from "./log-error.js";

/** Whether a log cannot be read for now: what was asked of it may be asked again. */
export function isAway(error: unknown): boolean {
	return error instanceof LogError && error.code === "unavailable";
}
