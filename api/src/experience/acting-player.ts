import type { Caller } from "../http/caller.js";
import { Refusal } from "../http/refusal.js";
import { isUserId } from "../http/user-id.js";
import type { Player } from "./experience.js";

/** Who wants something, and for whom. */
export interface Acting {
	/** Undefined where no guard stands before. */
	readonly caller: Caller | undefined;
	readonly experience: string;
	/** Whom the request names. */
	readonly userId: string | undefined;
}

/**
 * The player that a request is for: a user itself; of a game server, and of anybody where nobody has to say who they
 * are, whoever is named.
 *
 * @throws Refusal `forbidden` where a user names another, `invalid` where nobody is named who has to be,
 * `unauthenticated` where the token's user has an id that cannot be one here
 */
export function actingPlayer({ caller, experience, userId }: Acting): Player {
	if (caller?.kind === "user") return { experience, userId: ownId(caller.userId, userId) };
	if (userId !== undefined) return { experience, userId };
	throw new Refusal("invalid", "It is not said for which player this is.", {
		errors: [{ path: "user_id", message: "is required without a user's token" }],
	});
}

function ownId(own: string, named: string | undefined): string {
	if (named !== undefined && named !== own) throw new Refusal("forbidden", "A user acts for no one else.");
	if (isUserId(own)) return own;
	throw new Refusal("unauthenticated", "The token's user has an id that is not taken here.");
}

/**
 * Whether the place vouches that the player can do what is asked for: a game server does, unless it passes on what
 * a player's own client asked for.
 *
 * @throws Refusal `forbidden` where a user does
 */
export function isVouched(caller: Caller | undefined, said: boolean | undefined): boolean {
	if (caller?.kind !== "user") return said ?? true;
	if (said === true) throw new Refusal("forbidden", "A game server alone vouches for a player.");
	return false;
}
