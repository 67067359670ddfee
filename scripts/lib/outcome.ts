/** What came of some tests. */
export interface Outcome {
	readonly passed: number;
	readonly failed: number;
	/** What was left out, by name. */
	readonly skipped: readonly string[];
}

export const NOTHING: Outcome = { passed: 0, failed: 0, skipped: [] };

export function addOutcomes(a: Outcome, b: Outcome): Outcome {
	return {
		passed: a.passed + b.passed,
		failed: a.failed + b.failed,
		skipped: [...a.skipped, ...b.skipped],
	};
}

/** The outcome with everything left out counted as failed: on a build machine nothing may be missing. */
export function withoutSkips(outcome: Outcome): Outcome {
	return { passed: outcome.passed, failed: outcome.failed + outcome.skipped.length, skipped: [] };
}

/** The closing line of `npm test`. */
export function closingLine(outcome: Outcome): string {
	return `${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped.length} skipped`;
}
