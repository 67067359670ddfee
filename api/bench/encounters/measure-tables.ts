import { fork, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { bundleService, removeBundle } from "../../test/cuts/bundle-service.js";
import type { Found } from "../held.js";
import { openTables } from "./open-tables.js";
import type { TablePlan, TablesMessage, TablesPlan, TablesResult } from "./plan.js";
import type { TablesServerKind } from "./server-child.js";

export interface TablesServer {
	readonly port: number;
	readonly secret: string;
	readonly found: () => Promise<Found>;
	readonly end: () => Promise<void>;
}

/** The next thing that a child says; rejects where it ends instead. */
async function heard<T>(child: ChildProcess): Promise<T> {
	const over = new AbortController();
	const ended = once(child, "exit", { signal: over.signal }).then(([code]) => {
		throw new Error(`a process of the benchmark ended: ${code}`);
	});
	// It is let go of when the child has spoken.
	ended.catch(() => undefined);
	try {
		const [message] = (await Promise.race([once(child, "message"), ended])) as [T];
		return message;
	} finally {
		over.abort();
	}
}

function ask<T>(child: ChildProcess): Promise<T> {
	const answer = heard<T>(child);
	child.send("go on");
	return answer;
}

async function end(child: ChildProcess): Promise<void> {
	const ended = once(child, "exit");
	child.disconnect();
	await ended;
}

/** A server in a process of its own, as it is built for use: run from its source every closure would carry what names it. */
export async function startTablesServer(kind: TablesServerKind, databaseUrl?: string): Promise<TablesServer> {
	const secret = randomBytes(32).toString("hex");
	const bundle = await bundleService({ entry: fileURLToPath(new URL("./server-child.ts", import.meta.url)) });
	const args = [kind, secret, ...(databaseUrl === undefined ? [] : [databaseUrl])];
	const child = fork(bundle, args, { execArgv: ["--expose-gc", ...profiling()] });
	const { port } = await heard<{ readonly port: number }>(child);
	return {
		port,
		secret,
		found: () => ask<Found>(child),
		end: async () => {
			await end(child);
			await removeBundle(bundle);
		},
	};
}

/** `CPU_PROFILE=<folder>` has the servers leave their profiles there. */
function profiling(): readonly string[] {
	const folder = process.env["CPU_PROFILE"];
	return folder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${folder}`];
}

export interface TablesSize {
	readonly rooms: number;
	readonly players: number;
	readonly warmUpSeconds: number;
	readonly seconds: number;
}

export interface TablesSide {
	readonly result: TablesResult;
	/** Of the server's process while all play, the connections' opening aside. */
	readonly cpuMilliseconds: number;
	readonly rssBytes: number;
}

/** Has many rooms played at a server at once. */
export async function measureTables(kind: TablesServerKind, size: TablesSize): Promise<TablesSide> {
	const server = await startTablesServer(kind);
	const { port, secret } = server;
	const wanted = { ...size, port, secret, name: "bench" };
	const tables = kind === "bare" ? madeUpTables(size) : await openTables(wanted);
	const { warmUpSeconds, seconds } = size;
	const plan: TablesPlan = { port, secret, tables, warmUpSeconds, seconds };
	const script = fileURLToPath(new URL("./players.ts", import.meta.url));
	const players = fork(script, [JSON.stringify(plan)], { execArgv: ["--import", "tsx"] });
	await heard<TablesMessage>(players);
	const before = await server.found();
	const message = await ask<TablesMessage>(players);
	if (!("result" in message)) throw new Error("the players have no result");
	const after = await server.found();
	await end(players);
	await server.end();
	return {
		result: message.result,
		cpuMilliseconds: after.cpuMilliseconds - before.cpuMilliseconds,
		rssBytes: after.rssBytes,
	};
}

function madeUpTables({ rooms, players }: TablesSize): readonly TablePlan[] {
	return Array.from({ length: rooms }, (_, at) => ({
		roomId: `room-${at}`,
		players: Array.from({ length: players }, (_unused, seat) => `bare-${at}-${seat}`),
	}));
}
