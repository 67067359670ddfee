import { z } from "zod";
import { CONDITIONS } from "../engine/condition-names.js";
import { INTERACTIONS, type Effect, type NewParticipant, type TurnAction } from "../engine/commands.js";
import {
	MOST_CELLS_A_SIDE,
	MOST_NAME,
	MOST_NUMBER,
	MOST_PARTICIPANTS,
	MOST_TEXT,
	MOST_TURN_SECONDS,
} from "../engine/limits.js";
import { DAMAGE_TYPES, type Attack, type Item, type Spell } from "../engine/powers.js";
import { ABILITIES, type MapState } from "../engine/state.js";
import { MOST_ID } from "./router-limits.js";

/** Things of one kind that somebody has: more than a sheet of paper holds. */
const MOST_THINGS = 64;
/** Dice notation: `100d100kl100+9999` is the longest that means anything. */
const MOST_DICE_TEXT = 32;

/** Half characters do not survive being written down. */
const text = (most: number) =>
	z
		.string()
		.max(most)
		.refine((given) => !/\p{Cs}/u.test(given), "must be whole characters");
const name = text(MOST_NAME).min(1);
const bonus = z.int().min(-MOST_NUMBER).max(MOST_NUMBER);
const amount = z.int().min(0).max(MOST_NUMBER);
const dice = z.string().max(MOST_DICE_TEXT);
const listOf = <T extends z.ZodType>(one: T) => z.array(one).max(MOST_THINGS);

/** Of a room, a command or a world. */
export const anyId = text(MOST_ID).min(1);
/** Of somebody or something in a room. */
export const entityId = name;
export const message = text(MOST_TEXT);
export const count = bonus;

export const cell = z.strictObject({
	x: z
		.int()
		.min(0)
		.max(MOST_CELLS_A_SIDE - 1),
	y: z
		.int()
		.min(0)
		.max(MOST_CELLS_A_SIDE - 1),
});

export const mapState = z.strictObject({
	width: z.int().min(1).max(MOST_CELLS_A_SIDE),
	height: z.int().min(1).max(MOST_CELLS_A_SIDE),
	rows: z.array(z.string().max(MOST_CELLS_A_SIDE)).max(MOST_CELLS_A_SIDE),
}) satisfies z.ZodType<MapState>;

export const settings = {
	title: text(MOST_NAME).optional(),
	/** Seconds; null for no limit. */
	turnSeconds: z.number().positive().max(MOST_TURN_SECONDS).nullable().optional(),
	chatEnabled: z.boolean().optional(),
	allowPrivateChat: z.boolean().optional(),
};

const damage = z.strictObject({ dice, type: z.enum(DAMAGE_TYPES) });
const condition = z.enum(CONDITIONS);
const ability = z.enum(ABILITIES);

const attack = z.strictObject({
	attackId: name,
	name,
	kind: z.enum(["melee", "ranged"]),
	bonus,
	range: amount,
	longRange: amount.optional(),
	damage: listOf(damage),
}) satisfies z.ZodType<Attack>;

const spell = z.strictObject({
	spellId: name,
	name,
	level: z.int().min(0).max(9),
	cost: z.enum(["action", "bonusAction"]),
	range: amount,
	kind: z.enum(["attack", "save", "heal", "effect"]),
	save: z.strictObject({ ability, onSuccess: z.enum(["half", "none"]) }).optional(),
	damage: listOf(damage),
	healing: dice.optional(),
	perLevel: dice.optional(),
	conditions: listOf(
		z.strictObject({ condition, rounds: amount.optional(), saveEnds: z.boolean().optional() }),
	),
	area: z
		.discriminatedUnion("shape", [
			z.strictObject({ shape: z.literal("burst"), radius: amount }),
			z.strictObject({ shape: z.literal("line"), length: amount }),
			z.strictObject({ shape: z.literal("cone"), length: amount }),
		])
		.optional(),
	needsConcentration: z.boolean(),
}) satisfies z.ZodType<Spell>;

