import express, { type Express, Router } from "express";
import type { Logger } from "pino";
import type { Config } from "./config/config.js";
import type { Access } from "./http/access.js";
import { compress } from "./http/compress.js";
import { cors } from "./http/cors.js";
import { docsFeature } from "./http/docs.js";
import type { Feature } from "./http/feature.js";
import { healthFeature } from "./http/health.js";
import { logRequests } from "./http/logging.js";
import type { Metrics } from "./http/metrics.js";
import { type OpenApiDocument, createOpenApiDocument } from "./http/openapi.js";
import { type PagesOptions, servePages } from "./http/pages.js";
import type { Probe } from "./http/probes.js";
import { createRateLimit } from "./http/rate-limit.js";
import { requestId } from "./http/request-id.js";
import { type RouteEntry, methodsNotAllowed, routesOf } from "./http/route-table.js";
import { securityHeaders } from "./http/security-headers.js";
import { type Sockets, createSockets } from "./http/sockets.js";
import { withProblems } from "./http/send-problem.js";

export interface AppOptions {
	readonly config: Config;
	readonly logger: Logger;
	readonly access: Access;
	readonly metrics: Metrics;
	readonly features: readonly Feature[];
	readonly probes: readonly Probe[];
	/** The built pages, where there are any. */
	readonly pages?: PagesOptions;
	/** Event streams open now. */
	readonly streams?: () => number;
	/** Of Earshot, for the description of the API. */
	readonly version: string;
}

/** The edge, built and not yet listening. */
export interface App {
	readonly handler: Express;
	/** Every route of every feature. */
	readonly routes: readonly RouteEntry[];
	readonly openApi: OpenApiDocument;
	/** WebSockets of every feature; taken once a server is attached. */
	readonly sockets: Sockets;
	/** From now on `/readyz` says that this process is on its way out. */
	readonly beginDrain: () => void;
	/** Ends the clocks that the edge keeps. The metrics belong to the caller. */
	readonly stop: () => void;
}

/** Where callers are counted: everything that is no page and no probe, and wherever a key could be guessed. */
const LIMITED_PATHS = ["/metrics", "/v1", "/api", "/letta", "/world", "/events", "/trpc", "/dev"];

/** Puts the edge together: what every request passes, the features, the pages, and the answer to every error. */
export function createApp(options: AppOptions): App {
	const { config, logger, access, metrics, pages, streams = () => 0 } = options;
	let draining = false;
	const rateLimit = createRateLimit({
		perMinute: config.rateLimitPerMinute,
		apiKeys: access.apiKeys,
		logger,
	});
	const features: readonly Feature[] = [
		healthFeature({
			probes: options.probes,
			draining: () => draining,
			connections: () => sockets.count() + streams(),
			registry: metrics.registry,
			metricsGuard: access.guards.fullReader,
			logger,
		}),
		docsFeature(() => openApi),
		...(access.devToken ? [access.devToken] : []),
		...options.features,
	];
	const routes = features.flatMap((feature) => routesOf(feature.routes));
	const openApi = createOpenApiDocument(features, options.version);

	const sockets = createSockets({
		routes: features.flatMap((feature) => feature.sockets ?? []),
		origins: config.corsOrigins,
		logger,
	});

	const edge = Router();
	edge.use(requestId(), logRequests(logger), metrics.middleware);
	edge.use(securityHeaders(config.production), cors(config.corsOrigins), compress());
	edge.use(LIMITED_PATHS, rateLimit.middleware);
	for (const feature of features) edge.use(feature.routes);
	if (pages) edge.use(servePages(pages));
	edge.use(methodsNotAllowed(routes));

	const handler = express();
	handler.set("trust proxy", config.trustProxy);
	handler.use(withProblems(edge, logger));

	return {
		handler,
		routes,
		openApi,
		sockets,
		beginDrain: () => {
			draining = true;
		},
		stop: rateLimit.stop,
	};
}
