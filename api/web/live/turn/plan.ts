import { foresee, type QueuedCommand } from "../../../client/encounters/index.js";
import { actionsLeft } from "../../../src/encounters/engine/available-actions.js";
import type { TurnAction } from "../../../src/encounters/engine/commands.js";
import { waitsForDm } from "../../../src/encounters/keeping/may-wait.js";
import type { Economy, Participant } from "../../../src/encounters/engine/state.js";
import type { GameView, ParticipantView, Viewer } from "../../../src/encounters/engine/view.js";
import { isPlayedBy } from "../words/people.js";

/** Of one's own everything is told. */
type Own = ParticipantView & Participant;

/**
 * A room that waits for its DM as its player plans it: whoever is theirs could act, with what is left of a turn that was
 * cut short or a fresh one, and what they chose already is drawn. Undefined of any other room, and for anybody else.
 */
export function planOf(
	view: GameView,
	viewer: Viewer | undefined,
	queued: readonly QueuedCommand[],
): GameView | undefined {
	if (!waitsForDm(view) || viewer?.kind !== "player") return undefined;
	const own = Object.values(view.participants).filter((one): one is Own => isPlayedBy(viewer, one));
	const ready = own.map((one) =>
		couldAct({ ...one, economy: isCutShort(view, one) ? one.economy : fresh(one) }),
	);
	const start = { ...view, participants: { ...view.participants, ...byId(ready) } };
	return queued.filter(({ fate }) => fate === "asked" || fate === "waiting").reduce(drawn, start);
}

function byId(those: readonly ParticipantView[]): GameView["participants"] {
	return Object.fromEntries(those.map((one) => [one.entityId, one]));
}

/** Whether somebody has a turn that goes on with the encounter. */
function isCutShort({ initiativeOrder, currentTurnIndex }: GameView, { entityId, turnStatus }: Own): boolean {
	return turnStatus === "active" && initiativeOrder[currentTurnIndex]?.entityIds.includes(entityId) === true;
}

function fresh({ economy, speed }: Own): Economy {
	return { ...economy, action: true, bonusAction: true, movementLeft: speed, attacksLeft: 0 };
}

function couldAct(one: Own): Own {
	return { ...one, availableActions: actionsLeft(one) };
}

/** A view in which something that waits is drawn: where one goes, and what is spent by it. */
function drawn(view: GameView, { body }: QueuedCommand): GameView {
	if (body.type !== "act" && body.type !== "delay") return view;
	const { entityId } = body.type === "act" ? body.action : body;
	const gone = foresee(view, body) ?? view;
	const one = gone.participants[entityId] as Own | undefined;
	if (!one?.economy) return view;
	const isOver = body.type === "delay" || body.action.type === "end";
	const next = isOver
		? { ...one, availableActions: [] }
		: couldAct({ ...one, economy: spent(one, body.action) });
	return { ...gone, participants: { ...gone.participants, [entityId]: next } };
}

function spent(one: Own, { type, actionId, spellId }: TurnAction): Economy {
	const { economy, attacksPerAction, spells, speed } = one;
	switch (type) {
		case "attack":
			return economy.action
				? { ...economy, action: false, attacksLeft: attacksPerAction - 1 }
				: { ...economy, attacksLeft: economy.attacksLeft - 1 };
		case "cast":
			return { ...economy, [spells.find((spell) => spell.spellId === spellId)?.cost ?? "action"]: false };
		case "interact":
			if (actionId === "stand" || actionId === "watch" || actionId === "ignore") return economy;
			return {
				...economy,
				action: false,
				movementLeft: economy.movementLeft + (actionId === "dash" ? speed : 0),
			};
		case "useItem":
			return { ...economy, action: false };
		case "move":
		case "end":
			return economy;
	}
}
