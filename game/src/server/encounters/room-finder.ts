import type { PlacedEncounterWire } from "../../shared/wire";
import { urlText } from "../backend/url-text";
import { Asker } from "./asker";
import { isPlaced } from "./encounter-checks";
import type { ErrandDeps } from "./errands";

const WORDS = {
	away: "Whether encounters go on here is not known for now",
	again: "Encounters that go on here are found again.",
};

/**
 * Asks which encounters go on in this world: at once when somebody has come, who may be in one from before, and now and
 * then, since others open them too.
 */
export class RoomFinder {
	private readonly asker: Asker;
	private nextRound = -math.huge;

	constructor(
		private readonly deps: ErrandDeps,
		private readonly onFound: (rooms: readonly PlacedEncounterWire[]) => void,
	) {
		this.asker = new Asker(deps, "rooms", WORDS);
	}

	/** Asks as soon as may be. */
	want(): void {
		this.nextRound = -math.huge;
	}

	step(now: number): void {
		if (now < this.nextRound || !this.asker.isFree(now)) return;
		const { world, encounterFindSeconds } = this.deps.config;
		const isAsked = this.asker.ask(now, {
			path: `/v1/worlds/${urlText(world)}/encounters`,
			isExpected: isPlaced,
			onAnswer: ({ rooms }) => this.onFound(rooms),
			onLost: () => this.want(),
		});
		if (isAsked) this.nextRound = now + encounterFindSeconds;
	}

	close(): void {
		this.asker.close();
	}
}
