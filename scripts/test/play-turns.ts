import { expect } from "vitest";
import type { Page } from "playwright-core";
import type { GameView, ParticipantView } from "../../api/src/encounters/engine/view.js";
import { aimAt, endTurn } from "./play-pages.js";

export interface TurnsOptions {
	/** The room as whoever leads it sees it. */
	readonly look: () => Promise<GameView>;
	/** Acts for the foes, who do nothing. */
	readonly leader: Page;
	/** Acts for their own, who shoots. */
	readonly player: Page;
	/** Entity id of the player's own. */
	readonly own: string;
	/** For a turn of somebody whom neither of them plays. */
	readonly patience: { readonly timeout: number };
}

/** The turns of an encounter. */
export interface Turns {
	/** The player aims at one of the foes. */
	readonly shoot: () => Promise<void>;
	/** Has whoever's turn it is act, or waits until they have. */
	readonly playOne: () => Promise<void>;
	/** Has all others act until it is the player's turn; answers how many turns that were. */
	readonly untilOwn: () => Promise<number>;
	/** Foes who are not defeated. */
	readonly foesUp: () => Promise<readonly ParticipantView[]>;
}

const nameOf = ({ turn, roundNumber }: GameView): string => `${roundNumber} ${turn?.seatId ?? ""}`;

/** Plays turns on pages, one after the other. */
export function playTurns({ look, leader, player, own, patience }: TurnsOptions): Turns {
	const foesUp = async (): Promise<readonly ParticipantView[]> =>
		Object.values((await look()).participants).filter(({ side, life }) => side === "foes" && life === "up");
	const shoot = async (): Promise<void> => aimAt(player, "Longbow", (await foesUp())[0]!.position);
	const playOne = async (): Promise<void> => {
		const view = await look();
		const who = view.turn!.seatId;
		if (who === own) {
			await shoot();
			await endTurn(player);
		} else if (view.participants[who]!.side === "foes") await endTurn(leader);
		await expect.poll(async () => nameOf(await look()), patience).not.toBe(nameOf(view));
	};
	return {
		shoot,
		playOne,
		foesUp,
		untilOwn: async () => {
			let turns = 0;
			for (; (await look()).turn?.seatId !== own; turns += 1) await playOne();
			return turns;
		},
	};
}
