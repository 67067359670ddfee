import type { Frame } from "../../src/server/entities/entity";
import type { WalkingWorld } from "./worlds";

const MS_PER_SECOND = 1000;

/** What one measurement is made of. */
export interface Measurement {
	readonly world: WalkingWorld;
	/** Studs that those who move do so between two frames. */
	readonly stride: number;
	/** Share of everybody that moves; all of them without it. */
	readonly share?: number;
	/** Frames before time is taken, so that buffers have grown and clusters have settled. */
	readonly warmUp: number;
	readonly rounds: number;
	readonly run: (frame: Frame) => void;
}

/** Milliseconds of one run. */
export function timed(frame: Frame, run: (frame: Frame) => void): number {
	const start = os.clock();
	run(frame);
	return (os.clock() - start) * MS_PER_SECOND;
}

/** Sorts the times. */
export function median(times: number[]): number {
	times.sort();
	return times[math.floor(times.size() / 2)]!;
}

/** Median milliseconds of one run; making the frames is not counted. */
export function medianMs({ world, stride, share, warmUp, rounds, run }: Measurement): number {
	for (const _ of $range(1, warmUp)) run(world.step(stride, share));
	const times: number[] = [];
	for (const _ of $range(1, rounds)) times.push(timed(world.step(stride, share), run));
	return median(times);
}

/** One thing that must hold of the figures. */
export interface Target {
	readonly name: string;
	readonly value: number;
	/** The most that is allowed, or the least where `isLeast` says so. */
	readonly target: number;
	readonly isLeast?: boolean;
}

export function isMet({ value, target, isLeast }: Target): boolean {
	return isLeast === true ? value >= target : value <= target;
}

/** The whole result as one line of JSON. */
export function resultLine(
	name: string,
	figures: ReadonlyMap<string, number>,
	targets: readonly Target[],
): string {
	const named: string[] = [];
	for (const [figure, value] of figures) named.push(string.format('"%s":%.3f', figure, value));
	const ratios = targets.map((target) =>
		string.format(
			'{"name":"%s","value":%.3f,"target":%.3f,"ok":%s}',
			target.name,
			target.value,
			target.target,
			tostring(isMet(target)),
		),
	);
	return `{"name":"${name}","figures":{${named.sort().join(",")}},"ratios":[${ratios.join(",")}]}`;
}
