import { Router } from "express";
import type { Logger } from "pino";
import { z } from "zod";
import { type App, type AppOptions, createApp } from "../app.js";
import { loadConfig } from "../config/config.js";
import { createAccess } from "./access.js";
import { callerOf } from "./caller.js";
import type { Feature } from "./feature.js";
import type { Guards } from "./guards.js";
import { jsonBody } from "./json-body.js";
import { createLogger } from "./logger.js";
import { createMetrics } from "./metrics.js";
import { Refusal } from "./refusal.js";

/** Settings of a production server, for tests of what it requires. */
export const PRODUCTION: Readonly<Record<string, string>> = {
	NODE_ENV: "production",
	GAME_API_KEY: "the-key-of-the-game,the-next-key",
	JWT_SECRET: "a secret of at least thirty-two bytes",
};

/** One line of the log, parsed. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly level: number; readonly msg: string };

/** A logger that keeps its lines. */
export function keepingLogger(env: Readonly<Record<string, string>> = {}): {
	readonly logger: Logger;
	readonly text: () => string;
	readonly lines: () => readonly LogLine[];
} {
	const written: string[] = [];
	const logger = createLogger(loadConfig({ LOG_LEVEL: "debug", ...env }), {
		write: (line) => void written.push(line),
	});
	return {
		logger,
		text: () => written.join(""),
		lines: () => written.map((line) => JSON.parse(line) as LogLine),
	};
}

export interface TestApp extends App {
	readonly guards: Guards;
	readonly text: () => string;
	readonly lines: () => readonly LogLine[];
}

/** Builds apps, and stops them all: for `afterEach`. */
export function appBuilder(): {
	readonly build: (options?: TestAppOptions) => TestApp;
	readonly stopAll: () => void;
} {
	const apps: TestApp[] = [];
	return {
		build: (options) => {
			const app = testApp(options);
			apps.push(app);
			return app;
		},
		stopAll: () => apps.splice(0).forEach((app) => app.stop()),
	};
}

export interface TestAppOptions extends Partial<Omit<AppOptions, "features">> {
	readonly env?: Readonly<Record<string, string>>;
	readonly features?: (guards: Guards) => readonly Feature[];
}

/** The edge with the given environment, probes and pages, and the features of this file unless others are given. */
export function testApp({ env = {}, features = echoFeatures, ...given }: TestAppOptions = {}): TestApp {
	const config = loadConfig(env);
	const { logger, text, lines } = keepingLogger(env);
	const access = createAccess(config, logger);
	const metrics = createMetrics();
	const app = createApp({
		config,
		logger,
		access,
		metrics,
		probes: [],
		version: "0.0.0",
		...given,
		features: features(access.guards),
	});
	const stop = (): void => {
		app.stop();
		metrics.stop();
	};
	return { ...app, stop, guards: access.guards, text, lines };
}

const itemSchema = z.object({ name: z.string().max(10), parts: z.array(z.object({ size: z.number() })) });

/** Small routes that do each thing that a real feature does: answer, refuse, fail, parse, guard. */
export function echoFeatures(guards: Guards): readonly Feature[] {
	const routes = Router();
	const whoami = (name: keyof Omit<Guards, "mayReadFull">): void => {
		routes.get(`/v1/${name}`, guards[name], (_req, res) => {
			res.json({ caller: callerOf(res), full: guards.mayReadFull(res) });
		});
	};
	whoami("gameServer");
	whoami("user");
	whoami("reader");
	whoami("fullReader");
	routes.get("/v1/items/:id", (req, res) => {
		if (req.params.id === "none") throw new Refusal("not_found", "There is no such item.");
		res.json({ id: req.params.id, requestId: req.id });
	});
	routes.post("/v1/items", ...jsonBody(1000), (req, res) => {
		res.json(itemSchema.parse(req.body));
	});
	routes.get("/v1/fail", (req) => {
		throw Object.assign(new Error(`broken by ${req.get("x-api-key")} ${req.get("authorization")}`), {
			body: "canary-in-a-body",
			statusCode: 404,
		});
	});
	routes.get("/v1/fail-late", (_req, res) => {
		res.write("half an ");
		throw new Error("after the beginning");
	});
	routes.get("/v1/fail-dressed", (_req, res) => {
		res.set({ "Cache-Control": "public, max-age=60", "Content-Encoding": "gzip", ETag: '"1"' });
		throw new Error("in another's clothes");
	});
	routes.get("/v1/text", (_req, res) => {
		res.json({ text: "word ".repeat(1000) });
	});
	routes.get("/v1/stream", (_req, res) => {
		res.type("text/event-stream").write(`data: ${"x".repeat(2000)}\n\n`);
		res.end();
	});
	return [{ routes, describe: describeAll }];
}

/** `GET /v1/slow`: tells when it is reached, and answers or fails when told to; `beginning` is sent at once. */
export function slowFeature(
	beginning = "",
	path = "/v1/slow",
): {
	readonly feature: Feature;
	readonly reached: Promise<void>;
	readonly answer: () => void;
	readonly fail: (error: Error) => void;
} {
	let reach = (): void => undefined;
	const reached = new Promise<void>((resolve) => (reach = resolve));
	let answer = (): void => undefined;
	let fail = (_error: Error): void => undefined;
	const told = new Promise<void>((resolve, reject) => {
		answer = resolve;
		fail = reject;
	});
	const routes = Router();
	routes.get(path, async (_req, res) => {
		if (beginning !== "") res.write(beginning);
		reach();
		await told;
		res.json({ slow: true });
	});
	return { feature: { routes, describe: () => undefined }, reached, answer, fail };
}

function describeAll(registry: Parameters<Feature["describe"]>[0]): void {
	const Item = registry.register("Item", itemSchema);
	const get = (path: string): void =>
		registry.registerPath({
			method: "get",
			path,
			...(path.includes("{id}") && { request: { params: z.object({ id: z.string() }) } }),
			responses: { 200: { description: "An answer." } },
		});
	const names = [
		"gameServer",
		"user",
		"reader",
		"fullReader",
		"items/{id}",
		"fail",
		"fail-late",
		"fail-dressed",
		"text",
		"stream",
	];
	for (const name of names) get(`/v1/${name}`);
	registry.registerPath({
		method: "post",
		path: "/v1/items",
		request: { body: { content: { "application/json": { schema: Item } } } },
		responses: { 200: { description: "It.", content: { "application/json": { schema: Item } } } },
	});
}
