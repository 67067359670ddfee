import type { EarshotConfig } from "../../shared/config/config";
import type { Clock } from "../../shared/util/ports";
import type { Frame } from "../entities/entity";
import { Bounds } from "./bounds";
import { CrowdCutter } from "./caps";
import type { ClusterTick } from "./cluster";
import { Grid } from "./grid";
import { Links } from "./links";
import type { Past } from "./next-tick";
import { nextTick } from "./next-tick";
import { Pieces } from "./pieces";
import { Roster } from "./roster";
import type { Scene } from "./scene";
import type { Pause, Sliced } from "./slicing";
import { neverPause, sliced } from "./slicing";

/** What the cluster service needs from outside. */
export interface ClusterServiceDeps {
	readonly config: Pick<
		EarshotConfig,
		"linkStuds" | "unlinkStuds" | "maxClusterMembers" | "maxClusterDiameterStuds"
	>;
	/** Gives a cluster id, never the same twice. */
	readonly newId: () => string;
	/** Measures the budget of a slice. */
	readonly clock: Pick<Clock, "seconds">;
}

/** Follows who is within earshot of whom from frame to frame. */
export interface ClusterService {
	/** The tick of a frame, in one go. Gives up a job under way. */
	readonly update: (frame: Frame) => ClusterTick;
	/**
	 * The tick of a frame, a slice at a time; the last step gives what `update` would have given. The frame must
	 * stay as it is meanwhile. Nothing counts before the job is done: a job given up, because a newer frame came
	 * by `begin` or `update`, leaves no trace, so the next tick's changes are those since the last tick that was
	 * done. Its steps give nothing from then on.
	 */
	readonly begin: (frame: Frame) => Sliced<ClusterTick>;
	/** Entries of frames left out so far, for want of a finite position or because the id came twice in one. */
	readonly skipped: () => number;
}

/**
 * Starts with nobody anywhere. Throws where the config contradicts itself.
 *
 * Ticks given out never change later, nor do the clusters in them; a cluster that did not change is the same
 * table as in the tick before.
 */
export function createClusterService({ config, newId, clock }: ClusterServiceDeps): ClusterService {
	assert(config.linkStuds > 0, "linkStuds must be more than 0");
	assert(config.unlinkStuds >= config.linkStuds, "unlinkStuds must be at least linkStuds");
	assert(config.maxClusterMembers >= 2, "maxClusterMembers must be at least 2");
	assert(
		config.maxClusterDiameterStuds >= config.unlinkStuds,
		"maxClusterDiameterStuds must be at least unlinkStuds: two who are linked may be a cluster",
	);
	const pieces = new Pieces();
	const scene: Scene = {
		roster: new Roster(),
		grid: new Grid(),
		links: new Links(config),
		pieces,
		bounds: new Bounds(config, pieces),
	};
	const cutter = new CrowdCutter();
	let past: Past = { order: [], tick: { at: 0, clusters: new Map(), clusterOf: new Map(), changes: [] } };
	let jobs = 0;

	const run = (frame: Frame, pause: Pause): ClusterTick => {
		const { roster, grid, links } = scene;
		roster.intake(frame, pause);
		grid.arrange(roster, config.unlinkStuds, pause);
		links.find(grid, roster, pause);
		pieces.reset(grid.count, pause);
		pieces.joinAll(links, pause);
		cutter.cut(scene, pause);
		past = nextTick(scene, { past, at: frame.at, newId, pause });
		roster.commit();
		links.commit();
		return past.tick;
	};

	return {
		update: (frame) => {
			jobs += 1;
			return run(frame, neverPause);
		},
		begin: (frame) => {
			jobs += 1;
			const job = jobs;
			const work = sliced((pause) => run(frame, pause), clock);
			let tick: ClusterTick | undefined;
			return {
				step: (budgetMs) => {
					if (job === jobs) tick = work.step(budgetMs);
					return tick;
				},
			};
		},
		skipped: () => scene.roster.skipped,
	};
}
