import { Refusal } from "../http/refusal.js";
import { isUserId } from "../http/user-id.js";

/** Whether a text can be the id of an action or a chat message: what can be a user's. */
export const isActionId = isUserId;

/** Throws Refusal `invalid` where an id is not fit to be one. */
export function checkIds(userId: string, actionId?: string): void {
	const wrong = [
		...(isUserId(userId) ? [] : ["user_id"]),
		...(actionId === undefined || isActionId(actionId) ? [] : ["id"]),
	];
	if (wrong.length === 0) return;
	throw new Refusal("invalid", "Some of the input does not fit.", {
		errors: wrong.map((path) => ({
			path,
			message: "must be 1 to 128 characters without control characters",
		})),
	});
}
