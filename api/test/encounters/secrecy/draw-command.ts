import type { RoomCommand } from "../../../src/encounters/encounters.js";
import type { TurnAction } from "../../../src/encounters/engine/commands.js";
import { type ActiveCondition, CONDITIONS } from "../../../src/encounters/engine/condition-names.js";
import type { GameState } from "../../../src/encounters/engine/state.js";
import { randomBody } from "../../../src/encounters/engine/testing/random-play.js";
import { pick, type Random } from "../../../src/wording/random.js";
import type { Canaries } from "./canaries.js";
import type { Cast, Role } from "./cast.js";
import { HIT_POINTS, VAULT } from "./sieve.js";

/** By whom a command is given: a user, or an NPC for which a game server speaks. */
export type Giver = { readonly userId: string } | { readonly entityId: string };

export interface Drawn {
	readonly by: Giver;
	readonly body: RoomCommand;
}

export interface DrawDeps {
	readonly random: Random;
	readonly canaries: Canaries;
	readonly cast: Cast;
}

/** What is tried wrongly, by somebody whose it is not. */
const WRONG = 0.1;

/** Anything that may be asked of a room, with canaries in it wherever something is secret. */
export function drawCommand(deps: DrawDeps, state: GameState): Drawn {
	const { random, cast } = deps;
	if (state.status === "paused" && random() < 0.6)
		return { by: { userId: cast.dm }, body: { type: "resume" } };
	const missing = [...cast.roles.values()].filter(
		({ participant }) => !Object.hasOwn(state.participants, participant.entityId),
	);
	if (missing.length > 0 && random() < 0.3) return joining(deps, pick(random, missing)!);
	const undo = () => ({ type: "undo", to: 1 + Math.floor(random() * state.revision) }) as const;
	let body = randomBody(random, { state, undo });
	// A room is played until the test ends it.
	while (body.type === "complete" || body.type === "addParticipant")
		body = randomBody(random, { state, undo });
	return dressed(deps, state, body);
}

function joining({ cast }: DrawDeps, { participant }: Role): Drawn {
	const userId = participant.isHidden ? cast.dm : (participant.userId ?? cast.dm);
	const { notes, ...own } = participant;
	const isOwn = userId !== cast.dm;
	return { by: { userId }, body: { type: "addParticipant", participant: isOwn ? own : { ...own, notes } } };
}

function dressed(deps: DrawDeps, state: GameState, body: RoomCommand): Drawn {
	const { random, canaries, cast } = deps;
	const { room } = cast;
	const dm: Giver = { userId: cast.dm };
	switch (body.type) {
		case "act":
		case "react": {
			const action = actionOf(deps, body.action);
			return { by: giverOf(deps, action), body: { type: body.type, action } };
		}
		case "delay":
		case "reenter":
			return { by: giverOf(deps, body), body };
		case "chat":
			return talk(deps, body.channel);
		case "note":
			return { by: dm, body: { type: "note", text: canaries.word({ of: "notes", room }) } };
		case "group":
			return { by: dm, body: { ...body, seatId: seatName(deps, state) } };
		case "ungroup":
			return { by: dm, body: { ...body, seatId: pick(random, state.initiativeOrder)?.seatId ?? "none" } };
		case "setTerrain":
			return { by: dm, body };
		case "applyEffect": {
			const { entityId, effect } = body;
			const isNeverSeen = cast.roles.get(entityId)?.isNeverSeen === true;
			if (effect.kind === "notes")
				return {
					by: dm,
					body: { ...body, effect: { ...effect, notes: canaries.word({ of: "notes", room }) } },
				};
			// More often than by chance: who caused a condition may be hidden from whoever sees it.
			if (effect.kind === "addCondition" || random() < 0.4)
				return {
					by: dm,
					body: { ...body, effect: { kind: "addCondition", condition: conditionOfSomebody(deps) } },
				};
			if (effect.kind === "reveal" && isNeverSeen)
				return { by: dm, body: { ...body, effect: { kind: "hide" } } };
			if (effect.kind === "move" && cast.roles.get(entityId)?.isInVault)
				return { by: dm, body: { ...body, effect: { ...effect, position: inVault(random) } } };
			const isTold = cast.roles.get(entityId)?.participant.entityType === "playerCharacter";
			if (isTold || random() < 0.5) return { by: dm, body };
			if (effect.kind === "damage" || effect.kind === "heal")
				return { by: dm, body: { ...body, effect: { ...effect, amount: hitPoints(random) } } };
			if (effect.kind !== "hp") return { by: dm, body };
			const [currentHP, maxHP] = [hitPoints(random), HIT_POINTS.most];
			return {
				by: dm,
				body: { ...body, effect: { kind: "hp", currentHP, maxHP, temporaryHP: HIT_POINTS.least } },
			};
		}
		case "removeParticipant":
			return { by: dm, body };
		case "start":
		case "pause":
		case "resume":
		case "complete":
		case "skipTurn":
		case "previousTurn":
		case "setInitiative":
		case "addParticipant":
		case "presence":
		case "timeOut":
		case "undo":
			return { by: random() < WRONG ? { userId: pick(random, cast.players)! } : dm, body };
	}
}

