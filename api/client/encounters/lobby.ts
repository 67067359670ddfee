import type { RoomSummary } from "../../src/encounters/encounters.js";
import type { MapState, Settings } from "../../src/encounters/engine/state.js";
import { createCredential, type CredentialOptions } from "../credential.js";
import type { Fetch } from "../http.js";
import { randomId } from "../random-id.js";
import { call } from "./call.js";

export interface LobbyOptions extends CredentialOptions {
	/** Where the API lives, without a slash at the end; the empty text in a page that it serves. */
	readonly baseUrl: string;
	readonly fetch?: Fetch;
}

/** The rooms that there are, and how there come to be more. Every call rejects with Refused or HttpFailure. */
export interface Lobby {
	/** Newest activity first. */
	readonly list: (signal: AbortSignal) => Promise<readonly RoomSummary[]>;
	/** Opens a room that the token's user leads; without a map on open ground. Done once under one id. */
	readonly create: (
		room: Partial<Settings> & { readonly mapState?: MapState; readonly id?: string },
		signal: AbortSignal,
	) => Promise<{ readonly roomId: string }>;
	/** Opens a room with the members of a cluster in the place, where they stand. */
	readonly openFromCluster: (
		order: Partial<Settings> & {
			readonly worldId: string;
			readonly clusterId: string;
			readonly studsPerCell?: number;
			readonly id?: string;
		},
		signal: AbortSignal,
	) => Promise<{ readonly roomId: string }>;
}

export function createLobby(options: LobbyOptions): Lobby {
	const { token } = createCredential(options);
	const ports = {
		fetch: options.fetch ?? ((url: string, init: RequestInit) => globalThis.fetch(url, init)),
		baseUrl: options.baseUrl,
		token,
	};
	const open = async (procedure: string, order: object, signal: AbortSignal) =>
		(await call(ports, { procedure, input: { id: randomId(), ...order } }, signal)) as {
			readonly roomId: string;
		};
	return {
		list: async (signal) =>
			(await call(
				ports,
				{ procedure: "listRooms", input: {}, isQuery: true },
				signal,
			)) as readonly RoomSummary[],
		create: (room, signal) => open("createRoom", room, signal),
		openFromCluster: (order, signal) => open("openFromCluster", order, signal),
	};
}
