import { CHECK, runSteps } from "./lib/steps.js";

/** `npm run check`: format, lint, types of both halves. */
export async function main(): Promise<number> {
	return (await runSteps(CHECK)).length === 0 ? 0 : 1;
}
