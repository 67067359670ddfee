import express from "express";
import type { ErrorRequestHandler, Express } from "express";
import type { Doors, FollowDoor } from "../doors/doors.js";
import type { TopicView } from "../doors/topic-view.js";
import type { Guards } from "../http/guards.js";
import { Refusal } from "../http/refusal.js";
import type { RefusalCode } from "../http/refusal.js";
import { createSnapshotRoutes } from "../snapshots/snapshot-routes.js";
import { testWorlds } from "./test-worlds.js";
import type { TestWorlds } from "./test-worlds.js";
import { createWorldRoutes } from "./world-routes.js";

const STATUSES: Readonly<Partial<Record<RefusalCode, number>>> = {
	malformed: 400,
	invalid: 400,
	unauthenticated: 401,
	forbidden: 403,
	not_found: 404,
	need_full: 409,
	gone: 410,
	too_large: 413,
	unsupported_media_type: 415,
	unavailable: 503,
};

const BODY_ERRORS: Readonly<Record<string, number>> = {
	"entity.too.large": 413,
	"encoding.unsupported": 415,
};

/** Stands in for the edge's: statuses for refusals and for the body reader's own errors, 500 for all else. */
export const answerErrors = ((...[error, , res]: Parameters<ErrorRequestHandler>) => {
	if (error instanceof Refusal) {
		res.status(STATUSES[error.code] ?? 500).json({
			code: error.code,
			detail: error.detail,
			errors: error.options.errors,
			...error.options.extra,
		});
		return;
	}
	const { type } = error as { type?: string };
	res.status(BODY_ERRORS[type ?? ""] ?? 500).json({ type, detail: String(error) });
}) satisfies ErrorRequestHandler;
// Express tells an error handler by the number of its parameters.
Object.defineProperty(answerErrors, "length", { value: 4 });

/** Guards that go by headers: `x-api-key: key` is a game server, `x-role` a reader. */
export function testGuards(): Guards {
	const refuse = () => {
		throw new Refusal("unauthenticated", "Who is calling?");
	};
	return {
		gameServer: (req, _res, next) => (req.get("x-api-key") === "key" ? next() : refuse()),
		user: () => refuse(),
		reader: (req, res, next) => {
			res.locals["role"] = req.get("x-role");
			if (req.get("x-role") === undefined) refuse();
			next();
		},
		fullReader: (req, _res, next) => (req.get("x-role") === "observer" ? next() : refuse()),
		mayReadFull: (res) => res.locals["role"] === "observer",
	};
}

export interface TestEdge extends TestWorlds {
	readonly app: Express;
	/** Views that doors were asked to serve. */
	readonly served: { readonly door: "sse" | "longPoll"; readonly view: TopicView }[];
	/** Readers of a topic that doors report. */
	readonly readers: Map<string, number>;
}

/** Both features behind `testGuards`. */
export function testEdge(to: TestWorlds = testWorlds()): TestEdge {
	const served: TestEdge["served"] = [];
	const readers = new Map<string, number>();
	const guards = testGuards();
	const serve =
		(door: "sse" | "longPoll"): Doors["sse"] =>
		async (_req, res, view) => {
			served.push({ door, view });
			res.json({ served: door });
		};
	const noSockets = (): never => {
		throw new Error("sockets are not opened here");
	};
	const nobody = async (): Promise<never> => noSockets();
	const identities = { gameServer: nobody, reader: nobody, fullReader: nobody, user: nobody };
	const doors: Doors & FollowDoor = {
		sse: serve("sse"),
		longPoll: serve("longPoll"),
		readers: (topic) => readers.get(topic) ?? 0,
		close: async () => undefined,
		follow: noSockets,
	};
	const app = express();
	for (const create of [createSnapshotRoutes, createWorldRoutes])
		app.use(create({ worlds: to.worlds, guards, identities, doors, now: () => 0 }).routes);
	app.use(answerErrors);
	return { ...to, app, served, readers };
}
