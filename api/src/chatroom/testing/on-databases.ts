import { sql as text } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import type { Database } from "../../db/database.js";
import { openDatabase } from "../../db/open-database.js";
import { describeOnPostgres } from "../../testing/postgres-server.js";

/** Tables of the chatroom. */
const TABLES = [
	"trending_topics",
	"chatroom_users",
	"user_rewards",
	"chatling_conversations",
	"conversation_messages",
	"runaway_chatlings",
	"notifications",
	"conversation_generation_log",
	"chatroom_run_shards",
	"outbox",
];

/** Opening takes a second or two, on a busy machine many. */
const OPEN_MS = 60_000;

/** A suite on the embedded database, and on PostgreSQL where there is one; each of its tests begins with empty tables. */
export function describeOnDatabases(name: string, suite: (database: () => Database) => void): void {
	const rules = (open: () => Promise<Database>): void => {
		let database: Database;
		beforeAll(async () => {
			database = await open();
			await database.opened();
		}, OPEN_MS);
		beforeEach(() =>
			database.run(async (sql) => void (await sql.execute(text.raw(`truncate ${TABLES.join(", ")}`)))),
		);
		afterAll(() => database.close());
		suite(() => database);
	};
	const report = (): void => undefined;
	describe(`${name} (embedded)`, () => rules(() => Promise.resolve(openDatabase({ report }))));
	describeOnPostgres(`${name} (PostgreSQL)`, (postgres) =>
		rules(async () => openDatabase({ url: await postgres().createDatabase(), report })),
	);
}
