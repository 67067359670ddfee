import { and, eq } from "drizzle-orm";
import type { Database } from "../../../db/database.js";
import { chatlingOf, holdUser } from "../society-rows.js";
import { societyTables as tables } from "./society-tables.js";

export interface Flight {
	readonly userId: string;
	readonly creatureId: string;
	/** Unix seconds. */
	readonly ranAt: number;
}

/** Lets a chatling run away as a batch of a run does, where it is in the collection; chance alone seldom would. */
export async function flee(database: Database, { userId, creatureId, ranAt }: Flight): Promise<void> {
	await database.transaction(async (sql) => {
		await holdUser(sql, userId);
		const isIt = and(eq(tables.rewards.userId, userId), eq(tables.rewards.creatureId, creatureId));
		const [row] = await sql.delete(tables.rewards).where(isIt).returning();
		if (!row) return;
		const left = { userId, creatureId, ranAt, chatling: chatlingOf(row) };
		await sql.insert(tables.runaways).values({ ...left, recoveryDifficulty: "easy" });
	});
}
