import { pick, type Random } from "../../../wording/random.js";
import type { Actor, CommandBody, CommandOf, Effect, NewParticipant, TurnAction } from "../commands.js";
import { INTERACTIONS } from "../commands.js";
import { CONDITIONS } from "../condition-names.js";
import type { Spell } from "../powers.js";
import type { Cell, GameState, Seat } from "../state.js";
import { BOW, DM, player, SWORD, SYSTEM, testRoom, type TestRoom } from "./test-room.js";

export const SPELLS: readonly Spell[] = [
	{
		spellId: "bolt",
		name: "Bolt",
		level: 0,
		cost: "action",
		range: 12,
		kind: "attack",
		damage: [{ dice: "1d10", type: "fire" }],
		conditions: [],
		needsConcentration: false,
	},
	{
		spellId: "blast",
		name: "Blast",
		level: 1,
		cost: "action",
		range: 10,
		kind: "save",
		save: { ability: "dex", onSuccess: "half" },
		damage: [{ dice: "3d6", type: "fire" }],
		perLevel: "1d6",
		conditions: [],
		area: { shape: "burst", radius: 2 },
		needsConcentration: false,
	},
	{
		spellId: "hold",
		name: "Hold",
		level: 1,
		cost: "action",
		range: 8,
		kind: "save",
		save: { ability: "wis", onSuccess: "none" },
		damage: [],
		conditions: [{ condition: "paralyzed", rounds: 10, saveEnds: true }],
		needsConcentration: true,
	},
	{
		spellId: "mend",
		name: "Mend",
		level: 1,
		cost: "bonusAction",
		range: 6,
		kind: "heal",
		healing: "1d8+3",
		damage: [],
		conditions: [],
		needsConcentration: false,
	},
];

export const ROWS = [
	"..........",
	"..##......",
	"..##..~~..",
	"......~~..",
	".....#....",
	"..........",
	".#........",
	"......#...",
];

/** Stands in whatever no player may read. */
export const SECRET = "CANARY";

const IDS = ["ana", "bo", "cy", "qorc", "qrat", "qimp", "qelf", "17", "4"];

/** A room in which anything was tried, by whoever it is, legal or not: `watch` is told of it after each command. */
export function playAtRandom(
	random: Random,
	{ steps, watch }: { readonly steps: number; readonly watch?: (room: TestRoom, done: Done) => void },
): TestRoom {
	const room = testRoom({ seed: String(random()), rows: ROWS, turnSeconds: 60 });
	for (const id of IDS.slice(0, 5)) room.give({ type: "addParticipant", participant: somebody(random, id) });
	room.do({ type: "start" });
	for (let step = 0; step < steps; step += 1) {
		const before = room.state();
		const body = randomBody(random, { state: before, undo: () => randomUndo(random, room) });
		room.now += Math.floor(random() * 20);
		const by = actorFor(random, before, body);
		const id = random() < 0.3 ? `c${String(Math.floor(random() * steps))}` : undefined;
		const entries = room.entries.length;
		const result = room.give(body, by, id);
		watch?.(room, { body, by, before, result, isLogged: room.entries.length > entries });
	}
	return room;
}

export interface Done {
	readonly body: CommandBody;
	readonly by: Actor;
	readonly before: GameState;
	readonly result: ReturnType<TestRoom["give"]>;
	readonly isLogged: boolean;
}

/** Somebody of these ids, with whatever one may have. */
export function somebody(random: Random, entityId: string): NewParticipant {
	const isPlayers = ["ana", "bo", "cy"].includes(entityId);
	return {
		entityId,
		entityType: isPlayers ? "playerCharacter" : "monster",
		name: `The ${entityId}`,
		maxHP: 5 + Math.floor(random() * 20),
		position: randomCell(random),
		attacks: [SWORD, BOW],
		attacksPerAction: random() < 0.3 ? 2 : 1,
		spells: SPELLS,
		slots: [2, 1],
		inventory: [
			{ itemId: "potion", name: "Potion", quantity: 2, use: { healing: "2d4+2", range: 1 } },
			{ itemId: "rope", name: "Rope", quantity: 1 },
		],
		...(isPlayers && { userId: `user ${entityId}` }),
		...(random() < 0.3 && { initiative: Math.floor(random() * 20) }),
		isHidden: !isPlayers && random() < 0.3,
		notes: SECRET,
	};
}

function randomCell(random: Random): Cell {
	return { x: Math.floor(random() * 10), y: Math.floor(random() * 8) };
}

/** What is to be known of an encounter to try something in it: a state, or what somebody sees. */
export interface Tried {
	readonly participants: Readonly<Record<string, { readonly userId?: string }>>;
	readonly initiativeOrder: readonly Pick<Seat, "seatId" | "entityIds">[];
	readonly currentTurnIndex: number;
	readonly roundNumber: number;
}

/** Whose such a command is to give, mostly. */
export function actorFor(
	random: Random,
	{ participants }: Pick<Tried, "participants">,
	body: Pick<CommandBody, "type"> & { readonly action?: TurnAction },
): Actor {
	const asked = body.type === "timeOut" || body.type === "presence" ? SYSTEM : DM;
	if (random() < 0.1) return pick(random, [DM, SYSTEM, player("user ana"), player("nobody")])!;
	const entityId = body.type === "act" ? body.action?.entityId : undefined;
	const userId = entityId === undefined ? undefined : participants[entityId]?.userId;
	return userId === undefined ? asked : player(userId);
}

