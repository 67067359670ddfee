import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { inspectLmdb } from "./inspect-lmdb.js";
import { LogError } from "./log-error.js";

/** What is wrong with the LMDB file at `path`, if anything is. Throws `LogError` `taken` where another process is writing to it. */
export function findDamage(path: string): string | undefined {
	if (!existsSync(path) || statSync(path).size === 0) return undefined;
	const inspection = inspectLmdb(path);
	switch (inspection.kind) {
		case "sound":
			return undefined;
		case "damaged":
			return inspection.damage;
		case "changing":
			throw new LogError("taken", `another process is writing to ${path}`);
	}
}

/** Moves a file out of the way, unix seconds in its new name, which is returned. */
export function setAside(path: string, now: number): string {
	let aside = `${path}.damaged-${now}`;
	for (let copy = 2; existsSync(aside); copy++) aside = `${path}.damaged-${now}-${copy}`;
	renameSync(path, aside);
	rmSync(`${path}-lock`, { force: true });
	return aside;
}
