import type { Spot } from "./wander";

/** A point in the place, in studs. */
export interface Point extends Spot {
	readonly y: number;
}

/** A point on the way to somewhere. */
export interface WayPoint extends Point {
	/** It can only be reached by a jump. */
	readonly isJump: boolean;
}

/** A way that is looked for, and then watched while it is walked. */
export interface WayListener {
	/** Called once; undefined where there is no way. */
	readonly found: (way: readonly WayPoint[] | undefined) => void;
	/** Something has come to stand in the way at that point of it, counted from 0. */
	readonly blocked: (index: number) => void;
}

/** A walker's body and what it can find out about the place. */
export interface WalkPort {
	/** Where it stands; undefined where it has no body any more. */
	readonly position: () => Point | undefined;
	/** Whether it can walk straight to the goal: nothing in the way, and ground all along. */
	readonly isClear: (goal: Point) => boolean;
	/** Looks for a way around; what is returned lets go of the search and of the way found. */
	readonly findWay: (goal: Point, listener: WayListener) => () => void;
	/** Sets out for a point; `finished` of the walk is told how it went, within 8 s. */
	readonly step: (point: WayPoint) => void;
	readonly halt: () => void;
	/** Seconds. */
	readonly now: () => number;
}

/** Studs (on the ground) within which a point counts as reached: the humanoid itself stops within 1. */
const REACHED_STUDS = 2;
/** Studs that a leg of 8 s must have brought it nearer, for the leg to be simply long and not stuck. */
const PROGRESS_STUDS = 2;
/** A leg is given up by the humanoid after 8 s: an end that comes earlier is that of an older order. */
const TIME_OUT_SECONDS = 7;
/** Ways looked for in one walk: the first, and again where it is blocked or leads nowhere. */
const MAX_WAYS = 4;

/** One order to go somewhere. */
export interface Walk {
	/** The humanoid has ended a leg, its own or that of an older order. */
	readonly finished: (reached: boolean) => void;
	/** Lets go of everything; where it stands is left to who stops it. */
	readonly stop: () => void;
}

function distance(a: Spot, b: Spot): number {
	return math.sqrt((a.x - b.x) ** 2 + (a.z - b.z) ** 2);
}

/**
 * Walks straight where nothing is in the way, and around it otherwise. A leg that leads nowhere, or a way that is
 * blocked ahead, is looked for anew, 4 times at most; then the walker stays where it is. `onOver` is called once,
 * when it has arrived or given up, and not after `stop`.
 */
export function startWalk(port: WalkPort, goal: Point, onOver: () => void): Walk {
	let isOver = false;
	let ways = 0;
	let way: readonly WayPoint[] = [];
	let at = 0;
	let legStartedAt = 0;
	let legStuds = 0;
	let release: (() => void) | undefined;

	const letGo = () => {
		release?.();
		release = undefined;
	};
	const finish = (arrived: boolean) => {
		if (isOver) return;
		isOver = true;
		letGo();
		if (!arrived) port.halt();
		onOver();
	};
	const leg = (from: Point) => {
		const point = way[at]!;
		legStartedAt = port.now();
		legStuds = distance(from, point);
		port.step(point);
	};
	/** Goes on to the next point that is not reached already. */
	const advance = () => {
		const from = port.position();
		if (!from) return finish(false);
		while (at < way.size() && distance(from, way[at]!) <= REACHED_STUDS) at += 1;
		if (at >= way.size()) finish(true);
		else leg(from);
	};
	const follow = (found: readonly WayPoint[]) => {
		way = found;
		at = 0;
		advance();
	};
	const search = () => {
		letGo();
		if (ways >= MAX_WAYS) return finish(false);
		ways += 1;
		const mine = ways;
		way = [];
		const lost = port.findWay(goal, {
			found: (found) => {
				if (isOver || mine !== ways) return;
				if (!found || found.isEmpty()) finish(false);
				else follow(found);
			},
			blocked: (index) => {
				if (isOver || mine !== ways || index < at) return;
				port.halt();
				search();
			},
		});
		// Found and walked to its end, or looked for anew, while it was being asked for.
		if (isOver || mine !== ways) lost();
		else release = lost;
	};

	if (port.isClear(goal)) follow([{ ...goal, isJump: false }]);
	else search();

	return {
		finished: (reached) => {
			const point = way[at];
			if (isOver || !point) return;
			const from = port.position();
			if (!from) return finish(false);
			const left = distance(from, point);
			if (left <= REACHED_STUDS) return advance();
			if (reached || port.now() - legStartedAt < TIME_OUT_SECONDS) return;
			if (legStuds - left >= PROGRESS_STUDS) leg(from);
			else search();
		},
		stop: () => {
			isOver = true;
			letGo();
		},
	};
}
