import { type DatabaseCalls, tooMuchWaits } from "../db/database-calls.js";
import { WAITING_CALLS } from "../db/database-limits.js";
import { Refusal } from "../http/refusal.js";
import type { Definition } from "./definition.js";
import { type Deed, doDeeds, type Outcome } from "./do-deeds.js";
import { DEEDS_AT_ONCE } from "./experience-limits.js";

export interface DeedLineOptions {
	readonly calls: Pick<DatabaseCalls, "transaction">;
	/** Unix seconds. */
	readonly now: () => number;
	readonly atOnce?: number;
	readonly mayWait?: number;
}

interface Waiting {
	readonly deed: Deed;
	readonly resolve: (outcome: Outcome) => void;
	readonly reject: (error: unknown) => void;
}

/**
 * Does deeds of one experience, in the order in which they come. What comes while others are done waits for them, and is
 * then done together, in one transaction: the more there is to do, the less each costs, and nobody waits for more than
 * two. Rejects with Refusal `unavailable` where the database cannot be had, or too many wait.
 */
export function createDeedLine(
	definition: Definition,
	{ calls, now, atOnce = DEEDS_AT_ONCE, mayWait = WAITING_CALLS }: DeedLineOptions,
): (deed: Deed) => Promise<Outcome> {
	const waiting: Waiting[] = [];
	let isDoing = false;

	const doTogether = async (some: readonly Waiting[]): Promise<void> => {
		const deeds = some.map(({ deed }) => deed);
		try {
			const outcomes = await calls.transaction((sql) => doDeeds(sql, definition, { deeds, at: now() }));
			for (const [index, { resolve }] of some.entries()) resolve(outcomes[index]!);
		} catch (error) {
			// Nothing of them was done, and one may be to blame: the others are not to fail with it.
			if (some.length > 1 && !(error instanceof Refusal)) for (const one of some) await doTogether([one]);
			else for (const { reject } of some) reject(error);
		}
	};

	const doAll = async (): Promise<void> => {
		isDoing = true;
		while (waiting.length > 0) await doTogether(waiting.splice(0, atOnce));
		isDoing = false;
	};

	return (deed) => {
		if (waiting.length >= mayWait) return Promise.reject(tooMuchWaits());
		return new Promise((resolve, reject) => {
			waiting.push({ deed, resolve, reject });
			if (!isDoing) void doAll();
		});
	};
}
