import { and, eq, sql as text } from "drizzle-orm";
import type { ContentWire } from "../../../game/src/shared/wire/index.js";
import type { Bus } from "../bus/bus.js";
import type { Sql } from "../db/database.js";
import type { DatabaseCalls } from "../db/database-calls.js";
import { type Statement, together } from "../db/together.js";
import { experienceNarrations as narrations } from "../db/schema.js";
import type { NarrationRequest } from "../messages/mind.js";
import { type Player, userTopic } from "./experience.js";
import { LEASE_SECONDS } from "./experience-limits.js";
import { addToOutbox, type OutboxRow } from "../outbox/outbox.js";
import { lockKnownPlayer, savePlayers } from "./state-rows.js";
import { updateRow } from "./update-state.js";

/** Subject on which everybody who narrates is told that there is something to narrate. */
export const NARRATIONS_SUBJECT = "world.narrations";

/** A narration that is somebody's until its lease runs out. */
export interface Narration {
	readonly id: number;
	readonly player: Player;
	/** What is told of, as it was when it happened; `content` pieces come under its id. */
	readonly request: NarrationRequest;
	/** How often it was begun, this time included. */
	readonly attempts: number;
}

/**
 * Narrations that wait, in the database: whatever becomes of a narrator, another finishes. Those of one player go one
 * after the other. Calls reject with Refusal `unavailable` where the database cannot be had.
 */
export interface Narrations {
	/** Takes up to `limit` that nobody has, for so long. */
	readonly claim: (limit: number) => Promise<readonly Narration[]>;
	/**
	 * Has the pieces told, in order and the last one marked; at least one, which may be empty. False where the narration
	 * is somebody else's by now, or its player gone: then nothing is told.
	 */
	readonly finish: (narration: Narration, pieces: readonly string[]) => Promise<boolean>;
	/** Lets others try after so many seconds. */
	readonly giveBack: (narration: Narration, afterSeconds: number) => Promise<void>;
	/** Calls `wake` when something was added, here or elsewhere; what is missed a look now and then finds. */
	readonly onAdded: (wake: () => void) => () => void;
}

export interface NarrationsDeps {
	readonly calls: DatabaseCalls;
	readonly bus: Pick<Bus, "subscribe" | "publish">;
	readonly tell: (rows: readonly OutboxRow[]) => Promise<void>;
	/** Unix seconds. */
	readonly now: () => number;
}

/** Something that is to be narrated to a player. */
export interface NewNarration {
	readonly player: Player;
	readonly request: NarrationRequest;
}

/** Adds narrations in the transaction of what they tell of. */
export function addNarrations(sql: Sql, added: readonly NewNarration[]): Statement {
	if (added.length === 0) return undefined;
	const rows = added.map(({ player, request }) => ({ ...player, request: JSON.stringify(request) }));
	return sql.insert(narrations).values(rows.map((row) => ({ ...row, leasedUntil: 0 })));
}

export function createNarrations({ calls, bus, tell, now }: NarrationsDeps): Narrations {
	const isStill = ({ id, attempts }: Narration) =>
		and(eq(narrations.id, id), eq(narrations.attempts, attempts));

	return {
		claim: async (limit) => {
			const { rows } = await calls.run((sql) =>
				sql.execute<{
					readonly id: string;
					readonly experience: string;
					readonly user_id: string;
					readonly request: string;
					readonly attempts: number;
				}>(text`
					update ${narrations} set leased_until = ${now() + LEASE_SECONDS}, attempts = attempts + 1
					where id in (
						select mine.id from ${narrations} as mine
						where mine.leased_until <= ${now()} and not exists (
							select 1 from ${narrations} as earlier
							where earlier.experience = mine.experience and earlier.user_id = mine.user_id
								and earlier.id < mine.id
						)
						order by mine.id limit ${limit} for update skip locked
					)
					returning id, experience, user_id, request, attempts
				`),
			);
			return rows
				.map(({ id, experience, user_id: userId, request, attempts }) => ({
					id: Number(id),
					player: { experience, userId },
					request: JSON.parse(request) as NarrationRequest,
					attempts,
				}))
				.sort((a, b) => a.id - b.id);
		},
		finish: async (narration, pieces) => {
			const { player, request } = narration;
			const at = now();
			const rows = await calls.transaction(async (sql) => {
				const row = await lockKnownPlayer(sql, player);
				const mine = await sql.delete(narrations).where(isStill(narration)).returning({ id: narrations.id });
				if (!row || mine.length === 0) return undefined;
				const messages = (pieces.length === 0 ? [""] : pieces).map((piece, index, { length }) => {
					const data: ContentWire = {
						type: "content",
						message_id: request.id,
						text: piece,
						index,
						done: index === length - 1,
						timestamp: at,
					};
					return { type: "content", data };
				});
				const updated = updateRow(userTopic(player), { row, next: row.state, messages, at });
				const saved = new Map([[player.userId, updated.row]]);
				await together(sql, [savePlayers(sql, player.experience, saved), addToOutbox(sql, updated.told)]);
				return updated.told;
			});
			if (!rows) return false;
			await tell(rows);
			// The next of the same player could not be claimed before.
			bus.publish(NARRATIONS_SUBJECT, "");
			return true;
		},
		giveBack: async (narration, afterSeconds) => {
			await calls.run((sql) =>
				sql
					.update(narrations)
					.set({ leasedUntil: now() + afterSeconds })
					.where(isStill(narration)),
			);
			if (afterSeconds <= 0) bus.publish(NARRATIONS_SUBJECT, "");
		},
		onAdded: (wake) => bus.subscribe(NARRATIONS_SUBJECT, wake),
	};
}
