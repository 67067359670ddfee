import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pick, type Random, seededRandom } from "../../wording/random.js";
import type { Actor, Command, CommandBody } from "./commands.js";
import type { ActiveCondition } from "./condition-names.js";
import { decide, type Decided, isRejection } from "./decide.js";
import type { Deed, GameEvent, Rolled } from "./events.js";
import { isFree } from "./map.js";
import { projectEvent } from "./project-event.js";
import { everyone, type GameState, type Participant } from "./state.js";
import { apply } from "./apply.js";
import { playAtRandom, randomBody } from "./testing/random-play.js";
import { player } from "./testing/test-room.js";

/** Rooms of 200 commands each, after each of which every player tries something. */
const ROOMS = Number(process.env["ENCOUNTER_ROOMS"] ?? 4);

/** Tries of one player after each command. */
const TRIES = 3;

/** What a player tries of which they may learn where nobody is: who comes needs a cell of their own. */
const IS_TRIED: ReadonlySet<CommandBody["type"]> = new Set([
	"act",
	"react",
	"delay",
	"reenter",
	"removeParticipant",
	"chat",
]);

interface Tried {
	readonly command: Command;
	readonly was: GameState;
	readonly here: ReturnType<typeof decide>;
	readonly there: ReturnType<typeof decide>;
	readonly elsewhere: GameState;
	/** Of the same about nobody at all in place of somebody hidden, where it is about such a one. */
	readonly nowhere: ReturnType<typeof decide> | undefined;
}

/** The same for a player, but that those who are hidden stand elsewhere and are others. */
function withOthersHidden(random: Random, state: GameState, userId: string): GameState {
	let changed = state;
	for (const one of everyone(state)) {
		if (!one.isHidden || one.userId === userId) continue;
		changed = {
			...changed,
			participants: { ...changed.participants, [one.entityId]: other(random, changed, one) },
		};
	}
	return changed;
}

function other(random: Random, state: GameState, one: Participant): Participant {
	const { width, height } = state.mapState;
	const cell = () => ({ x: Math.floor(random() * width), y: Math.floor(random() * height) });
	const position = Array.from({ length: 20 }, cell).find((at) => isFree(state, at)) ?? one.position;
	const wis = 1 + Math.floor(random() * 29);
	return {
		...one,
		position,
		side: pick(random, ["foes", "party", "others"])!,
		abilities: { ...one.abilities, wis },
		armorClass: 5 + Math.floor(random() * 20),
		attacks: random() < 0.5 ? one.attacks : [],
	};
}

/** Somebody has the turn with everything to do in it, and fears somebody hidden now and then. */
function withTurnOf(random: Random, state: GameState, one: Participant): GameState {
	const currentTurnIndex = state.initiativeOrder.findIndex(({ entityIds }) =>
		entityIds.includes(one.entityId),
	);
	const feared = pick(
		random,
		everyone(state).filter(({ isHidden }) => isHidden),
	);
	if (state.status !== "active" || currentTurnIndex < 0 || one.life !== "up") return state;
	const fear: ActiveCondition | undefined = feared && {
		condition: "frightened",
		sourceId: feared.entityId,
	};
	const free: Participant = {
		...one,
		turnStatus: "active",
		economy: { action: true, bonusAction: true, reaction: true, movementLeft: 6, attacksLeft: 0 },
		conditions: fear && random() < 0.5 ? [fear] : [],
	};
	return { ...state, currentTurnIndex, participants: { ...state.participants, [one.entityId]: free } };
}

/** Whatever a player may try; to hide, to walk, to shoot, and to play those who are hidden more often than chance has it. */
function tryOf(random: Random, state: GameState, { entityId }: Participant): CommandBody {
	const chance = random();
	if (chance < 0.2) return { type: "act", action: { type: "interact", entityId, actionId: "hide" } };
	const { width, height } = state.mapState;
	const position = { x: Math.floor(random() * width), y: Math.floor(random() * height) };
	if (chance < 0.4) return { type: "act", action: { type: "move", entityId, position } };
	const hidden = pick(
		random,
		everyone(state).filter(({ isHidden }) => isHidden),
	);
	if (chance < 0.5 && hidden) return { type: "act", action: { type: "end", entityId: hidden.entityId } };
	const seen = pick(
		random,
		everyone(state).filter((one) => !one.isHidden && one.entityId !== entityId),
	);
	if (chance < 0.7 && seen)
		return { type: "act", action: { type: "attack", entityId, actionId: "bow", target: seen.entityId } };
	return randomBody(random, { state, undo: () => ({ type: "delay", entityId }) });
}

