import type { RandomSource } from "../../shared/util/ports";
import { retrySeconds } from "./retry";
import type { RetryConfig } from "./retry";

/** When to try again after what went wrong. Times are seconds of one clock; at shutdown all waits are short. */
export class Waits {
	private pausedUntil = -math.huge;
	/** Pauses in a row. */
	private pauses = 0;
	private closing = false;

	constructor(
		private readonly config: RetryConfig,
		private readonly random: RandomSource,
	) {}

	/** From now on waits are short, and the one that lasts is over. */
	close(now: number): void {
		this.closing = true;
		this.pausedUntil = now;
	}

	isPaused(now: number): boolean {
		return now < this.pausedUntil;
	}

	/** Nothing new is said for a while, which is longer each time in a row. */
	pause(now: number): void {
		this.pauses += 1;
		this.pausedUntil = this.retryAt(now, this.pauses);
	}

	/** The next pause is a first one again. */
	settle(): void {
		this.pauses = 0;
	}

	/** When to try again after the `failures`th failure in a row (from 1), and not before the backend asked for. */
	retryAt(now: number, failures: number, retryAfterSeconds?: number): number {
		return this.after(
			now,
			retrySeconds(failures, this.config, { unit: this.random.unit(), retryAfterSeconds }),
		);
	}

	/** When to try again where somebody has to put something right first. */
	lookAgainAt(now: number): number {
		return this.after(now, this.config.retryCapSeconds);
	}

	private after(now: number, seconds: number): number {
		return now + (this.closing ? math.min(seconds, this.config.retryBaseSeconds) : seconds);
	}
}
