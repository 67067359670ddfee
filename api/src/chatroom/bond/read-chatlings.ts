import { sql as text } from "drizzle-orm";
import type { Sql } from "../../db/database.js";
import { runawayChatlings, userRewards } from "../../db/schema.js";
import type { Category, Mood, Personality } from "../core/society.js";

/** A chatling that may stand in a place. */
export interface PresentRow {
	readonly user_id: string;
	readonly creature_id: string;
	readonly has_left: false;
	readonly name: string;
	readonly personality: Personality;
	readonly likes: Category[];
	readonly dislikes: Category[];
	readonly mood: Mood;
}

/** One that has run away. */
export interface LeftRow {
	readonly user_id: string;
	readonly creature_id: string;
	readonly has_left: true;
}

/** A user's chatling, as the database has it. */
export type PlaceRow = PresentRow | LeftRow;

/**
 * Chatlings of users as of one moment, so that none that runs away is both here and gone, or neither: those of a team
 * first. Who meditates is left out.
 */
export async function readChatlings(sql: Sql, userIds: readonly string[]): Promise<readonly PlaceRow[]> {
	const asked = text`user_id = any(${text.param([...userIds])}::text[])`;
	const { rows } = await sql.execute<PlaceRow & Record<string, unknown>>(text`
		select * from (
			select user_id, creature_id, false as has_left, name, personality, likes, dislikes,
				mood_status as mood, is_in_team
			from ${userRewards} where ${asked} and not is_meditating
			union all
			select user_id, creature_id, true, null, null, null, null, null, false
			from ${runawayChatlings} where ${asked}
		) as known
		order by is_in_team desc, creature_id collate "C"
	`);
	return rows;
}
