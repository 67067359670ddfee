import type { EarshotConfig } from "../../shared/config/config";

export type AllowanceConfig = Pick<
	EarshotConfig,
	"groupMessagesPerMinute" | "groupMessageBurst" | "mindCallsPerLine" | "mindCallAdvance"
>;

/**
 * How many questions to minds a talk may ask: no more than its lines have paid for, and not faster than its
 * rate. An opening is paid for by the change of the cluster that it greets, and is held to the rate alone.
 */
export class Allowance {
	private credit: number;
	private tokens: number;
	private filledAt = -math.huge;

	constructor(private readonly config: AllowanceConfig) {
		this.credit = config.mindCallAdvance;
		this.tokens = config.groupMessageBurst;
	}

	/** A line was spoken. */
	earn(): void {
		const { mindCallsPerLine, mindCallAdvance, groupMessageBurst } = this.config;
		// What is saved up in a long talk is bounded, or one silent round later could cost it all.
		this.credit = math.min(this.credit + mindCallsPerLine, mindCallAdvance + groupMessageBurst);
	}

	/** Whole questions that may be asked now. */
	available(now: number): number {
		return math.floor(math.min(this.credit, this.rated(now)));
	}

	mayOpen(now: number): boolean {
		return this.rated(now) >= 1;
	}

	/** A question about a line was asked. */
	spend(now: number): void {
		this.credit -= 1;
		this.open(now);
	}

	/** A question about a change of the cluster was asked. */
	open(now: number): void {
		this.tokens = this.rated(now) - 1;
	}

	private rated(now: number): number {
		const { groupMessagesPerMinute, groupMessageBurst } = this.config;
		const gained = ((now - this.filledAt) * groupMessagesPerMinute) / 60;
		this.tokens = math.min(this.tokens + gained, groupMessageBurst);
		this.filledAt = now;
		return this.tokens;
	}
}
