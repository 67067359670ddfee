import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { RequestHandler } from "express";
import type { Guards } from "../../src/http/guards.js";
import { letHeapGrow } from "../../src/let-heap-grow.js";
import { messagesOf } from "../../src/http/messages-of.js";
import type { Doors } from "../../src/doors/doors.js";
import { MAX_BODY_BYTES } from "../../src/snapshots/snapshot-limits.js";
import { SNAPSHOT_PATHS } from "../../src/snapshots/snapshot-paths.js";
import { createSnapshotRoutes } from "../../src/snapshots/snapshot-routes.js";
import { createFakeLog } from "../../src/worlds/fake-log.js";
import { createWorlds } from "../../src/worlds/worlds.js";

const openGuards: Guards = {
	gameServer: (_req, _res, next) => next(),
	user: (_req, _res, next) => next(),
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

export type ServedIngest = "plain" | "validated";

/** Keeps the newest body as the state of the world, and has looked at nothing of it. */
function plainIngest(): RequestHandler[] {
	let state: unknown;
	return [
		express.json({ limit: MAX_BODY_BYTES }),
		(req, res) => {
			state = req.body;
			res.json({ ok: state !== undefined });
		},
	];
}

function validatedIngest(): RequestHandler {
	const worlds = createWorlds({
		log: createFakeLog(),
		now: () => Date.now() / 1000,
		newId: () => crypto.randomUUID(),
		report: () => undefined,
	});
	return createSnapshotRoutes({ worlds, guards: openGuards, doors: noDoors }).routes;
}

// In a process of its own, so that neither pays for what the other, or the client, leaves to be collected.
process.once("message", (served: ServedIngest) => {
	const app = express();
	if (served === "plain") app.post(SNAPSHOT_PATHS[0], plainIngest());
	else {
		letHeapGrow();
		app.use(validatedIngest());
	}
	const server = createServer(served === "validated" ? messagesOf(app) : {}, app);
	server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
	process.once("disconnect", () => process.exit());
});
