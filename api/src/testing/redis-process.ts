import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { controlProcess, freePort, type ServerKind, type ServerProcess } from "./server-process.js";

/** A Redis of its own. Unless told otherwise it forgets everything when it stops. */
export interface RedisServer extends ServerProcess {
	/** Where its files are. */
	readonly folder: string;
	/** Empties it while its clients stay connected. */
	readonly flush: () => Promise<void>;
	/** Does something by a connection of its own. */
	readonly ask: <T>(question: (client: Redis) => Promise<T>) => Promise<T>;
}

export interface RedisServerOptions {
	/** Keeps what it acknowledged in an append-only file. */
	readonly appendonly?: boolean;
}

async function launch(path: string, { appendonly = false }: RedisServerOptions): Promise<RedisServer> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-redis-"));
	const port = await freePort();
	const url = `redis://127.0.0.1:${port}`;
	const place = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
	// Otherwise what it writes while the disk is busy waits in its memory, though acknowledged, and dies with it.
	const keeping = ["--save", "", "--appendonly", appendonly ? "yes" : "no", "--appendfsync", "always"];
	const server = controlProcess({ path, port, args: [...place, ...keeping] });
	await server.start();
	const ask: RedisServer["ask"] = async (question) => {
		const client = new Redis(url);
		try {
			return await question(client);
		} finally {
			client.disconnect();
		}
	};
	return {
		...server,
		url,
		folder,
		ask,
		flush: () => ask(async (client) => void (await client.flushall())),
		remove: async () => {
			await server.kill();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

export function redisKind(options: RedisServerOptions = {}): ServerKind<RedisServer> {
	return { command: "redis-server", variable: "REDIS_SERVER", launch: (path) => launch(path, options) };
}
