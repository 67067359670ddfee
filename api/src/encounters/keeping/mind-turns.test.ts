import { afterEach, describe, expect, it } from "vitest";
import { createFatefulLog } from "../../log/testing/fateful-log.js";
import { DM, player } from "../engine/testing/test-room.js";
import type { GameView } from "../engine/view.js";
import type { EncounterMind } from "./encounter-mind.js";
import { type Keeper, keeperOf, roomOf, turnOf } from "./testing/keeper.js";
import { virtualClock } from "./testing/virtual-clock.js";

const ANA = { entityId: "ana", entityType: "playerCharacter", userId: "ana", side: "party" } as const;
const NPC = { entityId: "npc", entityType: "npc", side: "guard", position: { x: 8, y: 8 } } as const;

const running: Keeper[] = [];
const started = <T extends Keeper>(keeper: T): T => {
	running.push(keeper);
	return keeper;
};
afterEach(async () => {
	for (const keeper of running.splice(0)) await keeper.stop().catch(() => undefined);
});
const pass = virtualClock();

const endAna = {
	by: player("ana"),
	body: { type: "act", action: { type: "end", entityId: "ana" } },
} as const;

describe("NPCs in their seats", () => {
	it("[EK10] play their turns by their minds, which see no more than a player would", async () => {
		const seen: GameView[] = [];
		const mind: EncounterMind = (view, entityId) => {
			seen.push(view);
			return [
				{ type: "move", entityId: "ana", position: { x: 8, y: 6 } },
				{ type: "end", entityId },
			];
		};
		const keeper = started(keeperOf(createFatefulLog(), { mind }));
		const hidden = { entityId: "CANARY", isHidden: true, position: { x: 3, y: 3 } };
		const roomId = await roomOf(keeper, [ANA, NPC, hidden]);
		await pass(2);
		expect(seen).toEqual([]);
		await keeper.rooms.give(roomId, endAna);
		await pass(4);
		const state = await keeper.rooms.state(roomId);
		// Whomever a mind names, it moves the one whose mind it is.
		expect(state.participants).toMatchObject({
			ana: { position: { x: 0, y: 0 } },
			npc: { position: { x: 8, y: 6 } },
		});
		expect(turnOf(state)).toBe("CANARY");
		expect(seen).toHaveLength(1);
		expect(JSON.stringify(seen)).not.toContain("CANARY");
		expect(seen[0]!.participants["npc"]).toHaveProperty("attacks");
		expect(seen[0]!.participants["ana"]).not.toHaveProperty("attacks");
		expect(keeper.reports).toEqual([]);
	});

	it("[EK10] are played by one mind, though several processes look after the room, and by another's when that is gone", async () => {
		const shared = createFatefulLog();
		const asked: number[] = [];
		const never = new Promise<never>(() => undefined);
		const keepers = [0, 1, 2].map((at) =>
			started(
				keeperOf(shared, {
					mind: () => {
						asked.push(at);
						return never;
					},
				}),
			),
		);
		const roomId = await roomOf(keepers[0]!, [NPC, ANA]);
		await pass(8);
		expect(asked).toHaveLength(1);
		await keepers[asked[0]!]!.kill();
		const left = keepers.find((_, at) => at !== asked[0])!;
		// Who is killed in the middle of it is not waited for longer than that.
		await pass(4.5);
		expect(asked).toHaveLength(2);
		expect(asked[1]).not.toBe(asked[0]);
		expect(turnOf(await left.rooms.state(roomId))).toBe("npc");
	});

	it("[EK11] pass their turn where their mind is slow, fails, or does not end it", async () => {
		const minds: Record<string, EncounterMind> = {
			slow: () => new Promise(() => undefined),
			dead: () => {
				throw new Error("no model");
			},
			idle: () => [],
			restless: (_view, entityId) => [{ type: "interact", entityId, actionId: "watch" }],
			stubborn: (_view, entityId) => [{ type: "move", entityId, position: { x: 99, y: 99 } }],
		};
		for (const [name, mind] of Object.entries(minds)) {
			const keeper = started(keeperOf(createFatefulLog(), { mind, mindSeconds: 5 }));
			const roomId = await roomOf(keeper, [NPC, ANA]);
			await pass(8);
			const state = await keeper.rooms.state(roomId);
			expect([name, turnOf(state), state.turnHistory[0]?.reason]).toEqual([name, "ana", "absent"]);
			expect(keeper.reports).toHaveLength(name === "slow" || name === "dead" ? 1 : 0);
		}
	});

	it("[EK11] never make the turn after theirs pass, whatever ends theirs first", async () => {
		const signals: AbortSignal[] = [];
		const mind: EncounterMind = (_view, _entityId, signal) => {
			signals.push(signal);
			return new Promise(() => undefined);
		};
		const keeper = started(keeperOf(createFatefulLog(), { mind, mindSeconds: 5 }));
		const roomId = await roomOf(keeper, [NPC, ANA]);
		await pass(1);
		await keeper.rooms.give(roomId, { by: DM, body: { type: "skipTurn" } });
		await pass(1);
		expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
		await pass(20);
		expect(keeper.reports).toEqual([]);
		expect(turnOf(await keeper.rooms.state(roomId))).toBe("ana");
	});

	it("[EK11] leave the rest of their seat their turn where they share it", async () => {
		const keeper = started(keeperOf(createFatefulLog(), { mind: () => [] }));
		const roomId = await roomOf(keeper, [ANA, NPC, { entityId: "foe" }]);
		const group = { type: "group", seatId: "both", entityIds: ["npc", "foe"] } as const;
		await keeper.rooms.give(roomId, { by: DM, body: group });
		await keeper.rooms.give(roomId, endAna);
		await pass(5);
		const { turn, participants } = await keeper.rooms.state(roomId);
		expect(turn?.seatId).toBe("both");
		expect(participants).toMatchObject({ npc: { turnStatus: "completed" }, foe: { turnStatus: "active" } });
	});

	it("[EK12] fight by themselves with the scripted mind, to the end", async () => {
		const keeper = started(keeperOf(createFatefulLog()));
		const [red, blue] = ["red", "blue"].map((side, row) =>
			[0, 1].map((at) => ({
				entityId: `${side} ${String(at)}`,
				entityType: "npc" as const,
				side,
				maxHP: 12,
				position: { x: at * 3, y: row * 11 },
			})),
		);
		const roomId = await roomOf(keeper, [...red!, ...blue!]);
		await pass(120);
		const { status, participants, turnHistory } = await keeper.rooms.state(roomId);
		const lives = Object.values(participants).map(({ side, life }) => [side, life]);
		const standing = new Set(lives.filter(([, life]) => life === "up").map(([side]) => side));
		expect(standing.size).toBe(1);
		expect(turnHistory.every(({ outcome }) => outcome === "completed")).toBe(true);
		expect(status).toBe("active");
		expect(keeper.reports).toEqual([]);
	});
});
