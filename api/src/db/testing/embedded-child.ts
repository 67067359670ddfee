import { openDatabase } from "../open-database.js";
import { worldStates } from "../schema.js";

/**
 * Writes to the embedded database in a folder until it is killed, by pairs in a transaction, and says `held <n>` only
 * after each; or says `refused <code>` where it cannot have it.
 */
const [directory, from] = process.argv.slice(2);
const database = openDatabase({ directory: directory!, report: () => undefined });

const size = (tick: number): Buffer => Buffer.alloc((tick * 7_919) % 60_000, tick % 256);

try {
	for (let tick = Number(from); ; tick += 2) {
		await database.transaction(async (db) => {
			for (const one of [tick, tick + 1]) {
				await db.insert(worldStates).values({ worldId: "town", tick: one, takenAt: one, state: size(one) });
			}
		});
		process.stdout.write(`held ${tick + 1}\n`);
	}
} catch (error) {
	process.stdout.write(`refused ${error instanceof Error && "code" in error ? String(error.code) : "no"}\n`);
	await database.close();
}
