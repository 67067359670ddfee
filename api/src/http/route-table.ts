import { type RequestHandler, Router } from "express";
import { Refusal } from "./refusal.js";

/** One route of a feature: its template, and the methods it takes (`*` for all). */
export interface RouteEntry {
	readonly path: string;
	readonly methods: readonly string[];
}

interface Listed {
	readonly path: unknown;
	readonly methods?: readonly string[];
	readonly router?: unknown;
}

/** What the router offers beyond Express's own type for it. */
interface ListingRouter {
	listRoutes(): readonly Listed[];
}

const lists = (router: object): router is ListingRouter =>
	"listRoutes" in router && typeof router.listRoutes === "function";

/** The routes of a feature's router, in order. Throws where a router is mounted in it, or a path is no text. */
export function routesOf(router: Router): readonly RouteEntry[] {
	if (!lists(router)) throw new Error("this version of Express cannot list its routes");
	return router.listRoutes().map(({ path, methods }) => {
		if (typeof path !== "string" || !methods) {
			throw new Error(
				`a feature registers its routes by their whole path, on its own router: ${String(path)}`,
			);
		}
		return { path, methods };
	});
}

/** Refuses known paths that are asked for by a method they do not take, naming those they do. */
export function methodsNotAllowed(routes: readonly RouteEntry[]): RequestHandler {
	const known = Router();
	for (const { path, methods } of routes) {
		known.all(path, (_req, res, next) => {
			// Several templates may fit one path: what any of them takes is allowed.
			res.locals.allow = new Set([...((res.locals.allow as Set<string> | undefined) ?? []), ...methods]);
			next();
		});
	}
	known.use((req, res, next) => {
		const allow = res.locals.allow as Set<string> | undefined;
		if (!allow || allow.has("*") || allow.has(req.method)) return next();
		next(
			new Refusal("method_not_allowed", `${req.path} does not take ${req.method}.`, {
				allow: [...allow].sort(),
			}),
		);
	});
	return known;
}
