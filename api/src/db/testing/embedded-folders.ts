import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { openDatabase } from "../open-database.js";

/** Making an embedded database's files takes seconds of computing; on a busy machine many. */
const MAKE_MS = 120_000;

/** Gives folders that hold an empty embedded database each: copies of one, which is made before the tests. */
export function embeddedFolders(): () => Promise<string> {
	let home = "";
	let count = 0;
	beforeAll(async () => {
		home = await mkdtemp(join(tmpdir(), "earshot-db-"));
		const database = openDatabase({ directory: join(home, "template"), report: () => undefined });
		await database.opened();
		await database.close();
	}, MAKE_MS);
	afterAll(() => rm(home, { recursive: true, force: true }));
	return async () => {
		const folder = join(home, String((count += 1)));
		await cp(join(home, "template"), folder, { recursive: true });
		return folder;
	};
}