function eachTry(check: (tried: Tried) => void): void {
	fc.assert(
		fc.property(fc.integer(), (seed) => {
			const random = seededRandom(`tries ${String(seed)}`);
			playAtRandom(seededRandom(String(seed)), {
				steps: 200,
				watch: (room) => {
					for (const one of everyone(room.state())) {
						if (one.userId === undefined) continue;
						const by: Actor = player(one.userId);
						const was = withTurnOf(random, room.state(), one);
						const elsewhere = withOthersHidden(random, was, one.userId);
						for (let at = 0; at < TRIES; at += 1) {
							const body = tryOf(random, was, one);
							if (!IS_TRIED.has(body.type)) continue;
							const command: Command = { ...body, by, at: room.now };
							const [here, there] = [decide(was, command), decide(elsewhere, command)];
							// Whoever is hidden is not there, as far as anybody who tries them can tell.
							const nobody = renamed(command, was, one.userId);
							check({ command, was, here, there, elsewhere, nowhere: nobody && decide(was, nobody) });
						}
					}
				},
			});
		}),
		{ numRuns: ROOMS },
	);
}

/** The command about nobody in place of somebody who is hidden; undefined of a command that is about no such one. */
function renamed(command: Command, { participants }: GameState, userId: string): Command | undefined {
	const hidden = Object.values(participants).filter((one) => one.isHidden && one.userId !== userId);
	const text = hidden.reduce(
		(left, { entityId }) => left.replaceAll(`"${entityId}"`, '"nobody at all"'),
		JSON.stringify(command),
	);
	const about = JSON.parse(text) as Command;
	return text === JSON.stringify(command) ? undefined : about;
}

function deedsOf({ events }: Decided): readonly Deed[] {
	return events.flatMap((event) => (event.type === "ACTED" ? [event.deed] : []));
}

function wayOf(decided: Decided, entityId: string): string {
	const path = deedsOf(decided).flatMap((deed) =>
		deed.kind === "moved" && deed.entityId === entityId ? deed.path.slice(1) : [],
	);
	return path.map(({ x, y }) => `${String(x)},${String(y)};`).join("");
}

function firstRoll({ events }: Decided): Rolled | undefined {
	return events.find((event) => event.type === "ROLLED");
}

/** All that a player is told of what came of their command. */
function toldOf(userId: string, state: GameState, events: readonly GameEvent[]): unknown {
	let before = state;
	return events.map((event) => {
		const after = apply(before, event);
		const told = projectEvent(event, { before, after }, { kind: "player", userId });
		before = after;
		return told;
	});
}

describe("what a player tries while others are hidden", { timeout: 30_000 + ROOMS * 2_000 }, () => {
	it("[ET40] is refused or not, and in the same words, wherever these are, whoever they are, and as if they were not there", () => {
		let [refused, atHidden] = [0, 0];
		eachTry(({ here, there, nowhere, command }) => {
			if (isRejection(here)) refused += 1;
			const reason = (one: typeof here) => (isRejection(one) ? one : "taken");
			expect([command, reason(there)]).toEqual([command, reason(here)]);
			if (!nowhere) return;
			atHidden += 1;
			expect([command, reason(here)]).toEqual([command, reason(nowhere)]);
		});
		expect(refused).toBeGreaterThan(0);
		expect(atHidden).toBeGreaterThan(0);
	});

	it("[ET41] goes the same way up to where they are in it, is rolled the same, and hides as well", () => {
		const seen = { moved: 0, rolled: 0, hid: 0 };
		eachTry(({ command, here, there, was, elsewhere }) => {
			if (command.type !== "act" || isRejection(here) || isRejection(there)) return;
			const { entityId, type, actionId } = command.action;
			const ways = [wayOf(here, entityId), wayOf(there, entityId)] as const;
			if (type === "move") {
				seen.moved += 1;
				expect(ways[0].startsWith(ways[1]) || ways[1].startsWith(ways[0]), ways.join(" | ")).toBe(true);
			}
			if (type === "attack") {
				seen.rolled += 1;
				expect(firstRoll(there)).toEqual(firstRoll(here));
			}
			if (type === "interact" && actionId === "hide" && command.by.kind === "player") {
				seen.hid += 1;
				const { userId } = command.by;
				expect(toldOf(userId, elsewhere, there.events)).toEqual(toldOf(userId, was, here.events));
			}
		});
		expect(
			Object.values(seen).every((count) => count > 0),
			JSON.stringify(seen),
		).toBe(true);
	});
});
