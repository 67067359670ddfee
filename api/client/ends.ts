import { Refused } from "./http.js";

/** The connection is over, and the reader goes on from its cursor. */
export class Lost extends Error {
	override readonly name: string = "Lost";
}

/** The server said that it ends the connection, and why: `draining`, `too_slow`, `failed`, … */
export class Closed extends Lost {
	override readonly name = "Closed";

	constructor(readonly why: string) {
		super(`the server closed: ${why}`);
	}
}

/** This kind of door does not work on this path: try another. */
export class Unusable extends Error {
	override readonly name = "Unusable";
}

/** A better kind of door than this one is due for another try; nothing is wrong with this one. */
export class BetterDue extends Error {
	override readonly name = "BetterDue";
}

/** What a server means by closing a connection for a reason. */
export function endFor(why: string): Error {
	return why === "expired" ? new Refused(401, "the token has expired") : new Closed(why);
}
