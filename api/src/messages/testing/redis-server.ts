import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";

/** A Redis of its own, which forgets everything when it stops. */
export interface RedisServer {
	readonly url: string;
	/** Starts it, again where it was stopped; resolves when it answers. */
	readonly start: () => Promise<void>;
	/** Kills it, as a crash would. */
	readonly kill: () => Promise<void>;
	readonly remove: () => Promise<void>;
}

const START_MS = 10_000;

/** Where redis-server is: named by REDIS_SERVER, or on the path. */
function findRedis(): string | undefined {
	const named = process.env["REDIS_SERVER"];
	const folders = (process.env["PATH"] ?? "").split(delimiter);
	return [...(named ? [named] : []), ...folders.map((folder) => join(folder, "redis-server"))].find(
		existsSync,
	);
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, "close");
	return port;
}

async function answers(port: number): Promise<boolean> {
	const socket = connect(port, "127.0.0.1");
	try {
		await once(socket, "connect");
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}

async function startRedis(path: string): Promise<RedisServer> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-redis-"));
	const port = await freePort();
	let child: ChildProcess | undefined;
	const start = async (): Promise<void> => {
		const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
		child = spawn(path, [...options, "--dir", folder], { stdio: "ignore" });
		const deadline = Date.now() + START_MS;
		while (!(await answers(port))) {
			if (child.exitCode !== null || Date.now() > deadline) throw new Error("redis-server does not start");
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	};
	const kill = async (): Promise<void> => {
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, "exit");
		child.kill("SIGKILL");
		await ended;
	};
	await start();
	return {
		url: `redis://127.0.0.1:${port}`,
		start,
		kill,
		remove: async () => {
			await kill();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/**
 * A suite on a real Redis, which its tests get from `redis()`. Where there is none it is skipped under a name
 * that says so, and fails where everything must be there.
 */
export function describeOnRedis(name: string, suite: (redis: () => RedisServer) => void): void {
	const path = findRedis();
	describe.skipIf(!path && !process.env["CI"])(path ? name : `${name}: redis-server is not installed`, () => {
		let server: RedisServer | undefined;
		beforeAll(async () => {
			if (!path) throw new Error("redis-server is not installed; name it by REDIS_SERVER");
			server = await startRedis(path);
		});
		afterAll(() => server?.remove());
		suite(() => {
			if (!server) throw new Error("Redis has not started");
			return server;
		});
	});
}
