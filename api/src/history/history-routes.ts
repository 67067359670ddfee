import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Router } from "express";
import type { Feature } from "../http/feature.js";
import type { Guards } from "../http/guards.js";
import { Refusal } from "../http/refusal.js";
import { allowCast } from "../worlds/allow-cast.js";
import { limitedCast } from "../worlds/limited-cast.js";
import { DEFAULT_WORLD, readRequest, worldParams } from "../worlds/world-requests.js";
import { shownState } from "../worlds/world-views.js";
import type { Cast } from "../worlds/world-views.js";
import type { World, Worlds } from "../worlds/worlds.js";
import { describeHistory } from "./describe-history.js";
import { TICKS_A_BATCH } from "./history-limits.js";
import { diffQuery, snapshotsQuery, stateQuery } from "./history-requests.js";
import type { KeptTick } from "./snapshot-store.js";
import type { SnapshotManager } from "./snapshot-manager.js";
import { parseStored } from "./stored-snapshot.js";

export interface HistoryRoutesDeps {
	readonly worlds: Worlds;
	readonly guards: Guards;
	readonly manager: Pick<SnapshotManager, "travel" | "reader" | "archived">;
	/** World that is meant where none is named. */
	readonly defaultWorld?: string;
	/** Seconds for which a reader may keep what was: it never changes, but may be erased. */
	readonly keepSeconds: number;
}

const LISTENERS_OF_A_PAGE = 20;

function gone({ id }: World, oldestTick: number | undefined): Refusal {
	return new Refusal("gone", "A tick that was asked for is no longer held.", {
		extra: { oldestTick: oldestTick ?? null, init: `/world/init?world=${encodeURIComponent(id)}` },
	});
}

function expectReached({ memory }: World, tick: number): void {
	if (tick <= memory.tick) return;
	throw new Refusal("not_found", "This world has not reached this tick.", {
		extra: { newestTick: memory.tick },
	});
}

function shownSnapshot({ data }: KeptTick, cast: Cast): string {
	const { worldId, tick, timestamp, fullCast, limitedCast: limited } = parseStored(data);
	return JSON.stringify({
		worldId,
		tick,
		timestamp,
		limitedCast: limited,
		...(cast === "full" ? { fullCast } : {}),
	});
}

/** Reading of what worlds were: ticks, states and differences. */
export function createHistoryRoutes(deps: HistoryRoutesDeps): Feature {
	const { worlds, guards, manager, defaultWorld = DEFAULT_WORLD, keepSeconds } = deps;
	const { travel, reader } = manager;
	const routes = Router();

	const heldBatch = async (world: World, from: number, to: number): Promise<readonly KeptTick[]> => {
		const ticks = await reader.range(world, from, Math.min(to, from + TICKS_A_BATCH - 1));
		if (!ticks) throw gone(world, await reader.oldest(world));
		return ticks;
	};

	/** The answer's text, batch by batch: a page of large ticks is never in memory as a whole. */
	async function* snapshotsText(
		first: readonly KeptTick[],
		more: () => AsyncIterable<readonly KeptTick[]>,
		cast: Cast,
	) {
		const texts = (ticks: readonly KeptTick[]) => ticks.map((tick) => shownSnapshot(tick, cast)).join(",");
		yield `{"snapshots":[${texts(first)}`;
		for await (const ticks of more()) yield `,${texts(ticks)}`;
		yield "]}";
	}

	routes.get("/world/snapshots", guards.reader, async (req, res) => {
		const { world: id = defaultWorld, from, to, cast } = readRequest(snapshotsQuery, req.query);
		allowCast(guards, res, cast);
		const world = await worlds.open(id);
		// Tick 0 is before everything, and nothing is known yet of ticks to come.
		const first = Math.max(from, 1);
		const last = Math.min(to, world.memory.tick);
		if (first > last) return void res.json({ snapshots: [] });
		const begin = await heldBatch(world, first, last);
		const more = async function* () {
			for (let at = first + begin.length; at <= last; at += TICKS_A_BATCH) yield heldBatch(world, at, last);
		};
		res.type("application/json");
		// What every request passes listens for its end already, and a pipeline does so five times.
		res.setMaxListeners(LISTENERS_OF_A_PAGE);
		await pipeline(Readable.from(snapshotsText(begin, more, cast)), res);
	});

	routes.get("/v1/worlds/:world/state", guards.reader, async (req, res) => {
		const { world: id } = readRequest(worldParams, req.params);
		const { tick, cast } = readRequest(stateQuery, req.query);
		allowCast(guards, res, cast);
		const world = await worlds.open(id);
		expectReached(world, tick);
		const past = await travel.stateAt(world, tick);
		if (!past) throw gone(world, (await travel.oldest(world))?.tick);
		res.set("Cache-Control", `private, max-age=${keepSeconds}, immutable`);
		res.json({ world: id, tick, timestamp: past.timestamp, fullState: shownState(past.state, cast) });
	});

	routes.get("/v1/worlds/:world/diff", guards.reader, async (req, res) => {
		const { world: id } = readRequest(worldParams, req.params);
		const { from, to, cast } = readRequest(diffQuery, req.query);
		allowCast(guards, res, cast);
		const world = await worlds.open(id);
		expectReached(world, to);
		const diff = await travel.diff(world, from, to);
		if (!diff) throw gone(world, (await travel.oldest(world))?.tick);
		const { changes, after } = diff;
		res.json({
			world: id,
			from,
			to,
			changes: cast === "full" ? changes : limitedCast(changes, after.state.entities),
		});
	});

	routes.get("/v1/worlds/:world/history", guards.reader, async (req, res) => {
		const { world: id } = readRequest(worldParams, req.params);
		const world = await worlds.open(id);
		const { tick, timestamp } = world.memory;
		const oldest = await travel.oldest(world);
		res.json({
			world: id,
			oldest: oldest ?? null,
			newest: oldest ? { tick, timestamp } : null,
			archived: await manager.archived(world),
		});
	});

	return { routes, describe: describeHistory };
}
