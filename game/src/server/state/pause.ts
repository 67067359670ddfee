import type { RandomSource } from "../../shared/util/ports";
import { retrySeconds } from "./retry";
import type { RetryConfig } from "./retry";
import type { Unhappy } from "./verdict";

/**
 * Seconds to wait after the `failures`th request in a row (from 1) that came to nothing: longer each time, and the
 * longest where somebody has to put something right first.
 */
export function pauseSeconds(
	problem: Unhappy,
	failures: number,
	{ config, random }: { readonly config: RetryConfig; readonly random: RandomSource },
): number {
	if (problem.kind === "barred") return config.retryCapSeconds;
	const retryAfterSeconds = problem.kind === "again" ? problem.retryAfterSeconds : undefined;
	return retrySeconds(failures, config, { unit: random.unit(), retryAfterSeconds });
}
