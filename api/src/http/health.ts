import { type RequestHandler, type Response, Router } from "express";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { z } from "zod";
import type { Feature } from "./feature.js";
import { API_KEY_SCHEME, TOKEN_SCHEME } from "./openapi.js";
import { type Probe, type ProbeReport, runProbes } from "./probes.js";
import { problemSchema } from "./problem.js";
import { Refusal } from "./refusal.js";

export interface HealthOptions {
	readonly probes: readonly Probe[];
	/** Whether this process is on its way out. */
	readonly draining: () => boolean;
	/** WebSockets and event streams open now. */
	readonly connections: () => number;
	readonly registry: Registry;
	/** Lets on who may see the metrics. */
	readonly metricsGuard: RequestHandler;
	readonly logger: Logger;
}

const reportSchema = z.object({
	name: z.string(),
	ready: z.boolean(),
	required: z.boolean(),
	detail: z.string().optional(),
});

const readySchema = z
	.object({ status: z.enum(["ready", "degraded"]), probes: z.array(reportSchema) })
	.meta({ id: "Ready", description: "`degraded` where something that can be done without is not ready." });

const aliveSchema = z.object({
	status: z.literal("alive"),
	connections: z.int().meta({ description: "WebSockets and event streams open now." }),
});

/**
 * `/healthz`: the process answers, and how many connections it holds. `/readyz`: it can be sent requests, with the state of each engine; 503 while
 * a required one is not ready, or while draining. `/metrics`: for Prometheus, behind a guard: how busy a service is
 * and with what is nobody's business.
 */
export function healthFeature(options: HealthOptions): Feature {
	const { probes, draining, connections, registry, metricsGuard, logger } = options;
	const routes = Router();
	const run = runProbes(probes, logger);
	const fresh = (res: Response): Response => res.set("Cache-Control", "no-store");

	routes.get("/healthz", (_req, res) => {
		fresh(res).json({ status: "alive", connections: connections() } satisfies z.infer<typeof aliveSchema>);
	});
	routes.get("/readyz", async (_req, res) => {
		const reports = await run();
		if (draining()) throw notReady("draining", "This process is shutting down.", reports);
		const missing = reports.filter((report) => report.required && !report.ready).map((report) => report.name);
		if (missing.length > 0) throw notReady("not_ready", `Not ready: ${missing.join(", ")}.`, reports);
		const status = reports.every((report) => report.ready) ? "ready" : "degraded";
		fresh(res).json({ status, probes: reports });
	});
	routes.get("/metrics", metricsGuard, async (_req, res) => {
		fresh(res)
			.set("Content-Type", registry.contentType)
			.send(await registry.metrics());
	});

	return { routes, describe };
}

function notReady(status: string, detail: string, probes: readonly ProbeReport[]): Refusal {
	return new Refusal("unavailable", detail, { extra: { state: status, probes } });
}

const describe: Feature["describe"] = (registry) => {
	const tags = ["health"];
	registry.registerPath({
		method: "get",
		path: "/healthz",
		tags,
		summary: "Whether the process is alive, and how many connections it holds",
		responses: {
			200: {
				description: "It is.",
				content: { "application/json": { schema: aliveSchema } },
			},
		},
	});
	registry.registerPath({
		method: "get",
		path: "/readyz",
		tags,
		summary: "Whether requests can be served, and the state of each engine",
		responses: {
			200: { description: "They can.", content: { "application/json": { schema: readySchema } } },
			503: {
				description: "They cannot, or no more: `state` is `not_ready` or `draining`, `probes` as when ready.",
				content: { "application/problem+json": { schema: problemSchema } },
			},
		},
	});
	registry.registerPath({
		method: "get",
		path: "/metrics",
		tags,
		summary: "Metrics for Prometheus",
		security: [{ [API_KEY_SCHEME]: [] }, { [TOKEN_SCHEME]: [] }],
		responses: {
			200: { description: "Metrics.", content: { "text/plain": { schema: z.string() } } },
			401: {
				description: "Neither a key nor a token of ours.",
				content: { "application/problem+json": { schema: problemSchema } },
			},
			403: {
				description: "A token without the role observer or admin.",
				content: { "application/problem+json": { schema: problemSchema } },
			},
		},
	});
};
