import type { PlaceOptions, PlaceSummary } from "../../lib/place.js";
import { startPlace } from "../../lib/place.js";

/** One thing that the fixture's script does. */
export interface PlanStep {
	readonly path?: string;
	/** Instead of the server's own address. */
	readonly url?: string;
	readonly method?: string;
	readonly body?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly timeout?: number;
	readonly gzip?: boolean;
	/** Seconds to wait instead of sending. */
	readonly wait?: number;
	/** Sends this many at once. */
	readonly together?: number;
}

/** How a step ended: what `pcall(RequestAsync)` gave, and how long it took on the place's clock. */
export interface Ended {
	readonly ok: boolean;
	readonly result: unknown;
	readonly took: number;
	readonly at: number;
}

export interface Answer {
	readonly Success: boolean;
	readonly StatusCode: number;
	readonly StatusMessage: string;
	readonly Headers: Readonly<Record<string, string>>;
	readonly Body: string;
}

export interface PlanResult {
	readonly ended: readonly Ended[];
	readonly summary: PlaceSummary;
}

export const answerOf = (ended: Ended | undefined) => ended?.result as Answer;

/** Runs a plan in a place with the fixture's script, until the script is done. */
export async function runPlan(
	apiUrl: string,
	plan: readonly PlanStep[],
	options: Partial<PlaceOptions> = {},
): Promise<PlanResult> {
	const ended: Ended[] = [];
	const place = await startPlace(
		{
			mode: "play",
			project: "scripts/place/test/fixture/http.project.json",
			clock: "virtual",
			apiUrl,
			config: { Plan: JSON.stringify(plan) },
			...options,
		},
		(line) => {
			const json = /@ended (.*)$/.exec(line)?.[1];
			if (json !== undefined) ended.push(JSON.parse(json) as Ended);
			if (line.includes("@done")) place.stop();
		},
	);
	const { summary } = await place.finished;
	if (!summary) throw new Error("the place ended without a summary");
	return { ended, summary };
}
