import type { Scene, ShownScene } from "./scene.js";

/** A scene in a time of its own, shown instead of the live one. */
export interface Rerun {
	readonly scene: Scene;
	/** Goes on with the page's clock, in milliseconds; returns the scene's own time, in milliseconds. */
	readonly advance: (pageMs: number) => number;
}

/** What the map shows just now: the live scene, in the page's own time, or a rerun. */
export interface Stage extends ShownScene, Pick<Scene, "setStill"> {
	/** Goes on to a time of the page's clock. True where the picture is another one than at the step before. */
	readonly step: (pageMs: number) => boolean;
	/** The shown scene's own time at the last step, milliseconds. */
	readonly time: () => number;
	/** Shows a rerun until it is called without one. */
	readonly show: (rerun?: Rerun) => void;
}

/** After a leap labels find new places within this time; a leap moves nobody who would have them painted anew. */
const SETTLE_MS = 400;

export function createStage(live: Scene): Stage {
	let rerun: Rerun | undefined;
	let time = 0;
	let isStill = false;
	let isOther = false;
	let leaptAt = Number.NEGATIVE_INFINITY;
	const shown = (): Scene => rerun?.scene ?? live;
	return {
		get bodies() {
			return shown().bodies;
		},
		get gatherings() {
			return shown().gatherings;
		},
		get pulses() {
			return shown().pulses;
		},
		get speeches() {
			return shown().speeches;
		},
		step(pageMs) {
			// The live scene goes on beneath, or members would leap when it is shown again.
			const isLiveMoving = live.step(pageMs);
			time = rerun ? rerun.advance(pageMs) : pageMs;
			const isMoving = rerun ? rerun.scene.step(time) : isLiveMoving;
			if (rerun && isMoving) leaptAt = pageMs;
			const isSettling = rerun !== undefined && pageMs - leaptAt < SETTLE_MS;
			const wasOther = isOther;
			isOther = false;
			return isMoving || isSettling || wasOther;
		},
		time: () => time,
		setStill(still) {
			isStill = still;
			live.setStill(still);
			rerun?.scene.setStill(still);
		},
		show(next) {
			if (next === rerun) return;
			rerun = next;
			rerun?.scene.setStill(isStill);
			isOther = true;
		},
	};
}
