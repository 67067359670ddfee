import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { Guards } from "../../src/http/guards.js";
import type { Doors } from "../../src/doors/doors.js";
import { MAX_BODY_BYTES } from "../../src/snapshots/snapshot-limits.js";
import { createSnapshotRoutes } from "../../src/snapshots/snapshot-routes.js";
import { createFakeLog } from "../../src/worlds/fake-log.js";
import { createWorlds } from "../../src/worlds/worlds.js";

export const PLAIN_PATH = "/plain";

const openGuards: Guards = {
	gameServer: (_req, _res, next) => next(),
	reader: (_req, _res, next) => next(),
	fullReader: (_req, _res, next) => next(),
	mayReadFull: () => true,
};

const noDoors: Doors = {
	sse: async () => undefined,
	longPoll: async () => undefined,
	readers: () => 0,
	close: async () => undefined,
};

/** A server with the ingest, and beside it one route that parses the same bodies and does nothing with them. */
export async function startServer(): Promise<{ readonly port: number; readonly stop: () => void }> {
	const app = express();
	const worlds = createWorlds({
		log: createFakeLog(),
		now: () => Date.now() / 1000,
		newId: () => crypto.randomUUID(),
		report: () => undefined,
	});
	app.post(PLAIN_PATH, express.json({ limit: MAX_BODY_BYTES }), (req, res) => {
		res.json({ ok: req.body !== undefined });
	});
	app.use(createSnapshotRoutes({ worlds, guards: openGuards, doors: noDoors }).routes);
	const server: Server = app.listen(0, "127.0.0.1");
	await once(server, "listening");
	return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
}