const item = z.strictObject({
	itemId: name,
	name,
	quantity: amount,
	use: z
		.strictObject({
			healing: dice.optional(),
			damage: damage.optional(),
			cures: listOf(condition).optional(),
			range: amount,
		})
		.optional(),
}) satisfies z.ZodType<Item>;

/** What may be told of anybody beside who it is and where. */
const sheet = {
	side: name.optional(),
	userId: anyId.optional(),
	maxHP: amount.min(1),
	currentHP: amount.optional(),
	armorClass: amount.optional(),
	speed: amount.max(MOST_CELLS_A_SIDE).optional(),
	abilities: z.partialRecord(ability, amount).optional(),
	saveBonuses: z.partialRecord(ability, bonus).optional(),
	initiativeBonus: bonus.optional(),
	initiative: bonus.optional(),
	attacks: listOf(attack).optional(),
	attacksPerAction: amount.optional(),
	spells: listOf(spell).optional(),
	slots: z.array(amount).max(9).optional(),
	spellAttackBonus: bonus.optional(),
	spellSaveDC: amount.optional(),
	resistances: listOf(z.enum(DAMAGE_TYPES)).optional(),
	immunities: listOf(z.enum(DAMAGE_TYPES)).optional(),
	vulnerabilities: listOf(z.enum(DAMAGE_TYPES)).optional(),
	conditionImmunities: listOf(condition).optional(),
	inventory: listOf(item).optional(),
	isHidden: z.boolean().optional(),
	notes: message.optional(),
};

const entityType = z.enum(["playerCharacter", "npc", "monster"]);

export const newParticipant = z.strictObject({
	entityId,
	entityType,
	name,
	position: cell,
	...sheet,
}) satisfies z.ZodType<NewParticipant>;

/** What the DM knows of members of a cluster before they come. */
export const memberSheet = z.strictObject({ ...sheet, entityType, name }).partial();

export const turnAction = z.strictObject({
	type: z.enum(["move", "attack", "useItem", "cast", "interact", "end"]),
	entityId,
	target: entityId.optional(),
	position: cell.optional(),
	itemId: name.optional(),
	spellId: name.optional(),
	actionId: z.union([z.enum(INTERACTIONS), name]).optional(),
	parameters: z
		.strictObject({ text: message.optional(), slotLevel: z.int().min(0).max(9).optional() })
		.optional(),
}) satisfies z.ZodType<TurnAction>;

const activeCondition = z.strictObject({
	condition,
	sourceId: entityId.optional(),
	until: z.strictObject({ moment: z.enum(["start", "end"]), of: entityId, turns: amount.min(1) }).optional(),
	saveEnds: z.strictObject({ ability, dc: amount }).optional(),
	spellId: name.optional(),
});

export const effect = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("damage"), amount, damageType: z.enum(DAMAGE_TYPES).optional() }),
	z.strictObject({ kind: z.literal("heal"), amount }),
	z.strictObject({
		kind: z.literal("hp"),
		currentHP: amount.optional(),
		maxHP: amount.min(1).optional(),
		temporaryHP: amount.optional(),
	}),
	z.strictObject({ kind: z.literal("addCondition"), condition: activeCondition }),
	z.strictObject({ kind: z.literal("removeCondition"), condition }),
	z.strictObject({ kind: z.literal("move"), position: cell }),
	z.strictObject({ kind: z.literal("hide") }),
	z.strictObject({ kind: z.literal("reveal") }),
	z.strictObject({ kind: z.literal("inventory"), inventory: listOf(item) }),
	z.strictObject({ kind: z.literal("notes"), notes: message }),
]) satisfies z.ZodType<Effect>;

export const entityIds = z.array(entityId).min(1).max(MOST_PARTICIPANTS);
export const userIds = z.array(anyId).max(MOST_PARTICIPANTS);
export const cells = z.array(cell).max(MOST_CELLS_A_SIDE);
