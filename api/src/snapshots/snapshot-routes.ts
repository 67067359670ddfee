import { Router } from "express";
import type { RequestHandler } from "express";
import type { SnapshotAnswerWire } from "../../../game/src/shared/wire/index.js";
import type { Doors } from "../doors/doors.js";
import type { Feature } from "../http/feature.js";
import type { Guards } from "../http/guards.js";
import { worldTopic } from "../worlds/restore-world.js";
import { DEFAULT_WORLD } from "../worlds/world-requests.js";
import type { Ingested } from "../worlds/world-writer.js";
import type { Worlds } from "../worlds/worlds.js";
import type { CanonicalSnapshot } from "./canonical.js";
import { describeSnapshots } from "./describe-snapshots.js";
import { normaliseSnapshot } from "./normalise.js";
import { parseSnapshot } from "./parse-snapshot.js";
import { parseBody, readBody } from "./read-json-body.js";
import { SNAPSHOT_PATHS } from "./snapshot-paths.js";

export interface SnapshotIntakeDeps {
	readonly worlds: Worlds;
	readonly doors: Pick<Doors, "readers">;
	/** World of payloads that name none. */
	readonly defaultWorld?: string;
}

export interface SnapshotRoutesDeps extends SnapshotIntakeDeps {
	readonly guards: Guards;
}

interface Place {
	readonly world: string;
	readonly watchers: number;
}

function answer(
	snapshot: CanonicalSnapshot,
	ingested: Ingested,
	{ world, watchers }: Place,
): SnapshotAnswerWire {
	const [clusterId] = ingested.clusterIds;
	return {
		ok: true,
		world,
		tick: ingested.tick,
		accepted: ingested.accepted,
		missingPositions: ingested.missingPositions,
		ignored: ingested.ignored,
		...(ingested.duplicate ? { duplicate: true } : {}),
		watchers,
		...(snapshot.kind === "cluster_update" ? { confirmed: true } : {}),
		...(snapshot.kind === "cluster_update" && clusterId !== undefined ? { clusterId } : {}),
	};
}

/** Takes a parsed body of a snapshot, and answers when the log holds what it changed. @throws Refusal */
export type SnapshotIntake = (body: unknown) => Promise<SnapshotAnswerWire>;

export function createSnapshotIntake(deps: SnapshotIntakeDeps): SnapshotIntake {
	const { worlds, doors, defaultWorld = DEFAULT_WORLD } = deps;
	return async (body) => {
		const parsed = parseSnapshot(body);
		const snapshot = normaliseSnapshot(parsed);
		const world = parsed.world ?? defaultWorld;
		const ingested = await worlds.ingest(world, snapshot);
		return answer(snapshot, ingested, { world, watchers: doors.readers(worldTopic(world)) });
	};
}

/** Where game servers tell what they see. */
export function createSnapshotRoutes({ guards, ...deps }: SnapshotRoutesDeps): Feature {
	const intake = createSnapshotIntake(deps);
	const routes = Router();
	const ingest: RequestHandler = async (req, res) => {
		const answered = await intake(parseBody(req));
		// Without the ETag that `json` would add: nobody asks whether the answer to a payload has changed.
		res.setHeader("Content-Type", "application/json; charset=utf-8");
		res.end(JSON.stringify(answered));
	};
	routes.post([...SNAPSHOT_PATHS], guards.gameServer, ...readBody(), ingest);
	return { routes, describe: describeSnapshots };
}
