import { Router } from "express";
import type { Feature } from "../../http/feature.js";
import type { Guards, Identities } from "../../http/guards.js";
import type { Encounters } from "../encounters.js";
import { describeTrpc } from "./describe-encounters.js";
import { createDisturbances } from "./disturbances.js";
import { createEncounterRouter, createTestableRouter } from "./encounter-router.js";
import type { ClusterOf } from "./open-from-cluster.js";
import { createRestRoutes } from "./rest-routes.js";
import type { Validate } from "./test-procedures.js";
import { addTrpcRoutes, type OnFailure } from "./trpc-routes.js";
import { createTrpcSocket } from "./trpc-socket.js";
import { createUserRates, type UserRates } from "./user-rates.js";

export interface EncounterEdgeDeps {
	readonly encounters: Encounters;
	readonly clusterOf: ClusterOf;
	/** Given where admins may try rooms with faults and made-up players: never in production. */
	readonly validate?: Validate;
	readonly guards: Pick<Guards, "gameServer">;
	readonly identities: Pick<Identities, "user">;
	/** Unix seconds. */
	readonly now: () => number;
	readonly onFailure: OnFailure;
	/** World of game servers that name none. */
	readonly defaultWorld?: string;
	readonly rates?: UserRates;
}

/** Where rooms are asked: tRPC over HTTP, server-sent events and WebSockets for users, plain JSON for game servers. */
export interface EncounterEdge {
	readonly features: readonly Feature[];
	/** Ends what follows rooms; readers come back with their places. */
	readonly drain: () => void;
}

export function createEncounterEdge(deps: EncounterEdgeDeps): EncounterEdge {
	const { encounters, clusterOf, validate, identities, now, onFailure } = deps;
	const closing = new AbortController();
	const routing = {
		encounters,
		clusterOf,
		now,
		disturbances: createDisturbances(now),
		rates: deps.rates ?? createUserRates({ now }),
		closing: closing.signal,
	};
	const router = validate ? createTestableRouter({ ...routing, validate }) : createEncounterRouter(routing);
	const transport = { router, identities, onFailure };
	const routes = Router();
	addTrpcRoutes(routes, transport);
	return {
		features: [
			{ routes, sockets: [createTrpcSocket({ ...transport, now })], describe: describeTrpc },
			createRestRoutes({ ...deps, rates: routing.rates, closing: closing.signal }),
		],
		drain: () => closing.abort(),
	};
}
