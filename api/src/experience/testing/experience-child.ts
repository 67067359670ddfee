import { openDatabase } from "../../db/open-database.js";
import { openLmdbLog } from "../../log/lmdb-log.js";
import { join } from "node:path";
import { createTestBus, playerOf, testExperiences } from "./test-experiences.js";

/**
 * Acts for three players at once over a folder's database and log until it is killed, and says `done <user> <id>` after
 * each action that was answered.
 */
const [directory, from] = process.argv.slice(2);
const database = openDatabase({ directory: join(directory!, "db"), report: () => undefined });
const log = await openLmdbLog({ directory: join(directory!, "log") });
const { manager } = await testExperiences(database, { log, bus: createTestBus() });
process.stdout.write("acting\n");

const act = async (user: string, item: string): Promise<void> => {
	for (let at = 0; ; at += 1) {
		const id = `${from}-${at}`;
		const action = at % 2 === 0 ? ({ action: "take", item } as const) : ({ action: "drop", item } as const);
		await manager.act(playerOf(user), { id, vouched: true, action });
		process.stdout.write(`done ${user} ${id}\n`);
	}
};

await Promise.all([act("ana", "ember-dream"), act("ben", "owl-dream"), act("cleo", "fern-dream")]);
