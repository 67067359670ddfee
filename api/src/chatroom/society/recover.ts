import { createHash } from "node:crypto";
import { and, desc, eq, sql as text } from "drizzle-orm";
import { notifications, runawayChatlings, userRewards } from "../../db/chatroom-schema.js";
import type { Sql } from "../../db/database.js";
import type { Statement } from "../../db/together.js";
import { Refusal } from "../../http/refusal.js";
import { type Random, seededRandom } from "../../wording/random.js";
import type { ChatroomEventWire, RecoveryWire } from "../chatroom-wire.js";
import { RECOVERY_COST } from "../core/rates.js";
import { tryRecovery } from "../core/recovery.js";
import type { Change } from "./change-society.js";
import { noSuch, notNow } from "./refusals.js";
import { type RunawayRow, runawayWire } from "./runaway-wire.js";
import { type HeldUser, rewardOf } from "./society-rows.js";

const RECOVERED = "recovered";

/** Hexadecimal digits that tell attempts apart: 128 bits. */
const ATTEMPT_DIGITS = 32;

export interface RecoveryRequest {
	readonly creatureId: string;
	/** The attempts that the runaway had when this one was decided on: each number is tried and paid for once. */
	readonly attempt: number;
}

export interface RecoveryRules {
	/** Of the chatroom: what comes of an attempt follows from it, and from nothing of the time. */
	readonly seed: string;
	/** Unix seconds. */
	readonly at: number;
}

/** What a notification of a recovery tells. */
export interface RecoveredData {
	readonly creature_id: string;
	readonly name: string;
	readonly attempt: number;
}

/**
 * Tries to win a runaway of a held user back. An attempt that was made before is answered as it was then, and costs
 * nothing more.
 *
 * @throws Refusal `not_found`, `conflict` where attempts before this one were not made, `payment_required`
 */
export async function planRecovery(
	sql: Sql,
	user: HeldUser,
	{ creatureId, attempt, seed, at }: RecoveryRequest & RecoveryRules,
): Promise<Change<RecoveryWire>> {
	const { userId, coins } = user;
	const isIt = and(eq(runawayChatlings.userId, userId), eq(runawayChatlings.creatureId, creatureId));
	const [row] = await sql.select().from(runawayChatlings).where(isIt);
	if (!row) return { result: await recoveredBefore(sql, user, { creatureId, attempt }) };
	const answer = { creature_id: creatureId, is_won: false, coins };
	// Those before were lost, or it would not be away.
	if (attempt < row.attempts) return { result: { ...answer, runaway: runawayWire(row) } };
	const cost = expectTry(row, attempt, coins);

	const { difficulty, isWon } = tryRecovery(row.recoveryDifficulty, randomOf(row, seed));
	const done = { coins: -cost, events: [tellOf(creatureId, isWon)] };
	const after = { ...answer, is_won: isWon, coins: coins - cost };
	if (isWon) {
		const statements = [sql.delete(runawayChatlings).where(isIt), ...comingBack(sql, row, at)];
		return { ...done, result: after, statements };
	}
	const next = { recoveryDifficulty: difficulty, attempts: row.attempts + 1 };
	return {
		...done,
		result: { ...after, runaway: runawayWire({ ...row, ...next }) },
		statements: [sql.update(runawayChatlings).set(next).where(isIt)],
	};
}

/** The coins that an attempt takes. Throws where it cannot be made. */
function expectTry({ recoveryDifficulty, attempts }: RunawayRow, attempt: number, coins: number): number {
	if (attempt > attempts) throw notNow("attempts_missing", "Attempts before this one were not made.");
	const cost = RECOVERY_COST[recoveryDifficulty];
	if (coins >= cost) return cost;
	throw new Refusal("payment_required", "There are not enough coins to try it.", { extra: { coins, cost } });
}

function randomOf({ userId, creatureId, ranAt, attempts }: RunawayRow, seed: string): Random {
	return seededRandom(JSON.stringify([seed, "recovery", userId, creatureId, ranAt, attempts]));
}

function tellOf(creatureId: string, isWon: boolean): ChatroomEventWire {
	return { type: "recovery", data: { creature_id: creatureId, is_won: isWon } };
}

/** It is as it was but for how it felt, and in no team: that may be full by now. */
function comingBack(sql: Sql, row: RunawayRow, at: number): readonly Statement[] {
	const { userId, creatureId, chatling, ranAt, attempts: attempt } = row;
	const calm = { mood: "neutral", unhappyCount: 0, isMeditating: false, isInTeam: false } as const;
	const data: RecoveredData = { creature_id: creatureId, name: chatling.name, attempt };
	const attemptId = createHash("sha256")
		.update(JSON.stringify([userId, creatureId, ranAt, attempt]))
		.digest("hex")
		.slice(0, ATTEMPT_DIGITS);
	const id = `${RECOVERED}:${attemptId}:${creatureId}`;
	return [
		sql.insert(userRewards).values(rewardOf(userId, { ...chatling, ...calm })),
		sql.insert(notifications).values({ id, userId, kind: RECOVERED, data, createdAt: at }),
	];
}

/** The answer to an attempt at one that is not away: that of then, where it was won back by this one or a later. */
async function recoveredBefore(
	sql: Sql,
	{ userId, coins }: HeldUser,
	{ creatureId, attempt }: RecoveryRequest,
): Promise<RecoveryWire> {
	const [told] = await sql
		.select({ data: notifications.data })
		.from(notifications)
		.where(
			and(
				eq(notifications.userId, userId),
				eq(notifications.kind, RECOVERED),
				eq(text`${notifications.data} ->> 'creature_id'`, creatureId),
			),
		)
		.orderBy(desc(notifications.createdAt))
		.limit(1);
	const won = told && (told.data as RecoveredData).attempt;
	if (won === undefined || attempt > won) throw noSuch("runaway");
	return { creature_id: creatureId, is_won: attempt === won, coins };
}
