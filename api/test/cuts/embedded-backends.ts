import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { bundled } from "./bundled.js";
import { startEmbedded, type EmbeddedBackend } from "./embedded.js";

const START_MS = 60_000;

/** Starts backends for the tests of a file, which end in order with their test. */
export function embeddedBackends(): (
	settings?: Readonly<Record<string, string>>,
) => Promise<EmbeddedBackend> {
	const bundle = bundled();
	const running: EmbeddedBackend[] = [];
	afterEach(async () => {
		for (const backend of running.splice(0)) expect(await backend.stop()).toBe(0);
	});
	return async (settings) => {
		const backend = await startEmbedded(bundle(), settings);
		running.push(backend);
		return backend;
	};
}

/** The one backend of all tests of a file. */
export function embeddedBackend(): () => EmbeddedBackend {
	const bundle = bundled();
	let backend: EmbeddedBackend | undefined;
	beforeAll(async () => {
		backend = await startEmbedded(bundle());
	}, START_MS);
	afterAll(async () => {
		expect(await backend?.stop()).toBe(0);
	});
	return () => backend!;
}
