import { setFlagsFromString } from "node:v8";

/** The heap may grow by so much of what it holds before all of it is collected: V8 alone begins again after a tenth. */
const GROWTH_PERCENT = 100;

/**
 * Lets this process use more memory to be interrupted less. With thousands of connections a collection of the whole heap
 * takes a tenth of a second, in which everybody waits; by V8's own reckoning one comes every few seconds (measured by
 * `bench/experience.bench.ts`: the 99th percentile from an action to its update falls to a third).
 */
export function letHeapGrow(): void {
	setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
