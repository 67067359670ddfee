import { SeededRandom } from "./random";

/** What a spec file is given to state its cases with. */
export interface Suite {
	/** One case. It fails by throwing. */
	readonly it: (name: string, run: () => void) => void;
	/** One rule, tried on `runs` worlds from fresh seeds; a failure names the seed that shows it again. */
	readonly property: (name: string, runs: number, run: (random: SeededRandom) => void) => void;
}

/** A spec module: `export = (t: Suite) => { … }`. */
export type Spec = (suite: Suite) => void;

export interface CaseResult {
	readonly name: string;
	readonly error?: string;
}

/** How a run is seeded: a base seed for everything, or one exact property seed to replay. */
export interface SuiteSeed {
	readonly base: number;
	readonly replay?: number;
}

function attempt(run: () => void): string | undefined {
	const [ok, problem] = xpcall(run, (thrown: unknown) => debug.traceback(tostring(thrown), 2));
	return ok ? undefined : tostring(problem);
}

/** Runs every case of a spec in order and collects the outcomes; one failing case never stops the next. */
export function runSpec(name: string, spec: Spec, seed: SuiteSeed): CaseResult[] {
	const results: CaseResult[] = [];
	const record = (caseName: string, problem: string | undefined) => {
		results.push({ name: `${name} › ${caseName}`, error: problem });
	};
	const suite: Suite = {
		it: (caseName, run) => record(caseName, attempt(run)),
		property: (caseName, runs, run) => {
			for (const i of $range(1, seed.replay === undefined ? runs : 1)) {
				const caseSeed = seed.replay ?? seed.base * 100003 + i;
				const problem = attempt(() => run(new SeededRandom(caseSeed)));
				if (problem !== undefined) {
					record(caseName, `seed ${caseSeed} (replay: SPEC_SEED=${caseSeed}): ${problem}`);
					return;
				}
			}
			record(caseName, undefined);
		},
	};
	const problem = attempt(() => spec(suite));
	if (problem !== undefined) record("(the spec itself)", problem);
	return results;
}
