import { execFileSync } from "node:child_process";
import { openLmdbLog } from "../lmdb-log.js";

/**
 * Appends until the system refuses to let the file grow, then lets it grow again and goes on. Says `held <n>`,
 * `refused <code>`, `reads <n>` and `after <offset>`; an unhandled rejection ends it with another code than 0.
 */
const [directory] = process.argv.slice(2);
const ENTRY_CHARACTERS = 50_000;

function limitFiles(bytes: string): void {
	execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:`]);
}

// Over the limit the system sends a signal that would end the process; handled, the write fails instead.
process.on("SIGXFSZ", () => undefined);
const log = await openLmdbLog({ directory: directory! });
const some = [{ type: "big", data: JSON.stringify("x".repeat(ENTRY_CHARACTERS)) }];

limitFiles("2000000");
let held = 0;
let refused: unknown;
while (refused === undefined && held < 1000) {
	try {
		held = (await log.append("a", some)).offset;
	} catch (error) {
		refused = error;
	}
}
process.stdout.write(`held ${held}\n`);
process.stdout.write(
	`refused ${refused instanceof Error && "code" in refused ? String(refused.code) : "no"}\n`,
);
process.stdout.write(`ready ${log.status().ready}\n`);
const { epoch } = await log.head("a");
const result = await log.read("a", { epoch, offset: 0 }, 1000);
process.stdout.write(`reads ${result.ok ? result.entries.length : result.reason}\n`);

limitFiles("unlimited");
process.stdout.write(`after ${(await log.append("a", some)).offset}\n`);
process.stdout.write(`ready again ${log.status().ready}\n`);
await log.close();
