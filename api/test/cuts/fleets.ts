import { afterEach, expect } from "vitest";
import { bundled } from "./bundled.js";
import { startFleet, type Fleet, type FleetOptions } from "./fleet.js";

/**
 * Starts fleets for the tests of a file, which end with their test: all processes in order, unless what they stand on
 * was struck.
 */
export function fleets({ areStruck = false } = {}): (
	options: Omit<FleetOptions, "bundle">,
) => Promise<Fleet> {
	const bundle = bundled();
	const running: Fleet[] = [];
	afterEach(async () => {
		for (const fleet of running.splice(0)) {
			const codes = await fleet.stop();
			if (!areStruck) expect(new Set(codes)).toEqual(new Set([0]));
		}
	});
	return async (options) => {
		const fleet = await startFleet({ ...options, bundle: bundle() });
		running.push(fleet);
		return fleet;
	};
}
