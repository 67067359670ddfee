import type { Request } from "express";

/**
 * The route that a request matched, as its template (`/v1/worlds/:world`), for metrics and logs: never the path
 * itself, of which there are endlessly many. `none` where no route matched.
 */
export function routeLabel(req: Request): string {
	const path: unknown = (req.route as { path?: unknown } | undefined)?.path;
	if (typeof path === "string") return path;
	if (!Array.isArray(path)) return "none";
	const paths = path.filter((part): part is string => typeof part === "string");
	return paths.find((part) => part === req.path) ?? paths[0] ?? "none";
}
