import type { Deed } from "../../../src/encounters/engine/events.js";
import type { SkipReason } from "../../../src/encounters/engine/state.js";
import type { GameView, ViewEvent } from "../../../src/encounters/engine/view.js";
import { nameOf } from "./people.js";

const SKIPPED: Readonly<Record<SkipReason, string>> = {
	timeout: "ran out of time",
	dm: "was skipped by the DM",
	left: "has left",
	delayed: "puts the turn off",
	absent: "is away, and was skipped",
};

const DOES: Readonly<Record<string, string>> = {
	dash: "dashes",
	dodge: "dodges",
	disengage: "disengages",
	help: "helps",
	hide: "tries to hide",
	ready: "waits for something",
	stand: "gets up",
	watch: "watches who leaves",
	ignore: "lets leavers go",
	object: "uses an object",
};

function seatName(view: GameView, seatId: string): string {
	const seat = view.initiativeOrder.find((one) => one.seatId === seatId);
	if (seat) return seat.entityIds.map((id) => nameOf(view, id)).join(", ");
	return view.participants[seatId]?.name ?? "Somebody unseen";
}

/** A deed in one sentence. */
export function deedText(deed: Deed, view: GameView): string {
	const who = nameOf(view, deed.entityId);
	switch (deed.kind) {
		case "moved":
			return `${who} moves ${(deed.path.length - 1) * 5} ft.`;
		case "attacked": {
			const how = { hit: "hits", critical: "critically hits", missed: "misses" }[deed.outcome];
			const chance = deed.isOpportunity ? ", as they turn away" : "";
			return `${who} ${how} ${nameOf(view, deed.target)} with the ${deed.name}${chance}.`;
		}
		case "damaged":
			return deed.amount === undefined ? `${who} is hurt.` : `${who} takes ${deed.amount} damage.`;
		case "healed":
			return deed.amount === undefined ? `${who} is healed.` : `${who} regains ${deed.amount} HP.`;
		case "defeated":
			return `${who} is defeated.`;
		case "fell":
			return `${who} falls.`;
		case "stabilised":
			return `${who} is stable.`;
		case "revived":
			return `${who} is back up.`;
		case "saved":
			return `${who} resists ${deed.against}.`;
		case "failedSave":
			return `${who} cannot resist ${deed.against}.`;
		case "cast":
			return `${who} casts ${deed.name}.`;
		case "used":
			return deed.target === deed.entityId
				? `${who} uses the ${deed.name}.`
				: `${who} uses the ${deed.name} on ${nameOf(view, deed.target)}.`;
		case "interacted":
			return `${who} ${DOES[deed.interaction] ?? deed.interaction}.`;
	}
}

/** What happened, in one sentence; undefined of what is not told in words: changes, dice, talk. */
export function eventText(event: ViewEvent, view: GameView): string | undefined {
	switch (event.type) {
		case "ACTED":
			return deedText(event.deed, view);
		case "TURN_STARTED":
			return `Round ${event.roundNumber}: ${seatName(view, event.seatId)} has the turn.`;
		case "TURN_SKIPPED":
			return `${seatName(view, event.seatId)} ${SKIPPED[event.reason]}.`;
		case "PARTICIPANT_JOINED":
			return `${nameOf(view, event.entityId)} joins.`;
		case "PARTICIPANT_LEFT":
			return "Somebody has left the encounter.";
		case "INTERACTION_STARTED":
			return "The encounter begins.";
		case "INTERACTION_PAUSED":
			return `Paused: ${event.reason}`;
		case "INTERACTION_RESUMED":
			return "The encounter goes on.";
		case "INTERACTION_COMPLETED":
			return event.outcome === "" ? "The encounter is over." : `The encounter is over: ${event.outcome}`;
		case "RESTORED":
			return "The DM went back to an earlier point.";
		case "STATE_DELTA":
		case "ROLLED":
		case "CHAT_MESSAGE":
		case "TURN_COMPLETED":
		case "INITIATIVE_UPDATED":
		case "INTERACTION_CREATED":
			return undefined;
	}
}

/** A roll in words, for the story: what fell, and what it came to. */
export function rollText({ dice, rolls, total }: Extract<ViewEvent, { type: "ROLLED" }>): string {
	return `${dice}: ${rolls.join(", ")} → ${total}`;
}
