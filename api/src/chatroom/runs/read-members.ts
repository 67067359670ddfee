import { sql as text } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { chatroomUsers, userRewards } from "../../db/schema.js";
import type { Chatling, Society } from "../core/society.js";
import { chatlingOf } from "../society/society-rows.js";

/** A user whose chatlings are to talk, as the database has it. */
export interface Member {
	readonly society: Society;
	/** What the last conversations said, as `remember` keeps it. */
	readonly said: readonly string[];
	/** Unix seconds until which somebody may be reading along. */
	readonly followedUntil: number;
	/** Of the last message of the user's topic. */
	readonly lastNumber: number;
}

export interface Wanted {
	readonly shard: number;
	/** Those whose ids come after this. */
	readonly after: string;
	/** Those who joined before this, in unix seconds. */
	readonly slot: number;
	readonly limit: number;
	readonly isHeld: boolean;
}

/** Columns of a `UserRow`. */
const MEMBER = text.raw("user_id, friendships, said, followed_until, last_number");

type UserRow = {
	readonly user_id: string;
	readonly friendships: Readonly<Record<string, number>>;
	readonly said: readonly string[];
	readonly followed_until: number;
	readonly last_number: string;
};

type RewardRow = typeof userRewards.$inferSelect & Record<string, unknown>;

/** One user, whose society nobody else changes until the end of the transaction; undefined where there is none. */
export async function holdMember(sql: Sql, userId: string): Promise<Member | undefined> {
	const { rows } = await sql.execute<UserRow>(
		text`select ${MEMBER} from ${chatroomUsers} where user_id = ${userId} for update`,
	);
	return (await membersOf(sql, rows))[0];
}

/**
 * The next users of a shard, in the order of their ids. `isHeld`: nobody else changes their societies until the end of
 * the transaction.
 */
export async function readMembers(
	sql: Sql,
	{ shard, after, slot, limit, isHeld }: Wanted,
): Promise<readonly Member[]> {
	const { rows: users } = await sql.execute<UserRow>(text`
		select ${MEMBER} from ${chatroomUsers}
		where shard = ${shard} and user_id > ${after} and joined_at < ${slot}
		order by user_id limit ${limit} ${text.raw(isHeld ? "for update" : "")}
	`);
	return membersOf(sql, users);
}

async function membersOf(sql: Sql, users: readonly UserRow[]): Promise<readonly Member[]> {
	if (users.length === 0) return [];
	// A statement of its own: what one reads is as of its beginning, and that of the first was before it had the rows.
	// User by user (`offset 0` keeps it so): a table that was never analysed is otherwise read from end to end.
	const { rows } = await sql.execute<RewardRow>(text`
		select own.* from unnest(${text.param(users.map((user) => user.user_id))}::text[]) as users(id)
		cross join lateral (
			select user_id as "userId", creature_id as "creatureId", name, personality, likes, dislikes,
				mood_status as "moodStatus", unhappy_count as "unhappyCount",
				is_meditating as "isMeditating", is_in_team as "isInTeam" from ${userRewards} where user_id = users.id offset 0
		) as own
		order by "userId", "creatureId" collate "C"
	`);
	const chatlings = new Map<string, Chatling[]>(users.map((user) => [user.user_id, []]));
	for (const row of rows) chatlings.get(row.userId)!.push(chatlingOf(row));
	return users.map((user) => ({
		society: {
			userId: user.user_id,
			chatlings: chatlings.get(user.user_id)!,
			friendships: new Map(Object.entries(user.friendships)),
		},
		said: user.said,
		followedUntil: user.followed_until,
		lastNumber: Number(user.last_number),
	}));
}
