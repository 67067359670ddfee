import { expect, it } from "vitest";
import { seededRandom } from "../../wording/random.js";
import { apply } from "../engine/apply.js";
import type { GameEvent } from "../engine/events.js";
import { everyone, participantOf, type GameState } from "../engine/state.js";
import { playAtRandom } from "../engine/testing/random-play.js";
import { isTurningPoint } from "./turning-point.js";

/** In so many everything happens that a state is put aside for. */
const ROOMS = 12;

/** Why the state after a change is put aside, by what changed and not by what it is called; undefined where it is not. */
function whyTurning(before: GameState, after: GameState): string | undefined {
	const was = (entityId: string) => participantOf(before, entityId);
	if (after.roundNumber > before.roundNumber && before.roundNumber > 0) return "a round is over";
	if (before.status !== "paused" && after.status === "paused") return "it pauses";
	if (before.status !== "completed" && after.status === "completed") return "it is over";
	for (const { entityId, isConnected, life } of everyone(after)) {
		if (was(entityId)?.isConnected === true && !isConnected) return "somebody drops";
		if (was(entityId) && was(entityId)!.life !== "defeated" && life === "defeated")
			return "somebody is defeated";
	}
	return undefined;
}

it("[EK20] a whole state is put aside where a round ends, somebody drops or is defeated, and at pauses and the end", () => {
	const found = new Map<string, number>();
	for (let room = 0; room < ROOMS; room += 1) {
		playAtRandom(seededRandom(`turning ${String(room)}`), {
			steps: 200,
			watch: ({ entries }, { before, isLogged }) => {
				const entry = entries.at(-1);
				// What an undo brings back was put aside before.
				if (!isLogged || !entry || entry.data.events.some(({ type }) => type === "RESTORED")) return;
				const reasons: string[] = [];
				entry.data.events.reduce((state: GameState, event: GameEvent) => {
					const after = apply(state, event);
					const why = whyTurning(state, after);
					if (why !== undefined) reasons.push(why);
					return after;
				}, before);
				expect([entry.data.events, isTurningPoint(entry)]).toEqual([entry.data.events, reasons.length > 0]);
				for (const why of reasons) found.set(why, (found.get(why) ?? 0) + 1);
			},
		});
	}
	expect([...found.keys()].sort()).toEqual(
		["a round is over", "it is over", "it pauses", "somebody drops", "somebody is defeated"].sort(),
	);
});
