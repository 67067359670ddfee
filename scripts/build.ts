import { BUILD, runSteps } from "./lib/steps.js";

/** `npm run build`: the game to Luau, the backend to one file, the pages to static files. */
export async function main(): Promise<number> {
	return (await runSteps(BUILD)).length === 0 ? 0 : 1;
}