/** Of anybody, hidden or not, for some turns of anybody's. */
function conditionOfSomebody({ random, cast }: DrawDeps): ActiveCondition {
	const anybody = (): string => pick(random, [...cast.roles.keys()])!;
	const condition = pick(random, CONDITIONS)!;
	return { condition, sourceId: anybody(), until: { moment: "end", of: anybody(), turns: 3 } };
}

/** Who plays the entity mostly; now and then somebody who does not. */
function giverOf({ random, cast }: DrawDeps, { entityId }: { readonly entityId: string }): Giver {
	const anybody = [cast.dm, cast.ghost, ...cast.players];
	if (random() < WRONG) return { userId: pick(random, anybody)! };
	if (entityId === cast.npc && random() < 0.7) return { entityId };
	return { userId: cast.roles.get(entityId)?.participant.userId ?? cast.dm };
}

function actionOf({ random, canaries, cast }: DrawDeps, action: TurnAction): TurnAction {
	const { entityId, type } = action;
	const role = cast.roles.get(entityId);
	const { itemId: _item, spellId: _spell, ...rest } = action;
	const isNeverSeen = role?.isNeverSeen === true;
	const text = canaries.word({ of: "sheet", room: cast.room, entityId });
	const kept = {
		...rest,
		parameters: { ...rest.parameters, text },
		...(rest.position && role?.isInVault && { position: inVault(random) }),
	};
	if (type === "move") return kept;
	if (type === "end" || (isNeverSeen && type !== "interact")) return { type: "end", entityId };
	// Whoever acts against somebody comes out: those who are never seen only wait.
	if (isNeverSeen) return { ...kept, actionId: pick(random, ["dash", "dodge", "ready", "hide"])! };
	if (type === "attack") return { ...kept, actionId: pick(random, role?.attackIds ?? []) ?? "sword" };
	if (type === "cast") return { ...kept, spellId: pick(random, role?.spellIds ?? []) ?? "bolt" };
	if (type === "useItem") return { ...kept, itemId: pick(random, role?.itemIds ?? []) ?? "potion" };
	return kept;
}

/** As many as no other number of a room. */
function hitPoints(random: Random): number {
	return HIT_POINTS.least + Math.floor(random() * 2_000);
}

function inVault(random: Random) {
	return { x: VAULT + Math.floor(random() * 10), y: Math.floor(random() * 8) };
}

/** Somebody says something to all, to the DM, or to some; the ghost to the DM alone. */
function talk({ random, canaries, cast }: DrawDeps, channel: string): Drawn {
	const { room, dm, ghost, players, npc } = cast;
	if (channel === "system") return { by: { userId: dm }, body: { type: "chat", channel, text: "Hm." } };
	if (channel === "party")
		return { by: { userId: pick(random, [dm, ...players])! }, body: { type: "chat", channel, text: "Aye." } };
	const to = players.filter(() => random() < 0.4);
	const isPrivate = channel === "private" && to.length > 0;
	const from = pick(random, isPrivate ? [dm, ...players] : [dm, ghost, npc, ...players])!;
	const knownTo = [from, ...(isPrivate ? to : [])];
	const text = `Psst ${canaries.word({ of: "talk", room, knownTo, from })}`;
	const by = from === npc ? { entityId: npc } : { userId: from };
	return {
		by,
		body: isPrivate ? { type: "chat", channel: "private", text, to } : { type: "chat", channel: "dm", text },
	};
}

function seatName({ random, canaries, cast }: DrawDeps, state: GameState): string {
	const known = state.initiativeOrder.filter(({ entityIds }) => entityIds.length > 1);
	if (known.length > 0 && random() < 0.3) return pick(random, known)!.seatId;
	return canaries.word({ of: "seat", room: cast.room });
}
