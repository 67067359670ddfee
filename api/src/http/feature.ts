import type { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import type { Router } from "express";
import type { SocketRoute } from "./socket-route.js";

/**
 * One capability's edge: its routes, and their description for `/openapi.json`. Every route is registered on
 * `routes` itself, by its whole path (`/v1/worlds/:world`): what is known of a route (allowed methods, metrics,
 * description) goes by that path, so that a router mounted inside another is refused when the app is built.
 */
export interface Feature {
	readonly routes: Router;
	/** Addresses at which it takes WebSockets. */
	readonly sockets?: readonly SocketRoute[];
	readonly describe: (registry: OpenAPIRegistry) => void;
}
