import { addCondition, removeCondition } from "./affect.js";
import { INTERACTIONS, type Interaction, type TurnAction } from "./commands.js";
import { canMove, hasCondition, rulesOf } from "./conditions.js";
import { rollD20 } from "./dice.js";
import { type Draft, refuse } from "./draft.js";
import { MOST_TEXT } from "./limits.js";
import { distance } from "./map.js";
import { modifier } from "./saves.js";
import { areEnemies, knowsOf, targetOf } from "./sides.js";
import { sees } from "./sight.js";
import { everyone, type Rejection } from "./state.js";

/** Added to what one notices without looking for it. */
const PASSIVE = 10;

export function interact(draft: Draft, action: TurnAction): Rejection | undefined {
	const { entityId } = action;
	const interaction = INTERACTIONS.find((one) => one === action.actionId);
	if (!interaction) return refuse("unknown", "There is no such thing to do.");
	const isFree = interaction === "stand" || interaction === "watch" || interaction === "ignore";
	const { economy } = draft.one(entityId);
	if (!isFree && !economy.action) return refuse("nothing_left", "Your action is spent.");
	const refused = refusal(draft, action, interaction);
	if (refused) return refused;
	if (!isFree) draft.change(entityId, { economy: { ...economy, action: false } });
	draft.deed({ kind: "interacted", entityId, interaction });
	perform(draft, action, interaction);
	return undefined;
}

function refusal(draft: Draft, action: TurnAction, interaction: Interaction): Rejection | undefined {
	const one = draft.one(action.entityId);
	const text = action.parameters?.text ?? "";
	if (text.length > MOST_TEXT) return refuse("invalid", "That is too long a text.");
	switch (interaction) {
		case "help": {
			const target = targetOf(draft.state(), one, action.target);
			const isNear = target && target !== one && distance(one.position, target.position) <= 1;
			return isNear ? undefined : refuse("illegal", "Only somebody beside you can be helped.");
		}
		case "ready":
			return text.trim() === "" ? refuse("invalid", "Say what you wait for.") : undefined;
		case "stand":
			if (!hasCondition(one, "prone")) return refuse("illegal", "You are on your feet.");
			return canMove(one) && one.economy.movementLeft >= halfOf(one.speed)
				? undefined
				: refuse("nothing_left", "You cannot get up with the movement that is left.");
		case "hide":
			return everyone(draft.state()).some((foe) => isSeenBy(draft, action.entityId, foe.entityId))
				? refuse("illegal", "Somebody has you in sight.")
				: undefined;
		case "dash":
		case "dodge":
		case "disengage":
		case "watch":
		case "ignore":
		case "object":
			return undefined;
	}
}

function halfOf(speed: number): number {
	return Math.floor(speed / 2);
}

/** Hidden enemies do not count: that there are any must not be told by it. */
function isSeenBy(draft: Draft, entityId: string, foeId: string): boolean {
	const [one, foe] = [draft.one(entityId), draft.one(foeId)];
	return (
		areEnemies(one, foe) &&
		foe.life === "up" &&
		!foe.isHidden &&
		!rulesOf(foe).some(({ cannotSee }) => cannotSee) &&
		sees(draft.state(), foe.position, one.position)
	);
}

function perform(draft: Draft, { entityId, target, parameters }: TurnAction, interaction: Interaction): void {
	const { economy, speed } = draft.one(entityId);
	const untilNextTurn = { moment: "start", of: entityId, turns: 1 } as const;
	switch (interaction) {
		case "dash":
			draft.change(entityId, { economy: { ...economy, movementLeft: economy.movementLeft + speed } });
			return;
		case "dodge":
			addCondition(draft, entityId, { condition: "dodging", until: untilNextTurn });
			return;
		case "disengage":
			addCondition(draft, entityId, {
				condition: "disengaged",
				until: { moment: "end", of: entityId, turns: 1 },
			});
			return;
		case "help":
			addCondition(draft, target!, { condition: "helped", sourceId: entityId, until: untilNextTurn });
			return;
		case "hide":
			hide(draft, entityId);
			return;
		case "ready":
			draft.change(entityId, { readied: parameters?.text ?? "" });
			return;
		case "stand":
			draft.change(entityId, {
				economy: { ...economy, movementLeft: economy.movementLeft - halfOf(speed) },
			});
			removeCondition(draft, entityId, "prone");
			return;
		case "watch":
		case "ignore":
			draft.change(entityId, { isWatchful: interaction === "watch" });
			return;
		case "object":
			return;
	}
}

/**
 * A roll of dexterity against what the most wary enemy notices of whom one knows; whoever is no player's is then out of
 * players' sight.
 */
function hide(draft: Draft, entityId: string): void {
	const one = draft.one(entityId);
	const { total } = rollD20(draft, modifier(one.abilities.dex), { entityId, for: "hide", mode: "normal" });
	const wary = everyone(draft.state())
		.filter((foe) => areEnemies(one, foe) && foe.life === "up" && knowsOf(one, foe))
		.map(({ abilities }) => PASSIVE + modifier(abilities.wis));
	if (total < Math.max(0, ...wary)) return;
	addCondition(draft, entityId, { condition: "unseen" });
	if (one.userId === undefined && one.side !== "party") draft.change(entityId, { isHidden: true });
}
