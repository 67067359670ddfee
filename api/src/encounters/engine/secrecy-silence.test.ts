import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../wording/random.js";
import { apply } from "./apply.js";
import type { GameEvent } from "./events.js";
import { projectEvent } from "./project-event.js";
import { participantOf, type GameState } from "./state.js";
import { playAtRandom } from "./testing/random-play.js";
import { HIDDEN_SEAT, type Viewer } from "./view.js";

/** Rooms of 200 commands each. */
const ROOMS = Number(process.env["ENCOUNTER_ROOMS"] ?? 4);

/** They play nobody who is ever hidden. */
const OUTSIDERS: readonly Viewer[] = [{ kind: "player", userId: "user cy" }, { kind: "watcher" }];

/** Of whom an event is, where it is of one alone. */
function subjectOf(event: GameEvent): string | undefined {
	if (event.type === "PARTICIPANT_JOINED") return event.participant.entityId;
	if (event.type === "ACTED") return event.deed.entityId;
	if (event.type === "STATE_DELTA" && event.delta.type === "participant") return event.delta.entityId;
	if (event.type === "PARTICIPANT_LEFT" || event.type === "ROLLED") return event.entityId ?? undefined;
	return undefined;
}

/** Not seen by those who do not play it: hidden, or not there. */
const isUnseen = (state: GameState, entityId: string): boolean =>
	participantOf(state, entityId)?.isHidden !== false;

describe("what only hidden ones do", { timeout: 30_000 + ROOMS * 1_000 }, () => {
	it("[ET46] tells nothing, but that somebody unseen has a turn, from when until when", () => {
		const seen = { silent: 0, turns: 0, notes: 0 };
		const check = (event: GameEvent, before: GameState, after: GameState): void => {
			for (const viewer of OUTSIDERS) {
				const told = projectEvent(event, { before, after }, viewer);
				const subject = subjectOf(event);
				if (subject !== undefined && isUnseen(before, subject) && isUnseen(after, subject)) {
					seen.silent += 1;
					expect(told).toEqual([]);
				}
				if (event.type === "STATE_DELTA" && event.delta.type === "notes") {
					seen.notes += 1;
					expect(told).toEqual([]);
				}
				if (event.type !== "TURN_STARTED") continue;
				const seat = after.initiativeOrder.find(({ seatId }) => seatId === event.seatId);
				if (!seat?.entityIds.every((id) => isUnseen(after, id))) continue;
				seen.turns += 1;
				const { type, at, roundNumber, endsAt } = event;
				expect(told[0]).toEqual({ type, at, roundNumber, endsAt, seatId: HIDDEN_SEAT });
			}
		};
		fc.assert(
			fc.property(fc.integer(), (seed) => {
				playAtRandom(seededRandom(String(seed)), {
					steps: 200,
					watch: ({ entries }, { before, isLogged }) => {
						if (!isLogged) return;
						let state = before;
						for (const event of entries.at(-1)!.data.events) {
							const after = apply(state, event);
							check(event, state, after);
							state = after;
						}
					},
				});
			}),
			{ numRuns: ROOMS },
		);
		for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
	});
});
