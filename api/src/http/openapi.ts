import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from "@asteasolutions/zod-to-openapi";
import type { z } from "zod";
import type { Feature } from "./feature.js";
import { PROBLEM_TYPE, problemSchema } from "./problem.js";
import type { RouteEntry } from "./route-table.js";

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31["generateDocument"]>;

/** Names for use in a path's `security`: `[{ [API_KEY_SCHEME]: [] }]`. */
export const API_KEY_SCHEME = "apiKey";
export const TOKEN_SCHEME = "token";

const anyProblem = {
	description: "Any error.",
	content: { [PROBLEM_TYPE]: { schema: problemSchema } },
};

/**
 * A registry whose `register` names a schema by Zod's own `meta`: the library's way needs Zod's prototype patched
 * before any schema is made, which would hang on the order of imports. Each path also answers problems.
 */
class EdgeRegistry extends OpenAPIRegistry {
	readonly named: z.ZodType[] = [];

	override register<T extends z.ZodType>(refId: string, schema: T): T {
		const named = schema.meta({ ...schema.meta(), id: refId });
		this.named.push(named);
		return named;
	}

	override registerPath(route: RouteConfig): void {
		super.registerPath({ ...route, responses: { default: anyProblem, ...route.responses } });
	}
}

/** The OpenAPI 3.1 document of what the features describe, with problem details and security schemes. */
export function createOpenApiDocument(features: readonly Feature[], version: string): OpenApiDocument {
	const registry = new EdgeRegistry();
	registry.registerComponent("securitySchemes", API_KEY_SCHEME, {
		type: "apiKey",
		in: "header",
		name: "x-api-key",
		description: "A game server's key.",
	});
	registry.registerComponent("securitySchemes", TOKEN_SCHEME, {
		type: "http",
		scheme: "bearer",
		bearerFormat: "JWT",
		description: "A user's token; its roles say what it may read.",
	});
	for (const { describe } of features) describe(registry);
	const definitions = [
		...registry.named.map((schema) => ({ type: "schema" as const, schema })),
		...registry.definitions,
	];
	return new OpenApiGeneratorV31(definitions, { sortComponents: "alphabetically" }).generateDocument({
		openapi: "3.1.0",
		info: {
			title: "Earshot",
			version,
			description: "Every error is answered with problem details (RFC 9457).",
		},
	});
}

const METHODS: ReadonlySet<string> = new Set([
	"get",
	"put",
	"post",
	"delete",
	"options",
	"head",
	"patch",
	"trace",
]);

/** What is mounted but not described, and what is described but not mounted: `GET /v1/worlds/{world}`. */
export function undescribed(
	routes: readonly RouteEntry[],
	document: OpenApiDocument,
): { readonly missing: readonly string[]; readonly stale: readonly string[] } {
	const mounted = new Set(
		routes.flatMap(({ path, methods }) =>
			methods
				.filter((method) => method !== "HEAD" || !methods.includes("GET"))
				.map((method) => `${method} ${path.replace(/[:*](\w+)/g, "{$1}")}`),
		),
	);
	const described = new Set(
		Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
			Object.keys(item as object)
				.filter((key) => METHODS.has(key))
				.map((method) => `${method.toUpperCase()} ${path}`),
		),
	);
	return {
		missing: [...mounted].filter((route) => !described.has(route)),
		stale: [...described].filter((route) => !mounted.has(route)),
	};
}
