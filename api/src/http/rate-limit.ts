import type { Request, RequestHandler } from "express";
import { MemoryStore, ipKeyGenerator, rateLimit } from "express-rate-limit";
import type { Logger } from "pino";
import { IPV6_SUBNET_BITS, RATE_WINDOW_MS } from "../config/limits.js";
import type { ApiKeys } from "./api-keys.js";
import { API_KEY_HEADER } from "./create-guards.js";
import { Refusal } from "./refusal.js";

export interface RateLimitOptions {
	readonly perMinute: number;
	readonly apiKeys: ApiKeys;
	readonly logger: Logger;
}

export interface RateLimit {
	readonly middleware: RequestHandler;
	/** Ends its clock. */
	readonly stop: () => void;
}

/**
 * In which a caller with a key names for whom it asks. A process that forwards what many users ask (`ROLE=session`)
 * is counted by user, as if each asked by itself; percent-encoded, as headers take no other text.
 */
export const ON_BEHALF_HEADER = "x-on-behalf-of";

/**
 * Bounds how often one caller may ask. Game servers share a key, and a game has ever more of them: each is
 * counted by key and address, apart from others at that address. A key that is not ours counts as none, or
 * a new one with each call would never be bounded.
 */
export function createRateLimit({ perMinute, apiKeys, logger }: RateLimitOptions): RateLimit {
	const store = new MemoryStore();
	const middleware = rateLimit({
		windowMs: RATE_WINDOW_MS,
		limit: perMinute,
		standardHeaders: "draft-8",
		legacyHeaders: false,
		store,
		logger: {
			error: (error, message) => logger.error({ err: error }, message ?? "rate limit"),
			warn: (error, message) => logger.warn({ err: error }, message ?? "rate limit"),
		},
		keyGenerator: (req) => `${keyPart(req)}@${ipKeyGenerator(req.ip ?? "", IPV6_SUBNET_BITS)}`,
		handler: (req, _res, next) => {
			next(
				new Refusal("too_many_requests", `No more than ${perMinute} requests a minute are taken.`, {
					retryAfterSeconds: secondsToReset(req),
				}),
			);
		},
	});
	const keyPart = (req: Request): string => {
		const key = req.get(API_KEY_HEADER);
		const index = key === undefined ? undefined : apiKeys.match(key);
		return index === undefined ? "" : `key${index}:${req.get(ON_BEHALF_HEADER) ?? ""}`;
	};
	return { middleware, stop: () => void store.shutdown() };
}

function secondsToReset(req: Request): number {
	const info = (req as Request & { rateLimit?: { resetTime?: Date } }).rateLimit;
	const resetTime = info?.resetTime?.getTime() ?? Date.now() + RATE_WINDOW_MS;
	return (resetTime - Date.now()) / 1000;
}
