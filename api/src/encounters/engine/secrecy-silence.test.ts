import { describe, expect, it } from "vitest";
import type { GameEvent } from "./events.js";
import { projectEvent } from "./project-event.js";
import { isOwn } from "./project.js";
import { participantOf, type GameState } from "./state.js";
import { eachEvent } from "./testing/each-event.js";
import { HIDDEN_SEAT, type Viewer } from "./view.js";

/** Rooms of 200 commands each. */
const ROOMS = Number(process.env["ENCOUNTER_ROOMS"] ?? 40);

/** Cy may be hidden, and knows it. */
const VIEWERS: readonly Viewer[] = [{ kind: "player", userId: "user cy" }, { kind: "watcher" }];

/** Of whom an event is, where it is of one alone. */
function subjectOf(event: GameEvent): string | undefined {
	if (event.type === "PARTICIPANT_JOINED") return event.participant.entityId;
	if (event.type === "ACTED") return event.deed.entityId;
	if (event.type === "STATE_DELTA" && event.delta.type === "participant") return event.delta.entityId;
	if (event.type === "PARTICIPANT_LEFT" || event.type === "ROLLED") return event.entityId ?? undefined;
	return undefined;
}

/** Not seen by a viewer: hidden and not theirs, or not there. */
function isUnseen(viewer: Viewer, state: GameState, entityId: string): boolean {
	const one = participantOf(state, entityId);
	return one === undefined || (one.isHidden && !isOwn(viewer, one));
}

describe("what only hidden ones do", { timeout: 30_000 + ROOMS * 1_000 }, () => {
	it("[ET46] tells nothing, but that somebody unseen has a turn, from when until when", () => {
		const seen = { silent: 0, turns: 0, notes: 0 };
		eachEvent(ROOMS, ({ event, before, after }) => {
			for (const viewer of VIEWERS) {
				const told = projectEvent(event, { before, after }, viewer);
				const subject = subjectOf(event);
				if (subject !== undefined && isUnseen(viewer, before, subject) && isUnseen(viewer, after, subject)) {
					seen.silent += 1;
					expect(told).toEqual([]);
				}
				if (event.type === "STATE_DELTA" && event.delta.type === "notes") {
					seen.notes += 1;
					expect(told).toEqual([]);
				}
				if (event.type !== "TURN_STARTED") continue;
				const seat = after.initiativeOrder.find(({ seatId }) => seatId === event.seatId);
				if (!seat?.entityIds.every((id) => isUnseen(viewer, after, id))) continue;
				seen.turns += 1;
				const { type, at, roundNumber, endsAt } = event;
				expect(told[0]).toEqual({ type, at, roundNumber, endsAt, seatId: HIDDEN_SEAT });
			}
		});
		for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
	});
});
