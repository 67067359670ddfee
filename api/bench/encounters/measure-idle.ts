import { openTables } from "./open-tables.js";
import { startTablesServer } from "./measure-tables.js";

export interface IdleRooms {
	/** Rooms under way with nobody connected, and those who play in each. */
	readonly rooms: number;
	readonly players: number;
}

export interface IdleCost {
	/** On the heap and outside of it, of one room. */
	readonly roomBytes: number;
	/** The whole process with all rooms, the database's client included. */
	readonly rssBytes: number;
	/** What it was before. */
	readonly rssBytesBefore: number;
}

/** Until what a first room brings along is there. */
const WARM_UP = 20;

/** What rooms that nobody does anything in cost the service, which keeps its tables in a database of its own. */
export async function measureIdle({ rooms, players }: IdleRooms, databaseUrl: string): Promise<IdleCost> {
	const server = await startTablesServer("product", databaseUrl);
	const { port, secret } = server;
	await openTables({ port, secret, rooms: WARM_UP, players, name: "early" });
	const before = await server.found();
	await openTables({ port, secret, rooms, players, name: "idle" });
	const after = await server.found();
	await server.end();
	return {
		roomBytes: (after.bytes - before.bytes) / rooms,
		rssBytes: after.rssBytes,
		rssBytesBefore: before.rssBytes,
	};
}
