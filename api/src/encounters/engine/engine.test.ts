import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../wording/random.js";
import { decide } from "./decide.js";
import { hashState } from "./hash.js";
import { isBlocked } from "./map.js";
import { applyEntry, replay } from "./replay.js";
import { emptyState, type GameState } from "./state.js";
import { type Done, playAtRandom } from "./testing/random-play.js";
import type { TestRoom } from "./testing/test-room.js";

/** Rooms of 200 commands each; 500 make the 100,000 that are run before a release. */
const ROOMS = Number(process.env["ENCOUNTER_ROOMS"] ?? 8);
const STEPS = 200;

function inRandomRooms(check: (room: TestRoom, done: Done) => void): void {
	fc.assert(
		fc.property(fc.integer(), (seed) => {
			playAtRandom(seededRandom(String(seed)), { steps: STEPS, watch: check });
		}),
		{ numRuns: ROOMS },
	);
}

function expectOneTurn({ status, initiativeOrder, currentTurnIndex, turn, participants }: GameState): void {
	const acting = Object.values(participants).filter(({ turnStatus }) => turnStatus === "active");
	if (status === "active") {
		const seat = initiativeOrder[currentTurnIndex];
		expect(seat?.seatId).toBe(turn?.seatId);
		expect(acting.length).toBeGreaterThan(0);
		expect(seat?.entityIds).toEqual(expect.arrayContaining(acting.map(({ entityId }) => entityId)));
		if (turn?.endsAt !== null) expect(turn?.secondsLeft).toBeNull();
	} else if (turn) expect(turn.endsAt).toBeNull();
	for (const { life } of acting) expect(life).not.toBe("defeated");
}

function expectOrder({ initiativeOrder, participants, roundNumber }: GameState): void {
	const seated = initiativeOrder.flatMap(({ entityIds }) => entityIds);
	expect(new Set(seated).size).toBe(seated.length);
	if (roundNumber === 0) return;
	const able = Object.values(participants).filter(({ life }) => life !== "defeated");
	expect([...seated].sort()).toEqual(able.map(({ entityId }) => entityId).sort());
	for (const [at, seat] of initiativeOrder.entries()) {
		expect(seat.initiative).toBeLessThanOrEqual(initiativeOrder[at - 1]?.initiative ?? Infinity);
		expect(seat.actedInRound).toBeLessThanOrEqual(roundNumber);
		for (const id of seat.entityIds) expect(participants[id]?.initiative).toBe(seat.initiative);
	}
}

function expectBounds({ participants, mapState }: GameState): void {
	const standing = new Set<string>();
	for (const one of Object.values(participants)) {
		const { currentHP, maxHP, temporaryHP, slots, inventory, economy, life, position } = one;
		expect(currentHP).toBeGreaterThanOrEqual(0);
		expect(currentHP).toBeLessThanOrEqual(maxHP);
		expect(currentHP > 0).toBe(life === "up");
		expect(Math.min(temporaryHP, economy.movementLeft, economy.attacksLeft, ...slots)).toBeGreaterThanOrEqual(
			0,
		);
		for (const { quantity } of inventory) expect(quantity).toBeGreaterThan(0);
		if (life === "defeated") continue;
		expect(isBlocked(mapState, position)).toBe(false);
		const cell = `${String(position.x)},${String(position.y)}`;
		expect(standing.has(cell)).toBe(false);
		standing.add(cell);
	}
}

describe("an encounter in which anything is tried", { timeout: 30_000 + ROOMS * 1_000 }, () => {
	it("[EN1] has exactly one turn while it is active, never of a defeated one, and a limit only while active", () => {
		inRandomRooms((room) => {
			expectOneTurn(room.state());
		});
	});

	it("[EN2] has everybody who is able in its order once, by descending count", () => {
		inRandomRooms((room) => {
			expectOrder(room.state());
		});
	});

	it("[EN3] keeps hit points, slots, items and movement within bounds, and everybody on a cell of their own", () => {
		inRandomRooms((room) => {
			expectBounds(room.state());
		});
	});

	it("[EN4] refuses with one sentence and without events, and the refusal stands when it is asked again", () => {
		const refused = new Set<string>();
		inRandomRooms((room, { result, before, isLogged, body, by }) => {
			if (result.ok) return;
			refused.add(result.code);
			expect(result.reason).toMatch(/^[A-Z][^.!?]*[.]$/);
			if (isLogged) expect(room.entries.at(-1)?.data.events).toEqual([]);
			else expect(room.state()).toBe(before);
			const { answered: _answered, revision: _revision, ...after } = room.state();
			expect(before).toMatchObject(after);
			if (!isLogged) return;
			expect(room.give(body, by, room.entries.at(-1)?.data.id)).toEqual(result);
		});
		expect([...refused].sort()).toEqual([
			"forbidden",
			"illegal",
			"invalid",
			"not_your_turn",
			"nothing_left",
			"unknown",
			"wrong_status",
		]);
	});

	it("[EN5] is the same at every prefix of its log, from the start and from any kept state", () => {
		fc.assert(
			fc.property(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, where) => {
				const hashes: string[] = [];
				const room = playAtRandom(seededRandom(String(seed)), {
					steps: STEPS,
					watch: ({ state, entries }) => {
						hashes[entries.length] = hashState(state());
					},
				});
				let state = emptyState();
				for (const [at, entry] of room.entries.entries()) {
					state = applyEntry(state, entry);
					if (hashes[at + 1] !== undefined) expect(hashState(state)).toBe(hashes[at + 1]);
				}
				const kept = Math.floor(where * room.entries.length);
				const snapshot = JSON.parse(JSON.stringify(room.past(kept))) as GameState;
				expect(hashState(replay(room.entries.slice(kept), snapshot))).toBe(hashState(state));
			}),
			{ numRuns: ROOMS },
		);
	});

	it("[EN6] decides the same of the same, and changes nothing that it was given", () => {
		inRandomRooms((room, { body, by, before }) => {
			const command = { ...body, by, at: room.now };
			expect(decide(before, command)).toEqual(decide(before, command));
		});
	});
});
