import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CREDENTIAL_SETTINGS } from "../cuts/credentials.js";
import { createInstance, type Instance } from "../cuts/instance.js";

export interface RoleFleetOptions {
	readonly bundle: string;
	readonly redisUrl: string;
	readonly natsUrl: string;
	readonly databaseUrl: string;
	readonly sessions: number;
}

/** A process for each role, and several sessions, as a deployment has them. */
export interface RoleFleet {
	readonly api: Instance;
	readonly worker: Instance;
	readonly sessions: readonly Instance[];
	readonly all: readonly Instance[];
	/** Ports of the sessions that run. */
	readonly sessionPorts: () => readonly number[];
	/** Ends all in order, sessions first; resolves with their exit codes. */
	readonly stop: () => Promise<readonly (number | null)[]>;
}

export async function startRoleFleet(options: RoleFleetOptions): Promise<RoleFleet> {
	const { bundle, redisUrl, natsUrl, databaseUrl } = options;
	const folder = await mkdtemp(join(tmpdir(), "earshot-roles-"));
	const create = (role: string, settings: Readonly<Record<string, string>>): Promise<Instance> =>
		createInstance({
			bundle,
			env: {
				...CREDENTIAL_SETTINGS,
				NODE_ENV: "production",
				HOST: "127.0.0.1",
				ROLE: role,
				DATA_DIR: join(folder, role),
				LOG_ENGINE: "redis",
				REDIS_URL: redisUrl,
				NATS_URL: natsUrl,
				...settings,
			},
		});
	const queue = { QUEUE_ENGINE: "redis", DATABASE_URL: databaseUrl };
	const api = await create("api", queue);
	const worker = await create("worker", queue);
	const asking = { API_URL: `http://127.0.0.1:${api.port}` };
	const sessions = await Promise.all(
		Array.from({ length: options.sessions }, () => create("session", asking)),
	);
	const all = [api, worker, ...sessions];
	await Promise.all(all.map((instance) => instance.start()));
	return {
		api,
		worker,
		sessions,
		all,
		sessionPorts: () => sessions.filter((one) => one.isRunning()).map(({ port }) => port),
		async stop() {
			const ended = await Promise.all(sessions.map((one) => one.stop()));
			ended.push(...(await Promise.all([api.stop(), worker.stop()])));
			await rm(folder, { recursive: true, force: true });
			return ended;
		},
	};
}

interface Ready {
	readonly status: string;
	readonly probes: readonly { readonly name: string; readonly ready: boolean }[];
}

/** What an instance says of itself; undefined where it does not answer. */
export async function askReady({ port }: Instance): Promise<Ready | undefined> {
	try {
		return (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as Ready;
	} catch {
		return undefined;
	}
}

/** How many connections an instance says that it holds. */
export async function askConnections({ port }: Instance): Promise<number> {
	const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
	return ((await answer.json()) as { readonly connections: number }).connections;
}
