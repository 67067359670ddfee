import { and, eq, inArray, lt } from "drizzle-orm";
import type { ActionResultWire } from "../../../game/src/shared/wire/index.js";
import type { Sql } from "../db/database.js";
import type { Statement } from "../db/together.js";
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

/** What an action of an experience is known by. */
export interface ActionKey extends Pick<Player, "userId"> {
	readonly actionId: string;
}

/** An action that was done, as it is kept. */
export interface DoneRow extends ActionKey, Player {
	readonly done: DoneAction;
	/** Unix seconds. */
	readonly doneAt: number;
}

/** A key as one text. */
export function doneKey({ userId, actionId }: ActionKey): string {
	return JSON.stringify([userId, actionId]);
}

/**
 * What was done under such ids, by `doneKey`. Whoever asks holds the players' rows, so that nobody does it meanwhile.
 */
export async function findDone(
	sql: Sql,
	experience: string,
	keys: readonly ActionKey[],
): Promise<Map<string, DoneAction>> {
	if (keys.length === 0) return new Map();
	// Some of one user under an id of another may be among them; they are not asked for.
	const rows = await sql
		.select()
		.from(actions)
		.where(
			and(
				eq(actions.experience, experience),
				inArray(actions.userId, [...new Set(keys.map(({ userId }) => userId))]),
				inArray(actions.actionId, [...new Set(keys.map(({ actionId }) => actionId))]),
			),
		);
	return new Map(rows.map((row) => [doneKey(row), row.done]));
}

export function addDone(sql: Sql, rows: readonly DoneRow[]): Statement {
	return rows.length === 0 ? undefined : sql.insert(actions).values([...rows]);
}

/** Forgets what was done a day ago. */
export async function forgetOldActions(sql: Sql, now: number): Promise<void> {
	await sql.delete(actions).where(lt(actions.doneAt, now - ACTION_KEPT_SECONDS));
}
