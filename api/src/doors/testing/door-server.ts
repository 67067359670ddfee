import type { AddressInfo } from "node:net";
import compression from "compression";
import express, { type Request, type Response } from "express";
import { pino } from "pino";
import { setCaller } from "../../http/caller.js";
import { securityHeaders } from "../../http/security-headers.js";
import { createSockets } from "../../http/sockets.js";
import { parseCursor } from "../../log/cursor.js";
import type { Log } from "../../log/log.js";
import { createDoors, type DoorsOptions, type RunningDoors } from "../create-doors.js";
import { serveSocket } from "../socket-door.js";
import type { TopicView } from "../topic-view.js";

/** Larger than anything that a reader has to say. */
const MAX_MESSAGE_BYTES = 1000;

export interface DoorServer {
	readonly port: number;
	readonly doors: RunningDoors;
	/** Failures that doors reported or that requests ended with. */
	readonly failures: unknown[];
	readonly close: () => Promise<void>;
}

export interface ServerOptions extends Partial<DoorsOptions> {
	/** Of everybody's token, and of every stretch, in unix seconds. */
	readonly expiresAt?: number;
	readonly stretchUntil?: number;
}

/** An app with all doors of one view, on a port of its own. */
export async function startDoorServer(
	log: Log,
	view: TopicView,
	options: ServerOptions = {},
): Promise<DoorServer> {
	const { expiresAt, stretchUntil = Infinity } = options;
	const failures: unknown[] = [];
	const doors = createDoors({
		log,
		now: () => Date.now() / 1000,
		onFailure: (error) => failures.push(error),
		...options,
	});
	const failing =
		(serve: (req: Request, res: Response) => Promise<void>) => async (req: Request, res: Response) => {
			try {
				await serve(req, res);
			} catch (error) {
				failures.push(error);
				res.status(503).json({ error: String(error) });
			}
		};
	const app = express();
	app.use((_req, res, next) => {
		if (expiresAt !== undefined) setCaller(res, { kind: "user", userId: "ana", roles: [], expiresAt });
		next();
	});
	app.use(securityHeaders(true), compression({ threshold: 0 }));
	app.get(
		"/events",
		failing((req, res) => doors.sse(req, res, view)),
	);
	app.get(
		"/stretch",
		failing((req, res) =>
			doors.stretch(res, { view, after: parseCursor(String(req.query.cursor))!, until: stretchUntil }),
		),
	);
	app.get(
		"/changes",
		failing((req, res) => doors.longPoll(req, res, view)),
	);
	const sockets = createSockets({
		routes: [
			{
				path: "/ws",
				maxMessageBytes: MAX_MESSAGE_BYTES,
				admit: async (_req, { searchParams }) => {
					const wanted = searchParams.get("cursor") ?? undefined;
					return serveSocket({ door: doors, now: () => Date.now() / 1000, view, wanted, expiresAt });
				},
			},
		],
		origins: [],
		logger: pino({ level: "silent" }),
	});
	const server = app.listen(0, "127.0.0.1");
	sockets.attach(server);
	await new Promise((resolve) => server.once("listening", resolve));
	return {
		port: (server.address() as AddressInfo).port,
		doors,
		failures,
		async close() {
			await sockets.close();
			await doors.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
