import type { ActiveCondition, ConditionName } from "./condition-names.js";
import { CONDITION_RULES } from "./conditions.js";
import type { Draft } from "./draft.js";
import { participantOf, everyone } from "./state.js";

/** A condition begins; the same one of the same source begins anew. Some cannot have it. */
export function addCondition(draft: Draft, entityId: string, condition: ActiveCondition): void {
	const { conditions, conditionImmunities, life } = draft.one(entityId);
	if (life === "defeated" || conditionImmunities.includes(condition.condition)) return;
	const others = conditions.filter(
		(one) => one.condition !== condition.condition || one.sourceId !== condition.sourceId,
	);
	const { until } = condition;
	// Who has no turns cannot count them.
	const counter = participantOf(draft.state(), until?.of);
	const isCounted = counter !== undefined && counter.life !== "defeated";
	const lasting = until && !isCounted ? { ...condition, until: { ...until, of: entityId } } : condition;
	draft.change(entityId, { conditions: [...others, lasting] });
	if (CONDITION_RULES[condition.condition].isIncapacitated) endConcentration(draft, entityId);
}

export function removeCondition(draft: Draft, entityId: string, name: ConditionName): void {
	keepConditions(draft, entityId, ({ condition }) => condition !== name);
}

function keepConditions(draft: Draft, entityId: string, stays: (one: ActiveCondition) => boolean): void {
	const { conditions } = draft.one(entityId);
	const kept = conditions.filter(stays);
	if (kept.length < conditions.length) draft.change(entityId, { conditions: kept });
}

/** A turn of somebody starts or ends: what lasts until then is over. */
export function tickConditions(draft: Draft, moment: "start" | "end", of: string): void {
	for (const { entityId, conditions } of everyone(draft.state())) {
		const counts = ({ until }: ActiveCondition) => until?.moment === moment && until.of === of;
		if (!conditions.some(counts)) continue;
		const next = conditions.flatMap((one) => {
			if (!one.until || !counts(one)) return [one];
			return one.until.turns > 1 ? [{ ...one, until: { ...one.until, turns: one.until.turns - 1 } }] : [];
		});
		draft.change(entityId, { conditions: next });
	}
}

/** Who counted the turns of a condition has none any more: whoever has the condition counts its own. */
export function handOnConditions(draft: Draft, gone: string): void {
	for (const { entityId, conditions } of everyone(draft.state())) {
		if (entityId === gone || !conditions.some(({ until }) => until?.of === gone)) continue;
		const next = conditions.map((one) =>
			one.until?.of === gone ? { ...one, until: { ...one.until, of: entityId } } : one,
		);
		draft.change(entityId, { conditions: next });
	}
}

/** Concentration ends, and with it what it upheld. */
export function endConcentration(draft: Draft, entityId: string): void {
	const held = draft.one(entityId).concentration;
	if (!held) return;
	draft.change(entityId, { concentration: null });
	for (const { entityId: other } of everyone(draft.state())) {
		keepConditions(
			draft,
			other,
			({ sourceId, spellId }) => sourceId !== entityId || spellId !== held.spellId,
		);
	}
}
