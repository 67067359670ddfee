import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { QueuedCommand } from "../../../client/encounters/index.js";
import type { TurnAction } from "../../../src/encounters/engine/commands.js";
import { project } from "../../../src/encounters/engine/project.js";
import { player, roomWith, SYSTEM, type TestRoom } from "../../../src/encounters/engine/testing/test-room.js";
import { DM_LEFT } from "../../../src/encounters/keeping/may-wait.js";
import { reachOf } from "../board/aim.js";
import { CHARACTERS } from "../scenarios/characters.js";
import { isActedForBy, moversOf } from "../words/people.js";
import { choicesOf } from "./choices.js";
import { planOf } from "./plan.js";

/** A text to wait for, and being out of sight: the room says whether these can be. */
const NEEDS_MORE = new Set(["ready", "hide"]);

const ADA = { kind: "player", userId: "ada" } as const;
/** Plans that are tried. */
const RUNS = Number(process.env["ENCOUNTER_RUNS"] ?? 100);

function roomFor(characterId: string): TestRoom {
	const { sheet } = CHARACTERS.find((one) => one.characterId === characterId)!;
	return roomWith([
		{ ...sheet, entityId: "one", userId: "ada", position: { x: 5, y: 5 } },
		{ entityId: "foe", position: { x: 9, y: 5 }, maxHP: 400 },
		{ ...sheet, entityId: "two", userId: "ada", position: { x: 4, y: 5 } },
	]);
}

const leave = (room: TestRoom): void => room.do({ type: "pause", reason: DM_LEFT }, SYSTEM);
const queuedAs = (action: TurnAction, at: number): QueuedCommand => ({
	id: String(at),
	body: { type: "act", action },
	fate: "waiting",
});

describe("what a player plans while the DM is away", () => {
	it("[EP19] is planned of one's own alone, in a room that waits for its DM", () => {
		const room = roomFor("fighter");
		const seen = () => project(room.state(), ADA);
		expect(planOf(seen(), ADA, [])).toBeUndefined();
		room.do({ type: "pause" });
		expect(planOf(seen(), ADA, [])).toBeUndefined();
		room.do({ type: "resume" });
		leave(room);
		const plan = planOf(seen(), ADA, [])!;
		expect(moversOf(plan, ADA).map(({ entityId }) => entityId)).toEqual(["one", "two"]);
		expect(planOf(project(room.state(), { kind: "dm" }), { kind: "dm" }, [])).toBeUndefined();
		expect(planOf(project(room.state(), { kind: "watcher" }), { kind: "watcher" }, [])).toBeUndefined();
	});

	it("[EP19] goes on with what is left of a turn that was cut short, and with a whole one for others", () => {
		const room = roomFor("fighter");
		room.do({ type: "act", action: { type: "interact", actionId: "dodge", entityId: "one" } });
		room.do({ type: "act", action: { type: "move", entityId: "one", position: { x: 7, y: 5 } } });
		leave(room);
		const { one, two } = planOf(project(room.state(), ADA), ADA, [])!.participants;
		expect(one).toMatchObject({ economy: { action: false, movementLeft: 4 } });
		expect(two).toMatchObject({ economy: { action: true, movementLeft: 6 } });
	});

	it("[EP19] spends what it takes: an action on attacks, as many as there are, a bonus action on a quick spell", () => {
		const attacksOf = (characterId: string, count: number): readonly string[] => {
			const room = roomFor(characterId);
			leave(room);
			const view = project(room.state(), ADA);
			const [first] = view.participants["one"]!.attacks!;
			const strike = { type: "attack", entityId: "one", actionId: first!.attackId, target: "foe" } as const;
			const queued = Array.from({ length: count }, (_, at) => queuedAs(strike, at));
			return choicesOf(planOf(view, ADA, queued)!.participants["one"]!)
				.map(({ action }) => action.type)
				.filter((type) => type === "attack" || type === "useItem");
		};
		expect(attacksOf("fighter", 0)).toEqual(["attack", "attack", "useItem"]);
		expect(attacksOf("fighter", 1)).toEqual(["attack", "attack"]);
		expect(attacksOf("fighter", 2)).toEqual([]);
		const room = roomFor("cleric");
		leave(room);
		const word = { type: "cast", entityId: "one", spellId: "healing-word", target: "two" } as const;
		const { one } = planOf(project(room.state(), ADA), ADA, [queuedAs(word, 1)])!.participants;
		expect(one!.economy).toMatchObject({ action: true, bonusAction: false });
	});

	it("[EP19] is over with the end of the turn, and with its delay", () => {
		const room = roomFor("fighter");
		leave(room);
		const end = queuedAs({ type: "end", entityId: "one" }, 1);
		const view = project(room.state(), ADA);
		expect(moversOf(planOf(view, ADA, [end])!, ADA).map(({ entityId }) => entityId)).toEqual(["two"]);
		const delay = { ...end, body: { type: "delay", entityId: "two" } } as const;
		expect(moversOf(planOf(view, ADA, [end, delay])!, ADA)).toEqual([]);
		expect(moversOf(planOf(view, ADA, [{ ...end, fate: "done" }])!, ADA)).toHaveLength(2);
	});

	it("[EP19] is what the room takes in that order when it goes on", () => {
		const calling = fc.constantFrom(...CHARACTERS.map(({ characterId }) => characterId));
		fc.assert(
			fc.property(calling, fc.array(fc.nat(10_000), { minLength: 1, maxLength: 8 }), (characterId, picks) => {
				const room = roomFor(characterId);
				leave(room);
				const view = project(room.state(), ADA);
				const queued: QueuedCommand[] = [];
				for (const [at, pick] of picks.entries()) {
					const plan = planOf(view, ADA, queued)!;
					const one = plan.participants["one"]!;
					const can = one.availableActions ?? [];
					const walks = can.includes("move") ? [...reachOf(plan, one).steps.values()] : [];
					const actions: readonly TurnAction[] = [
						...walks.map(({ cell }) => ({ type: "move", entityId: "one", position: cell }) as const),
						...choicesOf(one)
							.filter(({ isAimed, action }) => !isAimed && !NEEDS_MORE.has(action.actionId ?? ""))
							.map(({ action }) => ({ ...action, entityId: "one" })),
						...choicesOf(one)
							.filter(({ takesSelf }) => takesSelf)
							.map(({ action }) => ({ ...action, entityId: "one", target: "one" })),
					];
					if (actions.length > 0) queued.push(queuedAs(actions[pick % actions.length]!, at));
				}
				room.do({ type: "resume" });
				for (const { body } of queued) {
					if (body.type !== "act") continue;
					expect([body, room.act(body.action, player("ada"))]).toEqual([body, { ok: true }]);
				}
			}),
			{ numRuns: RUNS },
		);
	});
});

it("[EP21] the DM acts for those whom nobody plays, out of turn as well", () => {
	const room = roomFor("fighter");
	const { one, foe } = project(room.state(), { kind: "dm" }).participants;
	expect([isActedForBy({ kind: "dm" }, one!), isActedForBy({ kind: "dm" }, foe!)]).toEqual([false, true]);
	expect([isActedForBy(ADA, one!), isActedForBy(ADA, foe!)]).toEqual([true, false]);
	expect(isActedForBy({ kind: "watcher" }, one!)).toBe(false);
});
