import { Refusal } from "../../http/refusal.js";

/** Of an id that nothing of the user's own has. */
export function noSuch(what: string): Refusal {
	return new Refusal("not_found", `There is no such ${what}.`);
}

/** Of what would be possible were things otherwise; `reason` is for programs. */
export function notNow(reason: string, detail: string): Refusal {
	return new Refusal("conflict", detail, { extra: { reason } });
}
