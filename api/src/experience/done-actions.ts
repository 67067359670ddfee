import { and, eq, lt } from "drizzle-orm";
import type { ActionResultWire } from "../../../game/src/shared/wire/index.js";
import type { Sql } from "../db/database.js";
import { experienceActions as actions } from "../db/schema.js";
import type { Player } from "./experience.js";
import { ACTION_KEPT_SECONDS } from "./experience-limits.js";

/** What was done for an action or a chat message. */
export interface DoneAction {
	/** Absent where what was said was no action. Without what the log alone knows. */
	readonly result?: ActionResultWire;
	/** Under which it is narrated, where it is. */
	readonly messageId?: string;
	/** Number of the last message in the user's topic before it, and of the last that tells of it. */
	readonly before: number;
	readonly last: number;
}

export interface ActionKey extends Player {
	readonly actionId: string;
}

/** What was done under an id. Whoever asks holds the player's row, so that nobody does it meanwhile. */
export async function findDone(sql: Sql, key: ActionKey): Promise<DoneAction | undefined> {
	const [found] = await sql
		.select({ done: actions.done })
		.from(actions)
		.where(
			and(
				eq(actions.experience, key.experience),
				eq(actions.userId, key.userId),
				eq(actions.actionId, key.actionId),
			),
		);
	return found?.done;
}

/** `doneAt`: unix seconds. */
export async function saveDone(
	sql: Sql,
	row: ActionKey & { readonly done: DoneAction; readonly doneAt: number },
): Promise<void> {
	await sql.insert(actions).values(row);
}

/** Forgets what was done a day ago. */
export async function forgetOldActions(sql: Sql, now: number): Promise<void> {
	await sql.delete(actions).where(lt(actions.doneAt, now - ACTION_KEPT_SECONDS));
}
