import { runLuauSpecs } from "./lib/luau-specs.js";
import { NOTHING, type Outcome, addOutcomes, closingLine, withoutSkips } from "./lib/outcome.js";
import { BUILD, BUILD_SPECS, READ, type Step, runSteps } from "./lib/steps.js";
import { runVitest, type VitestOptions } from "./lib/vitest.js";

/** What a system may lack even where everything that can be installed is: nothing else may be left out there. */
const OPTIONAL = /rojo/i;

async function runAsTests(steps: readonly Step[]): Promise<Outcome> {
	const failed = await runSteps(steps);
	return { passed: steps.length - failed.length, failed: failed.length, skipped: [] };
}

/** On a build machine what is left out counts as failed, but for what is optional. */
function judge(outcome: Outcome): Outcome {
	if (process.env["CI"] !== "true") return outcome;
	const optional = outcome.skipped.filter((name) => OPTIONAL.test(name));
	const required = outcome.skipped.filter((name) => !OPTIONAL.test(name));
	return { ...withoutSkips({ ...outcome, skipped: required }), skipped: optional };
}

async function buildAndRunSpecs(): Promise<Outcome> {
	const built = await runAsTests([BUILD_SPECS, ...BUILD]);
	return addOutcomes(built, await runLuauSpecs());
}

/** A third of the backend's tests. */
const third = (number: 1 | 2 | 3, options: VitestOptions = {}): Promise<Outcome> =>
	runVitest("api", { ...options, args: [`--shard=${String(number)}/3`] });

async function runThirds(): Promise<Outcome> {
	return addOutcomes(await third(1), await third(2));
}

async function runScriptsAndThird(): Promise<Outcome> {
	const scripts = await runVitest("scripts", { isAside: true });
	return addOutcomes(scripts, await third(3, { isAside: true }));
}

/** `npm test`: format, lint, types, and every test of both halves. Ends with how many passed, failed, were skipped. */
export async function main(): Promise<number> {
	let outcome = NOTHING;
	// Two at a time, each of which keeps one processor busy at most.
	for (const both of [
		() => [runAsTests(READ), buildAndRunSpecs()],
		() => [runThirds(), runScriptsAndThird()],
	]) {
		outcome = (await Promise.all(both())).reduce(addOutcomes, outcome);
	}
	for (const name of outcome.skipped) console.log(`skipped: ${name}`);
	const judged = judge(outcome);
	console.log(closingLine(judged));
	return judged.failed === 0 ? 0 : 1;
}
