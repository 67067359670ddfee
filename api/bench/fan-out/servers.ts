import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import express from "express";
import { createDoors } from "../../src/doors/create-doors.js";
import { createMemoryLog } from "../../src/log/memory-log.js";

/** Something that sends one tick to all of its readers. */
export interface TickServer {
	readonly port: number;
	readonly tick: () => void;
	/** Frames made so far. */
	readonly framed: () => number;
	readonly close: () => Promise<void>;
}

const TOPIC = "world:bench";

async function listening(server: Server): Promise<number> {
	await new Promise((resolve) => server.once("listening", resolve));
	return (server.address() as AddressInfo).port;
}

/**
 * The product: a tick is appended to the log and goes out by the SSE door. The log is the one in memory, so that
 * what is measured is the door and not the disk. `firstOffset` keeps the digits of ids, and so the bytes, the same.
 */
export async function startDoor(data: string, firstOffset: number): Promise<TickServer> {
	const retention = { maxEntries: 100, maxBytes: 2 ** 40, maxAgeSeconds: 1e9, trimsUncheckpointed: true };
	const log = createMemoryLog({ retention });
	await log.append(
		TOPIC,
		Array.from({ length: firstOffset }, () => ({ type: "tick", data: "0" })),
	);
	const doors = createDoors({
		log,
		now: () => Date.now() / 1000,
		onFailure: (error) => {
			throw error;
		},
		heartbeatSeconds: 3600,
	});
	const app = express();
	app.get("/events", (req, res) =>
		doors.sse(req, res, {
			topic: TOPIC,
			key: "all",
			frame: (entry) => ({ event: "snapshot", data: entry.data }),
			fresh: async () => ({ cursor: await log.head(TOPIC), data: "{}" }),
		}),
	);
	const server = app.listen(0, "127.0.0.1");
	return {
		port: await listening(server),
		tick: () => void log.append(TOPIC, [{ type: "tick", data }]),
		framed: () => doors.counts().framed,
		async close() {
			await doors.close();
			server.closeAllConnections();
			server.close();
			await log.close();
		},
	};
}

/** The yardstick: the same bytes written to as many sockets by a bare loop. */
export async function startRaw(frame: Buffer): Promise<TickServer> {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		socket.setNoDelay(true);
		socket.on("error", () => socket.destroy());
		socket.on("close", () => sockets.delete(socket));
		socket.resume();
		sockets.add(socket);
	});
	server.listen(0, "127.0.0.1");
	return {
		port: await listening(server),
		tick: () => {
			for (const socket of sockets) socket.write(frame);
		},
		framed: () => 0,
		async close() {
			for (const socket of sockets) socket.destroy();
			server.close();
		},
	};
}
