import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Backend } from "./cut-run.js";
import { CREDENTIAL_SETTINGS, UNLIMITED } from "./credentials.js";
import { createInstance, type Instance } from "./instance.js";

export interface FleetOptions {
	readonly bundle: string;
	readonly instances: number;
	readonly redisUrl: string;
	readonly natsUrl: string;
	readonly settings?: Readonly<Record<string, string>>;
}

/** Several processes of the real service on one Redis and NATS. */
export interface Fleet extends Backend {
	readonly instances: readonly Instance[];
	/** Ports of those that run. */
	readonly running: () => readonly number[];
	/** Instances that ended by themselves. */
	readonly deaths: () => number;
	/** Ends all in order; resolves with their exit codes. */
	readonly stop: () => Promise<readonly (number | null)[]>;
}

/** Each on its own data folder: what they share is on the servers. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
	const { bundle, redisUrl, natsUrl, settings = {} } = options;
	const folder = await mkdtemp(join(tmpdir(), "earshot-fleet-"));
	const instances = await Promise.all(
		Array.from({ length: options.instances }, (_, index) =>
			createInstance({
				bundle,
				env: {
					...CREDENTIAL_SETTINGS,
					...UNLIMITED,
					DATA_DIR: join(folder, String(index)),
					LOG_ENGINE: "redis",
					REDIS_URL: redisUrl,
					NATS_URL: natsUrl,
					...settings,
				},
			}),
		),
	);
	await Promise.all(instances.map((instance) => instance.start()));
	return {
		ports: instances.map(({ port }) => port),
		instances,
		running: () => instances.filter((instance) => instance.isRunning()).map(({ port }) => port),
		deaths: () => instances.reduce((sum, instance) => sum + instance.deaths(), 0),
		complaints: () => instances.flatMap(({ complaints }) => complaints),
		async restart(index) {
			await instances[index]!.kill();
			await instances[index]!.start();
		},
		async stop() {
			const codes = await Promise.all(instances.map((instance) => instance.stop()));
			await rm(folder, { recursive: true, force: true });
			return codes;
		},
	};
}
