import { Refusal } from "../http/refusal.js";
import { MAX_ACTION_ID, MAX_USER_ID } from "./experience-limits.js";

/** Control characters end texts early; an unpaired surrogate does not survive UTF-8. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

function isFit(text: string, longest: number): boolean {
	return text.length > 0 && text.length <= longest && !UNFIT.test(text);
}

/** Whether a text can be a user's id: 1 to 128 characters, no control characters, no unpaired surrogates. */
export function isUserId(text: string): boolean {
	return isFit(text, MAX_USER_ID);
}

/** Whether a text can be the id of an action or a chat message: likewise. */
export function isActionId(text: string): boolean {
	return isFit(text, MAX_ACTION_ID);
}

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
