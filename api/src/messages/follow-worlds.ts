import { retry } from "../log/retry.js";
import type { World, Worlds } from "../worlds/worlds.js";
import type { Talks } from "./talks.js";

export interface FollowWorldsDeps {
	readonly worlds: Pick<Worlds, "list" | "onTick">;
	readonly talks: Pick<Talks, "project">;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** The talk's ear at the worlds. */
export interface WorldFollower {
	/** Resolves when everything that worlds have told so far is taken over. */
	readonly idle: () => Promise<void>;
	/** Stops listening, and finishes what was begun. */
	readonly stop: () => Promise<void>;
}

/**
 * Carries the clusters of worlds into their talk: first what was missed while nobody listened (tried again until the
 * log can be read), then with each tick. Ticks that come while one is being written are taken together. Where several
 * processes do so, what one has written the others find done.
 */
export async function followWorlds({ worlds, talks, report }: FollowWorldsDeps): Promise<WorldFollower> {
	const running = new Map<string, { again: boolean; readonly done: Promise<void> }>();

	const project = async (world: World): Promise<void> => {
		try {
			await talks.project(world);
		} catch (error) {
			report("The clusters of a world could not be told to its talk; its next tick tries again.", {
				worldId: world.id,
				error,
			});
		}
	};

	const run = async (world: World): Promise<void> => {
		// The tick's own turn ends first.
		await Promise.resolve();
		do {
			running.get(world.id)!.again = false;
			await project(world);
		} while (running.get(world.id)!.again);
		running.delete(world.id);
	};

	const wake = (world: World): void => {
		const at = running.get(world.id);
		if (at) at.again = true;
		else running.set(world.id, { again: false, done: run(world) });
	};

	const idle = async (): Promise<void> => {
		while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
	};

	const stopListening = worlds.onTick(wake);
	const catchingUp = retry(
		async () => (await worlds.list()).forEach(wake),
		(error) => report("What worlds told meanwhile is not known to their talk yet.", { error }),
	);
	await catchingUp.run();
	await idle();
	return {
		idle,
		stop: () => {
			catchingUp.stop();
			stopListening();
			return idle();
		},
	};
}
