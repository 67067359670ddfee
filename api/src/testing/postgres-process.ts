import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Client } from "pg";
import { freePort } from "./server-process.js";

/** A PostgreSQL of its own, in a folder of its own. */
export interface PostgresServer {
	/** An empty database on it; gives its URL. */
	readonly createDatabase: () => Promise<string>;
	/** Starts it where it does not run; resolves when it answers. */
	readonly start: () => Promise<void>;
	/** Kills it with all its processes, as a crash would. */
	readonly kill: () => Promise<void>;
	/** Stops all its processes where they are, until `thaw`: connections stay open, nothing answers. */
	readonly freeze: () => void;
	readonly thaw: () => void;
	/** Of all its processes. */
	readonly pids: () => readonly number[];
	readonly remove: () => Promise<void>;
}

const START_MS = 20_000;
const USER = "earshot";

/** Where a program of PostgreSQL is: in POSTGRES_BIN, on the path, or where Debian keeps those of the newest version. */
function findProgram(name: string): string | undefined {
	const debian = "/usr/lib/postgresql";
	const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
	return [
		process.env["POSTGRES_BIN"] ?? "",
		...(process.env["PATH"] ?? "").split(delimiter),
		...versions.map((version) => join(debian, version, "bin")),
	]
		.filter((folder) => folder !== "")
		.map((folder) => join(folder, process.platform === "win32" ? `${name}.exe` : name))
		.find(existsSync);
}

/** PostgreSQL refuses to run as root: somebody else then. */
async function servant(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const users = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
	const user = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
	if (!user) throw new Error("there is no user to run PostgreSQL as: it refuses to run as root");
	return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** The process and all that it started; each is the head of a group of its own. */
function family(pid: number): readonly number[] {
	const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
	const children = rows
		.map((row) => row.trim().split(/\s+/).map(Number))
		.filter(([, parent]) => parent === pid)
		.map(([child]) => child!);
	return [pid, ...children];
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
	for (const pid of pids) {
		try {
			process.kill(pid, signal);
		} catch {
			// It has ended in the meantime.
		}
	}
}

interface Programs {
	readonly initdb: string;
	readonly postgres: string;
}

/** The programs of PostgreSQL, where this machine has them. */
export function findPostgres(): Programs | undefined {
	const initdb = findProgram("initdb");
	const postgres = findProgram("postgres");
	return initdb !== undefined && postgres !== undefined ? { initdb, postgres } : undefined;
}

export interface PostgresOptions {
	/** Holds what it acknowledged whatever becomes of the machine, too, at the price that it takes. */
	readonly fsync?: boolean;
}

export async function startPostgres(
	{ initdb, postgres }: Programs,
	{ fsync = false }: PostgresOptions = {},
): Promise<PostgresServer> {
	const owner = await servant();
	const folder = await mkdtemp(join(tmpdir(), "earshot-postgres-"));
	if (owner) chownSync(folder, owner.uid, owner.gid);
	const data = join(folder, "data");
	const environment = { PATH: process.env["PATH"], LC_ALL: "C" };
	const options = { cwd: folder, env: environment, ...owner };
	const settings = ["--encoding=UTF8", "--locale=C", "--auth=trust", "--no-sync", `--username=${USER}`];
	execFileSync(initdb, [...settings, "-D", data], { ...options, stdio: "ignore" });

	const port = await freePort();
	const urlOf = (database: string): string => `postgres://${USER}@127.0.0.1:${port}/${database}`;
	const query = async (text: string): Promise<void> => {
		const client = new Client({ connectionString: urlOf("postgres"), connectionTimeoutMillis: 2_000 });
		client.on("error", () => undefined);
		try {
			await client.connect();
			await client.query(text);
		} finally {
			await client.end();
		}
	};
	let child: ChildProcess | undefined;
	const runs = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null;
	const start = async (): Promise<void> => {
		if (runs()) return;
		// What it writes survives its own death without this; only the machine's would take it.
		const fast = [
			"-c",
			`fsync=${fsync ? "on" : "off"}`,
			"-c",
			"unix_socket_directories=",
			"-c",
			"logging_collector=off",
		];
		const deadline = Date.now() + START_MS;
		child = spawn(postgres, ["-D", data, "-h", "127.0.0.1", "-p", String(port), ...fast], {
			...options,
			stdio: "ignore",
		});
		for (;;) {
			try {
				return await query("select 1");
			} catch (cause) {
				if (!runs() || Date.now() > deadline) throw new Error("PostgreSQL does not start", { cause });
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		}
	};
	const kill = async (): Promise<void> => {
		if (!runs()) return;
		const ended = once(child!, "exit");
		signalAll(family(child!.pid!), "SIGKILL");
		await ended;
	};
	await start();
	return {
		async createDatabase() {
			const name = `test_${randomUUID().replaceAll("-", "")}`;
			await query(`create database ${name}`);
			return urlOf(name);
		},
		start,
		kill,
		freeze: () => signalAll(family(child!.pid!), "SIGSTOP"),
		thaw: () => signalAll(family(child!.pid!), "SIGCONT"),
		pids: () => family(child!.pid!),
		async remove() {
			await kill();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
