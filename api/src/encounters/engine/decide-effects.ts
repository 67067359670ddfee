import { addCondition, removeCondition } from "./affect.js";
import type { CommandOf, Effect } from "./commands.js";
import { type Draft, refuse } from "./draft.js";
import { damage, defeat, heal, raiseTo } from "./harm.js";
import { MOST_TEXT } from "./limits.js";
import { isFree, occupantAt, terrainAt } from "./map.js";
import { isCount } from "./new-participant.js";
import { participantOf, type Rejection } from "./state.js";

/** What the DM does to an entity by hand: whatever the rules would say of it. */
export function applyEffect(
	draft: Draft,
	{ entityId, effect }: CommandOf<"applyEffect">,
): Rejection | undefined {
	const one = participantOf(draft.state(), entityId);
	if (!one) return refuse("unknown", "There is nobody of that name here.");
	switch (effect.kind) {
		case "damage":
			if (!isCount(effect.amount, 0)) return refuse("invalid", "An amount is a whole number, not below 0.");
			damage(draft, entityId, { amount: effect.amount, type: effect.damageType });
			return undefined;
		case "heal":
			if (!isCount(effect.amount, 0)) return refuse("invalid", "An amount is a whole number, not below 0.");
			heal(draft, entityId, effect.amount);
			return undefined;
		case "hp":
			return setHitPoints(draft, entityId, effect);
		case "addCondition":
			if (one.life === "defeated") return refuse("illegal", "The defeated have no conditions.");
			if ((effect.condition.until?.turns ?? 1) < 1)
				return refuse("invalid", "It has to last a turn at least.");
			addCondition(draft, entityId, effect.condition);
			return undefined;
		case "removeCondition":
			removeCondition(draft, entityId, effect.condition);
			return undefined;
		case "move":
			if (!isFree(draft.state(), effect.position, entityId))
				return refuse("illegal", "Nobody can stand there.");
			draft.change(entityId, { position: effect.position });
			return undefined;
		case "hide":
			draft.change(entityId, { isHidden: true });
			return undefined;
		case "reveal":
			draft.change(entityId, { isHidden: false });
			removeCondition(draft, entityId, "unseen");
			return undefined;
		case "inventory":
			if (effect.inventory.some(({ quantity }) => !isCount(quantity, 1))) {
				return refuse("invalid", "Of an item carried there is one at least.");
			}
			draft.change(entityId, { inventory: effect.inventory });
			return undefined;
		case "notes":
			if (effect.notes.length > MOST_TEXT) return refuse("invalid", "The notes are too long.");
			draft.change(entityId, { notes: effect.notes });
			return undefined;
	}
}

function setHitPoints(
	draft: Draft,
	entityId: string,
	{ currentHP, maxHP, temporaryHP }: Extract<Effect, { kind: "hp" }>,
): Rejection | undefined {
	const one = draft.one(entityId);
	const most = maxHP ?? one.maxHP;
	const now = currentHP ?? Math.min(one.currentHP, most);
	const extra = temporaryHP ?? one.temporaryHP;
	if (!isCount(most, 1) || !isCount(now, 0) || !isCount(extra, 0) || now > most) {
		return refuse("invalid", "Hit points are whole numbers from 0 to the most there can be.");
	}
	draft.change(entityId, { maxHP: most, temporaryHP: one.life === "defeated" ? 0 : extra });
	if (now > 0) raiseTo(draft, entityId, now);
	else if (one.entityType === "playerCharacter" && one.life === "up") {
		// Whatever protects it does not help against being set.
		draft.change(entityId, { temporaryHP: 0 });
		damage(draft, entityId, { amount: one.currentHP });
	} else if (one.entityType !== "playerCharacter") defeat(draft, entityId);
	return undefined;
}

export function note(draft: Draft, { text }: CommandOf<"note">): Rejection | undefined {
	if (text.length > MOST_TEXT) return refuse("invalid", "The notes are too long.");
	draft.tell({ type: "STATE_DELTA", delta: { type: "notes", notes: text } });
	return undefined;
}

export function setTerrain(draft: Draft, { cells, terrain }: CommandOf<"setTerrain">): Rejection | undefined {
	const state = draft.state();
	if (
		cells.length > state.mapState.width * state.mapState.height ||
		cells.some((cell) => terrainAt(state.mapState, cell) === undefined)
	) {
		return refuse("invalid", "That is off the map.");
	}
	if (terrain === "#" && cells.some((cell) => occupantAt(state, cell))) {
		return refuse("illegal", "Somebody stands there.");
	}
	draft.tell({ type: "STATE_DELTA", delta: { type: "map", cells, terrain } });
	return undefined;
}