/** Anything that may be asked of an encounter that is there; an undo is of the asker's making. */
export function randomBody<Undo>(
	random: Random,
	{ state, undo }: { readonly state: Tried; readonly undo: () => Undo },
): Exclude<CommandBody, CommandOf<"create" | "erase" | "undo">> | Undo {
	const one = () => pick(random, random() < 0.9 ? Object.keys(state.participants) : IDS) ?? "ana";
	const seat = state.initiativeOrder[state.currentTurnIndex];
	const actor = random() < 0.9 ? (pick(random, seat?.entityIds ?? []) ?? one()) : one();
	const chance = random();
	if (chance < 0.6) return { type: "act", action: randomAction(random, { entityId: actor, target: one() }) };
	const rare: readonly (() => Exclude<CommandBody, CommandOf<"create" | "erase" | "undo">> | Undo)[] = [
		() => ({ type: "delay", entityId: actor }),
		() => ({ type: "reenter", entityId: one() }),
		() => ({ type: "reenter", entityId: one() }),
		() => ({ type: "react", action: randomAction(random, { entityId: one(), target: one() }) }),
		() => ({ type: "skipTurn" }),
		() => ({ type: "timeOut", seatId: seat?.seatId ?? "", roundNumber: state.roundNumber }),
		() => ({ type: "previousTurn" }),
		() => ({ type: "setInitiative", entityId: one(), initiative: Math.floor(random() * 25) }),
		() => ({ type: "group", seatId: `group ${String(Math.floor(random() * 3))}`, entityIds: [one(), one()] }),
		() => ({ type: "ungroup", seatId: `group ${String(Math.floor(random() * 3))}` }),
		() => ({ type: "addParticipant", participant: somebody(random, pick(random, IDS)!) }),
		() => ({ type: "removeParticipant", entityId: one() }),
		() => ({ type: "applyEffect", entityId: one(), effect: randomEffect(random) }),
		() => ({ type: "applyEffect", entityId: one(), effect: { kind: "heal", amount: 10 } }),
		() => ({ type: "applyEffect", entityId: one(), effect: randomEffect(random) }),
		() => ({ type: "pause" }),
		() => ({ type: "resume" }),
		() => ({ type: "resume" }),
		() => ({ type: "presence", userId: "user ana", isConnected: random() < 0.5 }),
		() => ({ type: "chat", channel: pick(random, ["party", "system"] as const)!, text: "Hm." }),
		() => ({
			type: "chat",
			channel: pick(random, ["dm", "private"] as const)!,
			text: SECRET,
			to: ["user bo"],
		}),
		() => ({ type: "note", text: `${SECRET} ${String(random())}` }),
		() => ({
			type: "setTerrain",
			cells: [randomCell(random)],
			terrain: pick(random, [".", "#", "~"] as const)!,
		}),
		undo,
		() => (random() < 0.1 ? { type: "complete" } : { type: "start" }),
	];
	return pick(random, rare)!();
}

function randomUndo(random: Random, room: TestRoom): CommandOf<"undo"> {
	const to = 1 + Math.floor(random() * room.entries.length);
	return { type: "undo", to, past: room.past(to) };
}

function randomAction(
	random: Random,
	{ entityId, target }: { readonly entityId: string; readonly target: string },
): TurnAction {
	const type = pick(random, [
		"move",
		"move",
		"attack",
		"attack",
		"useItem",
		"cast",
		"interact",
		"end",
	] as const)!;
	return {
		type,
		entityId,
		...((type !== "cast" || random() < 0.7) && { target }),
		...((type === "move" || random() < 0.5) && { position: randomCell(random) }),
		...(random() < 0.8 && { itemId: "potion", spellId: pick(random, SPELLS)!.spellId }),
		actionId: type === "attack" ? pick(random, ["sword", "bow"])! : pick(random, INTERACTIONS)!,
		parameters: { text: "if it moves", ...(random() < 0.3 && { slotLevel: 2 }) },
	};
}

function randomEffect(random: Random): Effect {
	const until = { moment: pick(random, ["start", "end"] as const)!, of: pick(random, IDS)!, turns: 2 };
	const effects: readonly Effect[] = [
		{ kind: "damage", amount: Math.floor(random() * 15), damageType: "fire" },
		{ kind: "heal", amount: Math.floor(random() * 15) },
		{ kind: "hp", currentHP: Math.floor(random() * 10) },
		{ kind: "hp", temporaryHP: 5, maxHP: 12 },
		{
			kind: "addCondition",
			condition: { condition: pick(random, CONDITIONS)!, until, sourceId: pick(random, IDS)! },
		},
		{ kind: "removeCondition", condition: "prone" },
		{ kind: "move", position: randomCell(random) },
		{ kind: "hide" },
		{ kind: "reveal" },
		{ kind: "inventory", inventory: [] },
		{ kind: "notes", notes: SECRET },
	];
	return pick(random, effects)!;
}
