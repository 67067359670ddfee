import type { ActionWire } from "../../../game/src/shared/wire/index.js";
import type { PlayerClient } from "./player-client.js";

/** Players who walk at once; each asks for the next step when the last one is answered. */
const WALKERS = 12;

/** Between two steps of a walker, in milliseconds. */
const STEP_MS = 250;

/** Between what the one who carries does, in milliseconds: everybody is told of each. */
const CARRY_MS = 400;

/** Players who go on doing things until they are stopped. */
export interface Story {
	/** Resolves when what was begun is answered, with how many actions were done. */
	readonly stop: () => Promise<number>;
}

const pause = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Some walk to and fro, which they alone are told of; one takes and drops a thing, which all are told of. */
export function tellStory(clients: readonly PlayerClient[]): Story {
	let isOver = false;
	let done = 0;

	async function act(client: PlayerClient, action: ActionWire): Promise<void> {
		const { success, message } = await client.act(action);
		if (!success) throw new Error(`${client.userId} cannot ${action.action}: ${message}`);
		done += 1;
	}

	async function walk(client: PlayerClient): Promise<void> {
		const here = client.view().location;
		const there = client.world().locations.find(({ id }) => id === here)?.exits[0];
		if (there === undefined) throw new Error(`there is no way from ${here}`);
		while (!isOver) {
			for (const location of [there, here]) {
				await act(client, { action: "move", location });
				await pause(STEP_MS);
			}
		}
	}

	async function carry(client: PlayerClient): Promise<void> {
		const here = client.world().locations.find(({ id }) => id === client.view().location);
		const item = here?.items[0]?.id;
		if (item === undefined) throw new Error("there is nothing to carry");
		while (!isOver) {
			for (const action of ["take", "drop"] as const) {
				await act(client, { action, item });
				await pause(CARRY_MS);
			}
		}
	}

	const [carrier, ...others] = clients;
	const running = Promise.all([carry(carrier!), ...others.slice(0, WALKERS).map(walk)]);
	running.catch(() => (isOver = true));
	return {
		stop: async () => {
			isOver = true;
			await running;
			return done;
		},
	};
}
