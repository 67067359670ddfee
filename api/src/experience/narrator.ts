import type { Mind } from "../messages/mind.js";
import { within } from "../messages/minds/within.js";
import { sentencesOf } from "../messages/sentences.js";
import { retry } from "../log/retry.js";
import { NARRATION_SECONDS, NARRATION_SWEEP_SECONDS, NARRATIONS_AT_ONCE } from "./chat-limits.js";
import type { Narration, Narrations } from "./narrations.js";

export interface NarratorDeps {
	readonly narrations: Narrations;
	readonly mind: Pick<Mind, "narrate">;
	/** Whether a look that nobody asked for is worth it: no database is opened for one. */
	readonly maySweep: () => boolean;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	/** Narrations under way at the same time, seconds for each, and seconds between two looks that nobody asked for. */
	readonly atOnce?: number;
	readonly seconds?: number;
	readonly sweepSeconds?: number;
}

export interface Narrator {
	/** Looks for what waits, where that is worth it: to be called once the service stands; it does so by itself then. */
	readonly sweep: () => void;
	/** Claims no more, ends minds, and resolves when all that was claimed is told or left to others. */
	readonly stop: () => Promise<void>;
}

/**
 * Tells what waits to be narrated, some at a time, whoever asked for it. What cannot be put into words is told without:
 * nobody waits for ever. Runs until it is stopped.
 */
export function startNarrator(deps: NarratorDeps): Narrator {
	const { narrations, mind, maySweep, report } = deps;
	const { atOnce = NARRATIONS_AT_ONCE, seconds = NARRATION_SECONDS } = deps;
	const { sweepSeconds = NARRATION_SWEEP_SECONDS } = deps;
	const stopping = new AbortController();
	const underWay = new Set<Promise<void>>();
	/** Somebody asked for a look that was not begun, or the last one took all that it could. */
	let mayBeMore = false;
	let lastLook = Promise.resolve();

	const wordsFor = async ({ request }: Narration): Promise<readonly string[]> => {
		try {
			const { text } = await within({ seconds, signals: [stopping.signal] }, (signal) =>
				mind.narrate(request, signal),
			);
			return sentencesOf(text);
		} catch (error) {
			if (stopping.signal.aborted) throw error;
			report("A narration failed and is told without words.", { id: request.id, error });
			return [];
		}
	};

	/** Tells it, or leaves it to the next look, here or elsewhere. */
	const narrate = async (narration: Narration): Promise<void> => {
		const { id } = narration.request;
		try {
			await narrations.finish(narration, await wordsFor(narration));
		} catch (error) {
			const isLeft = stopping.signal.aborted;
			if (!isLeft) report("A narration could not be told yet.", { id, error });
			await narrations.giveBack(narration, isLeft ? 0 : sweepSeconds).catch((cause: unknown) => {
				report("A narration could not be left to others; they take it over later.", { id, error: cause });
			});
		}
	};

	const begin = (narration: Narration): void => {
		const telling = narrate(narration).finally(() => {
			underWay.delete(telling);
			if (mayBeMore) void looking.run();
		});
		underWay.add(telling);
	};

	const claim = async (): Promise<void> => {
		while (mayBeMore && underWay.size < atOnce && !stopping.signal.aborted) {
			mayBeMore = false;
			const room = atOnce - underWay.size;
			const claimed = await narrations.claim(room).catch((error: unknown) => {
				mayBeMore = true;
				throw error;
			});
			if (claimed.length === room) mayBeMore = true;
			claimed.forEach(begin);
		}
	};

	const looking = retry(
		() => {
			const claiming = claim();
			lastLook = claiming.catch(() => undefined);
			return claiming;
		},
		(error) => report("Narrations could not be looked for.", { error }),
	);
	const wake = (): void => {
		mayBeMore = true;
		void looking.run();
	};
	const stopListening = narrations.onAdded(wake);
	const sweep = (): void => {
		if (maySweep()) wake();
	};
	const sweeping = setInterval(sweep, sweepSeconds * 1000);

	return {
		sweep,
		stop: async () => {
			clearInterval(sweeping);
			stopListening();
			looking.stop();
			stopping.abort(new Error("the narrator stops"));
			await lastLook;
			await Promise.all(underWay);
		},
	};
}
