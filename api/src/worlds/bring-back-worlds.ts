import type { Log } from "../log/log.js";
import { retry } from "../log/retry.js";
import type { World, Worlds } from "./worlds.js";

export interface WorldsComing {
	/** Whether the worlds of before have been brought back. */
	readonly isDone: () => boolean;
	/** Tries no more. */
	readonly stop: () => void;
}

export interface BringBackOptions {
	readonly log: Pick<Log, "shared">;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	/** Called with each world that is back. */
	readonly onBack: (world: World) => void;
}

/**
 * Brings worlds of before back at once, so that servers that died with this process are noticed too. A log that others
 * share may be away: then it goes on trying behind the scenes. Rejects where a log of one's own cannot be read.
 */
export async function bringBackWorlds(
	worlds: Pick<Worlds, "list">,
	{ log, report, onBack }: BringBackOptions,
): Promise<WorldsComing> {
	let isDone = false;
	const bring = async (): Promise<void> => {
		for (const world of await worlds.list()) onBack(world);
		isDone = true;
	};
	const coming = retry(bring, (error) => report("The worlds cannot be brought back yet.", { error }));
	await (log.shared ? coming.run() : bring());
	return { isDone: () => isDone, stop: coming.stop };
}
