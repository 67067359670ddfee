import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { createDoors } from "../../src/doors/create-doors.js";
import type { Guards, Identities } from "../../src/http/guards.js";
import type { Log, Retention } from "../../src/log/log.js";
import { createMemoryLog } from "../../src/log/memory-log.js";
import { createSnapshotRoutes } from "../../src/snapshots/snapshot-routes.js";
import { createWorldRoutes } from "../../src/worlds/world-routes.js";
import { createWorlds } from "../../src/worlds/worlds.js";
import type { Backend } from "./cut-run.js";

export interface SpoiledService extends Backend {
	readonly stop: () => Promise<void>;
}

const OPEN: Guards = {
	gameServer: (_req, _res, next) => next(),
	user: (_req, _res, next) => next(),
	reader: (_req, _res, next) => next(),
	fullReader: (_req, _res, next) => next(),
	mayReadFull: () => true,
};

const anybody = (): Promise<{ readonly kind: "anybody" }> => Promise.resolve({ kind: "anybody" });
const ANYBODY: Identities = {
	gameServer: anybody,
	reader: anybody,
	fullReader: anybody,
	user: () => Promise.reject(new Error("no users come here")),
};

/** Ticks between checkpoints: few, so that little can be kept. */
const CHECKPOINT_EVERY = 4;

/** The service's doors and worlds in this process, the doors over a log that is not as it should be. */
export async function startSpoiled(retention: Retention, spoil: (log: Log) => Log): Promise<SpoiledService> {
	const log = createMemoryLog({ retention });
	const now = (): number => Date.now() / 1000;
	const worlds = createWorlds({
		log,
		now,
		newId: randomUUID,
		report: () => undefined,
		checkpointEvery: CHECKPOINT_EVERY,
		sourceTimeoutSeconds: 1e9,
	});
	const doors = createDoors({ log: spoil(log), now, onFailure: () => undefined });
	const app = express();
	for (const create of [createSnapshotRoutes, createWorldRoutes])
		app.use(create({ worlds, doors, now, guards: OPEN, identities: ANYBODY }).routes);
	const server = app.listen(0, "127.0.0.1");
	await once(server, "listening");
	return {
		ports: [(server.address() as AddressInfo).port],
		complaints: () => [],
		async stop() {
			await doors.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await worlds.close();
			await log.close();
		},
	};
}
