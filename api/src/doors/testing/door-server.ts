import type { AddressInfo } from "node:net";
import compression from "compression";
import express, { type Request, type Response } from "express";
import type { Log } from "../../log/log.js";
import { createDoors, type DoorsOptions, type RunningDoors } from "../create-doors.js";
import type { TopicView } from "../topic-view.js";

export interface DoorServer {
	readonly port: number;
	readonly doors: RunningDoors;
	/** Failures that doors reported or that requests ended with. */
	readonly failures: unknown[];
	readonly close: () => Promise<void>;
}

/** An app with both doors of one view, on a port of its own. */
export async function startDoorServer(
	log: Log,
	view: TopicView,
	options: Partial<DoorsOptions> = {},
): Promise<DoorServer> {
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
	app.use(compression({ threshold: 0 }));
	app.get(
		"/events",
		failing((req, res) => doors.sse(req, res, view)),
	);
	app.get(
		"/changes",
		failing((req, res) => doors.longPoll(req, res, view)),
	);
	const server = app.listen(0, "127.0.0.1");
	await new Promise((resolve) => server.once("listening", resolve));
	return {
		port: (server.address() as AddressInfo).port,
		doors,
		failures,
		async close() {
			await doors.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
