import type { EarshotConfig } from "../../shared/config/config";

/** Who may have the last requests: truth and talk first, then asking for answers, then the heartbeat. */
export type RequestClass = "urgent" | "poll" | "snapshot";

/** Share of the burst that must be left after a request of each class, so that those above it never wait for it. */
const RESERVED_SHARE: Readonly<Record<RequestClass, number>> = { urgent: 0, poll: 0.25, snapshot: 0.5 };

/** Under this the reserve would leave the lowest class nothing at all. */
const SMALLEST_BURST = 2;

/** Seconds in the window over which Roblox counts requests. */
const WINDOW_SECONDS = 60;

export interface BudgetGauge {
	/** Requests that may go out at this moment. */
	readonly available: number;
	readonly burst: number;
	/** Requests of the last 60 seconds, and the most there may be. */
	readonly lastMinute: number;
	readonly perMinute: number;
}

/**
 * A token bucket for every request of the place. Burst and refill together stay within `requestsPerMinute`
 * in any 60 seconds, not only on average.
 */
export class RequestBudget {
	private readonly burst: number;
	private readonly perMinute: number;
	private readonly perSecond: number;
	private tokens: number;
	private refilledAt: number | undefined;
	/** When each request of the last minute went out, oldest first. */
	private readonly sent: number[] = [];

	constructor(config: Pick<EarshotConfig, "requestsPerMinute" | "requestBurst">) {
		this.perMinute = config.requestsPerMinute;
		this.burst = math.clamp(config.requestBurst, SMALLEST_BURST, config.requestsPerMinute / 2);
		this.perSecond = (this.perMinute - this.burst) / WINDOW_SECONDS;
		this.tokens = this.burst;
	}

	/** Whether a request may go out now (seconds, never falling). */
	allows(kind: RequestClass, now: number): boolean {
		this.refill(now);
		return this.tokens >= 1 + this.burst * RESERVED_SHARE[kind];
	}

	/** Takes one request out of the budget, or refuses. */
	take(kind: RequestClass, now: number): boolean {
		if (!this.allows(kind, now)) return false;
		this.tokens -= 1;
		this.forgetBefore(now - WINDOW_SECONDS);
		this.sent.push(now);
		return true;
	}

	gauge(now: number): BudgetGauge {
		this.refill(now);
		this.forgetBefore(now - WINDOW_SECONDS);
		return {
			available: math.floor(this.tokens),
			burst: this.burst,
			lastMinute: this.sent.size(),
			perMinute: this.perMinute,
		};
	}

	private forgetBefore(moment: number): void {
		while (!this.sent.isEmpty() && this.sent[0]! <= moment) this.sent.shift();
	}

	private refill(now: number): void {
		const elapsed = now - (this.refilledAt ?? now);
		this.refilledAt = now;
		this.tokens = math.min(this.burst, this.tokens + elapsed * this.perSecond);
	}
}
