import { Refusal } from "../../http/refusal.js";
import { isAway } from "../../log/is-away.js";

/** What reading the log gives; refused as `unavailable` where it cannot be read for now. */
export async function readable<T>(reading: Promise<T>): Promise<T> {
	try {
		return await reading;
	} catch (cause) {
		if (!isAway(cause)) throw cause;
		throw new Refusal("unavailable", "The log cannot be read now; ask again.", {
			cause,
			retryAfterSeconds: 1,
		});
	}
}
