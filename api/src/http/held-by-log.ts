import { Refusal } from "./refusal.js";

/** What writing to the log gives; refused as `unavailable` where it cannot, with what that means for the caller. */
export async function heldByLog<T>(writing: Promise<T>, outcome: string): Promise<T> {
	try {
		return await writing;
	} catch (cause) {
		throw new Refusal("unavailable", `The log cannot be written to now; ${outcome}.`, {
			cause,
			retryAfterSeconds: 1,
		});
	}
}
