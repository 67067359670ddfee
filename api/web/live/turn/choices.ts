import type { Interaction, TurnAction } from "../../../src/encounters/engine/commands.js";
import type { Area, Attack, Damage, Item, Spell } from "../../../src/encounters/engine/powers.js";
import type { ParticipantView } from "../../../src/encounters/engine/view.js";

/** Something that can be done in a turn, as the room says. */
export interface Choice {
	/** As the room names it. */
	readonly id: string;
	readonly name: string;
	/** What it does, in few words. */
	readonly detail: string;
	/** Without who does it, and to whom. */
	readonly action: Omit<TurnAction, "entityId">;
	/** Whether it has to be aimed at somebody or somewhere, or just happens. */
	readonly isAimed: boolean;
	/** Cells. */
	readonly range: number;
	/** Whom it is meant for: the room would let one heal an enemy, but nobody wants to. */
	readonly aims: "enemies" | "friends" | "anybody";
	readonly takesSelf: boolean;
	readonly area?: Area;
	/** Levels of slots it can be cast with, the least first; none of what takes no slot. */
	readonly levels: readonly number[];
	/** How often it can still be done, where that is counted. */
	readonly left?: number;
}

/** What one can do with one's action beside attacks, in words. */
export const INTERACTION_WORDS: Readonly<
	Record<Interaction, { readonly name: string; readonly detail: string }>
> = {
	dash: { name: "Dash", detail: "Move as far again" },
	dodge: { name: "Dodge", detail: "Harder to hit until your next turn" },
	disengage: { name: "Disengage", detail: "Leave reach without being struck at" },
	help: { name: "Help", detail: "An ally beside you attacks with advantage" },
	hide: { name: "Hide", detail: "Roll to get out of sight" },
	ready: { name: "Ready", detail: "Wait for something, then react to it" },
	stand: { name: "Stand up", detail: "For half of your speed" },
	watch: { name: "Strike at leavers", detail: "Use your reaction on who leaves your reach" },
	ignore: { name: "Let leavers go", detail: "Keep your reaction" },
	object: { name: "Use an object", detail: "A door, a lever, a rope" },
};

const FEET_A_CELL = 5;

/** Cells as players say it. */
export function feet(cells: number): string {
	return `${cells * FEET_A_CELL} ft`;
}

function damageText(damage: readonly Damage[]): string {
	return damage.map(({ dice, type }) => `${dice} ${type}`).join(" + ");
}

const PLAIN = { aims: "anybody", takesSelf: false, levels: [] } as const;

function ofAttack(attack: Attack): Choice {
	const { attackId, name, bonus, range, longRange, damage } = attack;
	return {
		...PLAIN,
		id: `attack:${attackId}`,
		name,
		detail: `${bonus < 0 ? "" : "+"}${bonus} to hit, ${damageText(damage)}, ${feet(range)}`,
		action: { type: "attack", actionId: attackId },
		isAimed: true,
		aims: "enemies",
		range: longRange ?? range,
	};
}

function ofSpell(spell: Spell, slots: readonly number[]): Choice {
	const { spellId, name, level, range, kind, damage, healing, area, cost } = spell;
	const isHarmful = kind === "attack" || kind === "save";
	const levels = slots.flatMap((left, at) => (level > 0 && at + 1 >= level && left > 0 ? [at + 1] : []));
	const does = healing === undefined ? damageText(damage) : `heals ${healing}`;
	const reach = area
		? `${area.shape} of ${feet(area.shape === "burst" ? area.radius : area.length)}`
		: feet(range);
	return {
		...PLAIN,
		id: `cast:${spellId}`,
		name,
		detail: [does, reach, ...(cost === "bonusAction" ? ["bonus action"] : [])]
			.filter((part) => part !== "")
			.join(", "),
		action: { type: "cast", spellId },
		isAimed: range > 0 || area !== undefined,
		aims: isHarmful ? "enemies" : kind === "heal" ? "friends" : "anybody",
		takesSelf: !isHarmful,
		range,
		levels,
		...(area && { area }),
		...(level > 0 && { left: levels.reduce((sum, one) => sum + (slots[one - 1] ?? 0), 0) }),
	};
}

function ofItem({ itemId, name, quantity, use }: Item): Choice {
	const isHarmful = use?.damage !== undefined;
	return {
		...PLAIN,
		id: `useItem:${itemId}`,
		name,
		detail: use?.healing === undefined ? damageText(use?.damage ? [use.damage] : []) : `heals ${use.healing}`,
		action: { type: "useItem", itemId },
		isAimed: true,
		aims: isHarmful ? "enemies" : "friends",
		takesSelf: !isHarmful,
		range: use?.range ?? 0,
		left: quantity,
	};
}

function ofInteraction(interaction: Interaction): Choice {
	return {
		...PLAIN,
		id: `interact:${interaction}`,
		...INTERACTION_WORDS[interaction],
		action: { type: "interact", actionId: interaction },
		isAimed: interaction === "help",
		aims: "friends",
		range: interaction === "help" ? 1 : 0,
	};
}

/** All that somebody has, whether there is anything left to do it with or not, in a steady order. */
function allOf({
	attacks = [],
	spells = [],
	slots = [],
	inventory = [],
}: ParticipantView): readonly Choice[] {
	return [
		...attacks.map(ofAttack),
		...spells.map((spell) => ofSpell(spell, slots)),
		...inventory.filter(({ use }) => use).map(ofItem),
		...(Object.keys(INTERACTION_WORDS) as Interaction[]).map(ofInteraction),
	];
}

/** What the room says somebody can do now, moving and ending aside. */
export function choicesOf(one: ParticipantView): readonly Choice[] {
	const open = new Set(one.availableActions);
	// What is so already need not be offered.
	open.delete(one.isWatchful ? "interact:watch" : "interact:ignore");
	return allOf(one).filter(({ id }) => open.has(id));
}

/** What somebody who made themselves ready can strike with on the turns of others. */
export function reactionsOf({ attacks = [] }: ParticipantView): readonly Choice[] {
	return attacks.map(ofAttack);
}
