import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Backend } from "./cut-run.js";
import { CREDENTIAL_SETTINGS, UNLIMITED } from "./credentials.js";
import { createInstance } from "./instance.js";

export interface EmbeddedBackend extends Backend {
	/** Ends it in order; resolves with its exit code. */
	readonly stop: () => Promise<number | null>;
}

/** Settings with which readers that are away for a few ticks come back too late. */
export const LITTLE_KEPT = { LOG_MAX_ENTRIES: "4", ARCHIVE_INTERVAL: "4" } as const;

/** One process of the real service on the embedded engine, its log in a folder of its own. */
export async function startEmbedded(
	bundle: string,
	settings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedBackend> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-cuts-"));
	const instance = await createInstance({
		bundle,
		env: { ...CREDENTIAL_SETTINGS, ...UNLIMITED, DATA_DIR: folder, LOG_ENGINE: "lmdb", ...settings },
	});
	await instance.start();
	return {
		ports: [instance.port],
		complaints: () => instance.complaints,
		async restart() {
			await instance.kill();
			await instance.start();
		},
		async stop() {
			const code = await instance.stop();
			await rm(folder, { recursive: true, force: true });
			return code;
		},
	};
}
