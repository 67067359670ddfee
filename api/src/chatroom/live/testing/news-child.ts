import { join } from "node:path";
import { openDatabase } from "../../../db/open-database.js";
import { openLmdbLog } from "../../../log/lmdb-log.js";
import { startOutbox } from "../../../outbox/start-outbox.js";
import { saveChange } from "./societies.js";

/**
 * Changes the societies of some users at once, over a folder's database and log, until it is killed: says `saved <user>
 * <number>` when a change is saved and `told <user> <number>` when it is told.
 */
const [directory, ...users] = process.argv.slice(2);
const database = openDatabase({ directory: join(directory!, "db"), report: () => undefined });
const log = await openLmdbLog({ directory: join(directory!, "log") });
const now = (): number => Date.now() / 1000;
const { calls, teller } = startOutbox({ database, hasEarlier: true, log, now, report: () => undefined });

const say = (what: string, userId: string, id: string): void => {
	process.stdout.write(`${what} ${JSON.stringify([userId, id])}\n`);
};

const change = async (userId: string): Promise<void> => {
	for (;;) {
		const rows = await calls.transaction((sql) => saveChange(sql, { userId, at: now() }));
		const id = (JSON.parse(rows[0]!.data) as { id: string }).id;
		say("saved", userId, id);
		await teller.tell(rows);
		say("told", userId, id);
	}
};

await Promise.all(users.map(change));
