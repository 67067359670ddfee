/** Ids are in topics, whose names hold 400 characters, and in rows of tables. */
const MAX_USER_ID = 128;

/** Control characters end keys early; an unpaired surrogate does not survive UTF-8. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/** Whether a text can be a user's id: 1 to 128 characters, whatever they are, but no control or half characters. */
export function isUserId(text: string): boolean {
	return text.length > 0 && text.length <= MAX_USER_ID && !UNFIT.test(text);
}
