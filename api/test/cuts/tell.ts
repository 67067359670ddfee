import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeCounts } from "./cut-counts.js";
import type { CutRunResult } from "./cut-run.js";

/** Of every choice of the runs: `SEED=7` makes the choices of another day. */
export const SEED = Number(process.env["SEED"] ?? 1);

/**
 * Says what a run came to, as a test that is green says nothing of its volume; with SOAK_RESULTS the figures go
 * into a file of that folder as well.
 */
export async function tell(
	run: string,
	figures: Readonly<Record<string, unknown>> & { readonly cuts?: number },
): Promise<void> {
	const folder = process.env["SOAK_RESULTS"];
	if (folder === undefined) return;
	await mkdir(folder, { recursive: true });
	const name = run.replace(/[^a-z0-9]+/gi, "-");
	await writeFile(join(folder, `${name}.json`), `${JSON.stringify({ run, ...figures }, null, "\t")}\n`);
}

/** The same for a run of cuts. */
export async function tellCuts(run: string, result: CutRunResult): Promise<void> {
	const { seed, cuts, byKind, ticks, resets, folds } = result;
	process.stdout.write(
		`${run}, seed ${seed}: ${cuts} cuts (${describeCounts(byKind)}) over ${ticks} ticks, ${resets} resets, ${folds} folds\n`,
	);
	await tell(run, { ...result });
}
