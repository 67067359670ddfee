import type { EarshotConfig } from "../../shared/config/config";

export type RetryConfig = Pick<
	EarshotConfig,
	"retryBaseSeconds" | "retryCapSeconds" | "retryAfterCapSeconds"
>;

/** Doublings after which any sensible cap is long reached; more would only overflow. */
const MAX_DOUBLINGS = 30;

/**
 * Seconds to wait after the `failures`th failure in a row (from 1). The bound doubles up to the cap; the wait is
 * anything up to the bound (`unit` in [0, 1)), so that servers which failed together do not return together.
 * Never less than the backend asked for.
 */
export function retrySeconds(
	failures: number,
	config: RetryConfig,
	{ unit, retryAfterSeconds = 0 }: { unit: number; retryAfterSeconds?: number },
): number {
	const doublings = math.min(failures - 1, MAX_DOUBLINGS);
	const bound = math.min(config.retryCapSeconds, config.retryBaseSeconds * 2 ** doublings);
	return math.max(unit * bound, math.min(retryAfterSeconds, config.retryAfterCapSeconds));
}
