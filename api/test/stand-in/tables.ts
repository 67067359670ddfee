import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { pino } from "pino";
import { createApp } from "../../src/app.js";
import { loadConfig } from "../../src/config/config.js";
import { createEncounterEdge } from "../../src/encounters/router/encounter-edge.js";
import {
	createMemoryEncounters,
	type MemoryEncounters,
} from "../../src/encounters/testing/memory-encounters.js";
import type { RoomCommand } from "../../src/encounters/encounters.js";
import type { GameState } from "../../src/encounters/engine/state.js";
import { createAccess } from "../../src/http/access.js";
import { createMetrics } from "../../src/http/metrics.js";
import { Refusal } from "../../src/http/refusal.js";
import type { NewRoom } from "../../web/live/data/rooms.js";

/** Live encounters with their real edge and the built pages, in development; rooms are in memory. */
export interface Tables {
	readonly url: string;
	readonly encounters: MemoryEncounters;
	/** Opens a room as its DM would; answers its id. */
	readonly open: (dmId: string, room: NewRoom) => Promise<string>;
	/** Gives a command that has to go well. */
	readonly give: (roomId: string, userId: string, body: RoomCommand) => Promise<void>;
	readonly state: (roomId: string) => GameState;
	/** Cuts every connection there is. */
	readonly cut: () => void;
	readonly stop: () => Promise<void>;
}

export async function startTables({ pages }: { readonly pages: string }): Promise<Tables> {
	const config = loadConfig({
		LOG_LEVEL: "silent",
		JWT_SECRET: "a secret of thirty-two characters",
		RATE_LIMIT_PER_MINUTE: "1000000",
	});
	const logger = pino({ level: "silent" });
	const access = createAccess(config, logger);
	const metrics = createMetrics();
	const encounters = createMemoryEncounters();
	const failures: Error[] = [];
	const edge = createEncounterEdge({
		encounters,
		clusterOf: () => Promise.reject(new Refusal("not_found", "There is no such cluster in this world.")),
		guards: access.guards,
		identities: access.identities,
		now: () => Date.now() / 1000,
		onFailure: (error) => failures.push(error),
	});
	const app = createApp({
		config,
		logger,
		access,
		metrics,
		probes: [],
		version: "0.0.0",
		pages: { folder: pages },
		features: edge.features,
	});
	const server = createServer(app.handler);
	app.sockets.attach(server);
	const streams = new Set<Socket>();
	server.on("connection", (stream) => {
		streams.add(stream);
		stream.once("close", () => streams.delete(stream));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const cut = (): void => {
		for (const stream of streams) stream.destroy();
	};

	async function give(roomId: string, userId: string, body: RoomCommand): Promise<void> {
		const { kind } = await encounters.viewerOf(roomId, userId);
		const by = { kind: kind === "dm" ? "dm" : "player", userId } as const;
		const { result } = await encounters.command(roomId, { by, body });
		if (!result.ok) throw new Error(`${body.type}: ${result.reason}`);
	}

	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		encounters,
		async open(dmId, { participants, ...room }) {
			const { roomId } = await encounters.create({ ...room, dmId });
			for (const participant of participants)
				await give(roomId, dmId, { type: "addParticipant", participant });
			return roomId;
		},
		give,
		state: encounters.stateOf,
		cut,
		async stop() {
			edge.drain();
			await app.sockets.close();
			const closed = new Promise((resolve) => server.close(resolve));
			cut();
			await closed;
			app.stop();
			metrics.stop();
			if (failures.length > 0) throw failures[0]!;
		},
	};
}
