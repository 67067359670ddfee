import type { Frame } from "../entities/entity";
import type { ClusterTick } from "./cluster";
import type { ClusterService } from "./cluster-service";
import type { Sliced } from "./slicing";

/** The regular look at who is near whom, spread over as many frames as its budget asks for. */
export interface Proximity {
	/** Takes a frame and starts its tick; one still under way is given up for it. */
	readonly look: (frame: Frame) => void;
	/** Takes a frame and gives its tick in one go, where there will be no later steps. */
	readonly lookAtOnce: (frame: Frame) => void;
	/** Goes on with the tick under way; called on every frame of the engine. */
	readonly step: () => void;
	/** The newest frame taken: where everybody stands for everything that reasons about distance. */
	readonly frame: () => Frame;
}

export interface ProximityDeps {
	readonly clusters: ClusterService;
	/** Milliseconds that one step may use. */
	readonly budgetMs: number;
	readonly onTick: (tick: ClusterTick) => void;
}

const NOWHERE: Frame = { at: 0, ids: [], xs: [], ys: [], zs: [] };

/** Nothing is known before the first look. */
export function createProximity({ clusters, budgetMs, onTick }: ProximityDeps): Proximity {
	let newest = NOWHERE;
	let job: Sliced<ClusterTick> | undefined;
	return {
		look: (frame) => {
			newest = frame;
			job = clusters.begin(frame);
		},
		lookAtOnce: (frame) => {
			newest = frame;
			job = undefined;
			onTick(clusters.update(frame));
		},
		step: () => {
			const tick = job?.step(budgetMs);
			if (tick === undefined) return;
			job = undefined;
			onTick(tick);
		},
		frame: () => newest,
	};
}
