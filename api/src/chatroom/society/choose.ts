import { and, eq, inArray, sql as text } from "drizzle-orm";
import { userRewards } from "../../db/chatroom-schema.js";
import type { Sql } from "../../db/database.js";
import type { ChatroomEventWire } from "../chatroom-wire.js";
import type { Change } from "./change-society.js";
import { noSuch, notNow } from "./refusals.js";
import { type HeldUser, readCollection } from "./society-rows.js";

function societyEvent(reason: "meditation" | "team"): ChatroomEventWire {
	return { type: "society", data: { reason } };
}

export interface MeditationRequest {
	readonly creatureId: string;
	readonly meditating: boolean;
}

/** Sends a chatling to meditation, or calls it back. @throws Refusal `not_found`, `conflict` of one that is not unhappy */
export async function planMeditation(
	sql: Sql,
	{ userId }: HeldUser,
	{ creatureId, meditating }: MeditationRequest,
): Promise<Change<true>> {
	const isIt = and(eq(userRewards.userId, userId), eq(userRewards.creatureId, creatureId));
	const [chatling] = await sql.select().from(userRewards).where(isIt);
	if (!chatling) throw noSuch("chatling");
	if (chatling.isMeditating === meditating) return { result: true };
	if (meditating && chatling.moodStatus !== "unhappy") {
		throw notNow("not_unhappy", "Only an unhappy chatling can be sent to meditate.");
	}
	return {
		result: true,
		statements: [sql.update(userRewards).set({ isMeditating: meditating }).where(isIt)],
		events: [societyEvent("meditation")],
	};
}

/** Makes chatlings a user's team, and nobody else. @throws Refusal `not_found` of one that is not in the collection */
export async function planTeam(
	sql: Sql,
	{ userId }: HeldUser,
	creatureIds: readonly string[],
): Promise<Change<true>> {
	const collection = await readCollection(sql, userId);
	const ids = new Set(collection.map(({ id }) => id));
	if (creatureIds.some((id) => !ids.has(id))) throw noSuch("chatling");
	if (collection.every(({ id, isInTeam }) => isInTeam === creatureIds.includes(id))) return { result: true };
	const isInTeam = creatureIds.length > 0 ? inArray(userRewards.creatureId, [...creatureIds]) : text`false`;
	return {
		result: true,
		statements: [sql.update(userRewards).set({ isInTeam }).where(eq(userRewards.userId, userId))],
		events: [societyEvent("team")],
	};
}
