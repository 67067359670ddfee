import { asc, eq } from "drizzle-orm";
import { afterEach } from "vitest";
import type { Database } from "../../../db/database.js";
import { createFatefulLog } from "../../../log/testing/fateful-log.js";
import type { Society } from "../../core/society.js";
import { runTables } from "../../runs/testing/run-tables.js";
import { type Seeding, seedSocieties } from "../../runs/testing/seed-societies.js";
import { meetingRunId } from "../meeting-id.js";
import { MORNING, testBond, type TestBond, type TestBondOptions, WORLD } from "./test-bond.js";

/** What stands for the run of a group's meeting. */
export function runId(number = 1, clusterId = "c"): string {
	return meetingRunId(WORLD, { clusterId, number });
}

/** Societies in a database, bonds over one log, and looks into what comes of them. Bonds are stopped after each test. */
export function bondScenes(openEmpty: () => Promise<Database>) {
	const running: TestBond[] = [];
	afterEach(async () => {
		for (const bond of running.splice(0)) await bond.die();
	});

	return async (societies: readonly Society[], seeding?: Seeding) => {
		const database = await openEmpty();
		await database.run((sql) => seedSocieties(sql, societies, seeding));
		const shared = createFatefulLog();
		const clock = { now: MORNING + 10 };
		const start = (given: Partial<TestBondOptions> = {}): TestBond => {
			const bond = testBond({ shared, database, clock, ...given });
			running.push(bond);
			return bond;
		};
		const { conversations, messages, rewards, runaways, notifications, users } = runTables;
		return {
			database,
			clock,
			start,
			conversations: () =>
				database.run((sql) =>
					sql.select().from(conversations).orderBy(asc(conversations.createdAt), asc(conversations.userId)),
				),
			linesOf: (id: string) =>
				database.run((sql) =>
					sql
						.select({ speaker: messages.speakerId, line: messages.line, opinion: messages.opinion })
						.from(messages)
						.where(eq(messages.conversationId, id))
						.orderBy(asc(messages.messageOrder)),
				),
			rewards: () => database.run((sql) => sql.select().from(rewards)),
			runaways: () => database.run((sql) => sql.select().from(runaways)),
			notifications: () => database.run((sql) => sql.select().from(notifications)),
			users: () => database.run((sql) => sql.select().from(users)),
		};
	};
}
