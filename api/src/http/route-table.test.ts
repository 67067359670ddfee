import { Router } from "express";
import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { routesOf } from "./route-table.js";
import { appBuilder } from "./test-app.js";

const { build, stopAll } = appBuilder();
afterEach(stopAll);

const nothing = (): void => undefined;

describe("the routes of a feature", () => {
	it("[ED19] are its paths with the methods that each takes", () => {
		const routes = Router();
		routes.get("/v1/a", nothing);
		routes.route("/v1/b/:id").put(nothing).delete(nothing);
		routes.post(["/v1/c", "/old/c"], nothing);
		routes.all("/v1/d", nothing);
		routes.use(nothing);
		expect(routesOf(routes)).toEqual([
			{ path: "/v1/a", methods: ["GET", "HEAD"] },
			{ path: "/v1/b/:id", methods: ["PUT", "DELETE"] },
			{ path: "/v1/c", methods: ["POST"] },
			{ path: "/old/c", methods: ["POST"] },
			{ path: "/v1/d", methods: ["*"] },
		]);
	});

	it("[ED19] are not patterns, nor in other routers", () => {
		const pattern = Router();
		pattern.get(/^\/v1\/.*$/, nothing);
		expect(() => routesOf(pattern)).toThrow(/whole path/);
		const nested = Router();
		nested.use("/v1", Router().get("/a", nothing));
		expect(() => routesOf(nested)).toThrow(/whole path, on its own router: \/v1/);
	});
});

describe("a route with several paths", () => {
	const app = () =>
		build({
			features: () => {
				const routes = Router();
				routes.post(["/v1/c", "/old/c", "/v1/c/:id"], (_req, res) => void res.json({}));
				return [{ routes, describe: nothing }];
			},
		});

	it("[ED18] takes its methods alone at each of them", async () => {
		const { handler } = app();
		for (const path of ["/v1/c", "/old/c", "/v1/c/7"]) {
			await request(handler).post(path).expect(200);
			expect((await request(handler).get(path).expect(405)).headers.allow).toBe("POST");
		}
	});

	it("[ED53] is measured by the path that was asked for, where that is a template", async () => {
		const { handler, lines } = app();
		for (const path of ["/old/c", "/v1/c", "/v1/c/7"]) await request(handler).post(path);
		expect(lines().flatMap(({ route }) => (typeof route === "string" ? [route] : []))).toEqual([
			"/old/c",
			"/v1/c",
			"/v1/c",
		]);
	});
});
