import { describeCounts } from "../cuts/cut-counts.js";
import { tell } from "../cuts/tell.js";
import type { PlayThroughResult } from "./play-through.js";

/** Says what a run came to, as a test that is green says nothing of its volume. */
export async function tellPlay(run: string, result: PlayThroughResult): Promise<void> {
	const { seed, cuts, byKind, actions, refusals, told, resets } = result;
	process.stdout.write(
		`${run}, seed ${seed}: ${cuts} cuts (${describeCounts(byKind)}), ${actions} actions and ${refusals} refusals, ${told} updates told, ${resets} resets\n`,
	);
	await tell(run, { ...result });
}
