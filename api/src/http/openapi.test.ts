import { OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { Router } from "express";
import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Feature } from "./feature.js";
import { createOpenApiDocument, undescribed } from "./openapi.js";
import { routesOf } from "./route-table.js";
import { appBuilder } from "./test-app.js";

const { build, stopAll } = appBuilder();
afterEach(stopAll);

/** Every `$ref` of a document that leads nowhere. */
function danglingRefs(document: object): string[] {
	const found: string[] = [];
	const visit = (value: unknown): void => {
		if (typeof value !== "object" || value === null) return;
		for (const [key, inner] of Object.entries(value)) {
			if (key === "$ref" && typeof inner === "string" && resolve(document, inner) === undefined)
				found.push(inner);
			else visit(inner);
		}
	};
	visit(document);
	return found;
}

function resolve(document: object, ref: string): unknown {
	return ref
		.replace(/^#\//, "")
		.split("/")
		.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
}

describe("the description of the API", () => {
	it("[ED60] is OpenAPI 3.1, and every reference in it leads somewhere", async () => {
		const { body } = await request(build().handler).get("/openapi.json").expect(200);
		expect(body.openapi).toBe("3.1.0");
		expect(body.info).toMatchObject({ title: "Earshot", version: "0.0.0" });
		expect(danglingRefs(body)).toEqual([]);
		expect(danglingRefs({ a: { $ref: "#/components/schemas/None" } })).toHaveLength(1);
	});

	it("[ED60] has for every operation what OpenAPI requires", async () => {
		const { body } = await request(build().handler).get("/openapi.json");
		const operations = Object.entries(
			body.paths as Record<string, Record<string, z.infer<typeof operation>>>,
		);
		const operation = z.object({
			responses: z.record(z.string().regex(/^([1-5]\d\d|default)$/), z.object({ description: z.string() })),
			parameters: z
				.array(
					z.object({
						name: z.string(),
						in: z.enum(["path", "query", "header"]),
						required: z.boolean().optional(),
					}),
				)
				.default([]),
		});
		for (const [path, methods] of operations) {
			const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
			for (const one of Object.values(methods)) {
				const { parameters } = operation.parse(one);
				const named = parameters
					.filter((each) => each.in === "path" && each.required)
					.map((each) => each.name);
				expect(named, path).toEqual(inPath);
			}
		}
	});

	it("[ED60] says of every operation that errors are problems, and how to say who is calling", () => {
		const { paths, components } = build().openApi;
		expect(Object.keys(components?.securitySchemes ?? {})).toEqual(["apiKey", "token"]);
		expect(components?.schemas?.Problem).toMatchObject({ type: "object" });
		expect(paths?.["/v1/items/{id}"]?.get?.responses).toMatchObject({
			default: {
				content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
			},
		});
	});

	it("[ED60] names schemas that features register", () => {
		const { paths, components } = build().openApi;
		expect(components?.schemas?.Item).toMatchObject({ required: ["name", "parts"] });
		expect(paths?.["/v1/items"]?.post?.requestBody).toMatchObject({
			content: { "application/json": { schema: { $ref: "#/components/schemas/Item" } } },
		});
	});

	it("[ED61] covers every route that is mounted, and no other", () => {
		const app = build();
		expect(undescribed(app.routes, app.openApi)).toEqual({ missing: [], stale: [] });
	});

	it("[ED61] is found out where it misses a route or keeps one that is gone", () => {
		const routes = Router();
		routes.get("/v1/a/:id", (_req, res) => void res.end());
		routes.post(["/v1/b", "/v1/c"], (_req, res) => void res.end());
		const feature: Feature = {
			routes,
			describe: (registry) => {
				for (const path of ["/v1/b", "/v1/gone"]) {
					registry.registerPath({ method: "post", path, responses: { 200: { description: "x" } } });
				}
			},
		};
		expect(undescribed(routesOf(routes), createOpenApiDocument([feature], "1"))).toEqual({
			missing: ["GET /v1/a/{id}", "POST /v1/c"],
			stale: ["POST /v1/gone"],
		});
	});

	it("[ED60] is the same however often it is made", () => {
		const feature: Feature = {
			routes: Router(),
			describe: (registry) => {
				expect(registry).toBeInstanceOf(OpenAPIRegistry);
				registry.register("Twice", z.object({ a: z.string() }));
			},
		};
		const [first, second] = [createOpenApiDocument([feature], "1"), createOpenApiDocument([feature], "1")];
		expect(first).toEqual(second);
		expect(first.components?.schemas?.Twice).toBeDefined();
	});
});

describe("the page of the description", () => {
	it("[ED62] takes everything from here, and runs nothing inline", async () => {
		const app = build();
		const page = await request(app.handler).get("/docs").expect(200).expect("content-type", /html/);
		const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source!);
		expect(sources).toHaveLength(4);
		expect(page.text).not.toMatch(/<script>|<style>|style=|https?:/);
		for (const source of sources) {
			const { status, headers } = await request(app.handler).get(source).buffer(false);
			expect([source, status]).toEqual([source, 200]);
			expect(headers["content-type"]).toMatch(/css|javascript|png/);
		}
	});

	it.each(["/docs/package.json", "/docs/..%2fpackage.json", "/docs/nothing.js"])(
		"[ED62] gives away no other file: %s",
		async (path) => {
			await request(build().handler)
				.get(path)
				.expect(404)
				.expect("content-type", /problem/);
		},
	);
});
