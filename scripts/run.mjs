// The door to every command of package.json: `node scripts/run.mjs <command> [arguments]`. Plain JavaScript that
// needs nothing installed, so that each command can do its own set-up on a fresh machine.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const COMMANDS = ["api", "bench", "build", "check", "place", "play", "seed", "soak", "test"];
/** Oldest Node that every dependency runs on. */
const OLDEST_NODE = [20, 19];

function fail(message) {
	console.error(message);
	process.exit(1);
}

function checkNode() {
	const [major, minor] = process.versions.node.split(".").map(Number);
	if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
	fail(`Earshot needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}.`);
}

/** Installs when the lockfile is not the one that was last installed. */
function install() {
	const lock = createHash("sha256")
		.update(readFileSync(join(ROOT, "package-lock.json")))
		.digest("hex");
	const stamp = join(ROOT, "node_modules", ".earshot-installed");
	if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
	console.log("Installing packages …");
	// npm is a script on every system; `shell` finds npm.cmd on Windows too. No package needs its install script.
	const result = spawnSync("npm ci --ignore-scripts --no-audit --no-fund --loglevel=error", {
		cwd: ROOT,
		stdio: "inherit",
		shell: true,
	});
	if (result.status !== 0) fail("npm ci failed; see its messages above.");
	mkdirSync(dirname(stamp), { recursive: true });
	writeFileSync(stamp, lock);
}

const [command, ...args] = process.argv.slice(2);
if (!COMMANDS.includes(command)) fail(`Usage: node scripts/run.mjs ${COMMANDS.join("|")} [arguments]`);
checkNode();
install();
process.chdir(ROOT);
const { register } = await import("tsx/esm/api");
register();
const { main } = await import(pathToFileURL(join(ROOT, "scripts", `${command}.ts`)).href);
process.exitCode = await main(args);
