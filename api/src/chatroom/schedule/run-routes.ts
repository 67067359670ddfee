import { Router } from "express";
import { SMALL_BODY_LIMIT_BYTES } from "../../config/limits.js";
import type { Feature } from "../../http/feature.js";
import type { Guards } from "../../http/guards.js";
import { jsonBody } from "../../http/json-body.js";
import { Refusal } from "../../http/refusal.js";
import { checkBody } from "../../snapshots/check-body.js";
import { readRequest } from "../../worlds/world-requests.js";
import type { RunWire } from "../chatroom-wire.js";
import { describeRuns } from "./describe-runs.js";
import { generateBody, runParams, runsQuery } from "./run-requests.js";
import type { Slot, Slots } from "./slots.js";

export interface RunRoutesDeps {
	readonly guards: Pick<Guards, "admin">;
	readonly slots: Pick<Slots, "of">;
	/** Runs as they stand. These three reject with Refusal `unavailable` where the database cannot be had. */
	readonly read: (runId: string) => Promise<RunWire | undefined>;
	readonly list: (limit: number) => Promise<readonly RunWire[]>;
	/** Begins the run of a slot, or finds it, and has it done. */
	readonly begin: (slot: Slot) => Promise<unknown>;
	/** Unix seconds before which nothing is kept. */
	readonly keptSince: () => number;
	/** Unix seconds. */
	readonly now: () => number;
}

/** Where admins have all chatlings talk, and see how that goes. */
export function createRunRoutes(deps: RunRoutesDeps): Feature {
	const { guards, slots, read, list, begin, keptSince, now } = deps;
	const routes = Router();

	const standing = async (runId: string): Promise<RunWire> => {
		const run = await read(runId);
		if (!run) throw new Refusal("not_found", "There is no such run.");
		return run;
	};

	routes.post(
		"/api/chatroom/generate",
		guards.admin,
		...jsonBody(SMALL_BODY_LIMIT_BYTES),
		async (req, res) => {
			const { slot: time = now() } = checkBody(generateBody, req.body);
			if (time > now() || time < keptSince()) {
				throw new Refusal("invalid", "The slot is yet to come, or so old that nothing of it would be kept.", {
					errors: [{ path: "slot", message: "must be a time of the past that is still kept" }],
				});
			}
			const slot = slots.of(time);
			await begin(slot);
			res
				.status(202)
				.location(`/api/chatroom/runs/${encodeURIComponent(slot.runId)}`)
				.set("Cache-Control", "no-store")
				.json(await standing(slot.runId));
		},
	);

	routes.get("/api/chatroom/runs", guards.admin, async (req, res) => {
		const { limit } = readRequest(runsQuery, req.query);
		res.set("Cache-Control", "no-store").json({ runs: await list(limit) });
	});

	routes.get("/api/chatroom/runs/:runId", guards.admin, async (req, res) => {
		const { runId } = readRequest(runParams, req.params);
		res.set("Cache-Control", "no-store").json(await standing(runId));
	});

	return { routes, describe: describeRuns };
}
