import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTurn } from "./order.js";
import { roomWith, someone, type TestRoom, testRoom } from "./testing/test-room.js";

const ABC = [{ entityId: "a" }, { entityId: "b" }, { entityId: "c" }];

/** Who has the next turns, each ended as it comes. */
function turnsOf(room: TestRoom, count: number): string {
	return Array.from({ length: count }, () => {
		const { initiativeOrder, currentTurnIndex, roundNumber } = room.state();
		const seat = initiativeOrder[currentTurnIndex]!;
		for (const id of seat.entityIds) room.end(id);
		return `${seat.seatId}${String(roundNumber)}`;
	}).join(" ");
}

function defeat(room: TestRoom, entityId: string): void {
	room.do({ type: "applyEffect", entityId, effect: { kind: "hp", currentHP: 0 } });
}

describe("the order of turns", () => {
	it("[EN7] breaks ties by dexterity, then by id, in whatever order they came", () => {
		const those = [
			{ entityId: "d", initiative: 12 },
			{ entityId: "b", initiative: 10 },
			{ entityId: "a", initiative: 10 },
			{ entityId: "c", initiative: 10, abilities: { dex: 14 } },
		];
		fc.assert(
			fc.property(fc.shuffledSubarray(those, { minLength: 4 }), (shuffled) => {
				expect(roomWith(shuffled).order()).toEqual(["d", "c", "a", "b"]);
			}),
		);
	});

	it("[EN8] goes round, and the round counts up at its top", () => {
		expect(turnsOf(roomWith(ABC), 7)).toBe("a1 b1 c1 a2 b2 c2 a3");
	});

	it("[EN9] passes over whoever is defeated, at the top of a round too, and at the turn of its own", () => {
		const room = roomWith(ABC);
		turnsOf(room, 2);
		defeat(room, "a");
		expect(turnsOf(room, 3)).toBe("c1 b2 c2");
		defeat(room, "b");
		expect(room.current()).toBe("c");
		expect(room.state().roundNumber).toBe(3);
		expect(room.state().turnHistory.at(-1)).toMatchObject({
			seatId: "b",
			outcome: "skipped",
			reason: "left",
		});
	});

	it("[EN9] pauses where nobody is left, and does not go on without anybody", () => {
		const room = roomWith(ABC);
		for (const id of ["a", "b", "c"]) defeat(room, id);
		expect(room.state()).toMatchObject({ status: "paused", currentTurnIndex: -1, turn: null });
		expect(room.give({ type: "resume" })).toMatchObject({ ok: false, code: "illegal" });
		room.do({ type: "applyEffect", entityId: "b", effect: { kind: "heal", amount: 3 } });
		room.do({ type: "resume" });
		expect(room.current()).toBe("b");
	});

	it("[EN10] goes back to the turn before, over the top of a round and past the defeated, and on as if it had not been", () => {
		const room = roomWith(ABC);
		expect(room.give({ type: "previousTurn" })).toMatchObject({ ok: false, code: "illegal" });
		turnsOf(room, 3);
		defeat(room, "c");
		expect([room.current(), room.state().roundNumber]).toEqual(["a", 2]);
		room.do({ type: "previousTurn" });
		expect([room.current(), room.state().roundNumber]).toEqual(["b", 1]);
		room.do({ type: "previousTurn" });
		expect([room.current(), room.state().roundNumber]).toEqual(["a", 1]);
		expect(turnsOf(room, 4)).toBe("a1 b1 a2 b2");
	});

	it("[EN10] gives those who came after the turn that is gone back to their turn of the next round", () => {
		const room = roomWith(ABC);
		turnsOf(room, 3);
		const early = someone("early", { initiative: 200, position: { x: 1, y: 5 } });
		room.do({ type: "addParticipant", participant: early });
		room.do({ type: "previousTurn" });
		expect(turnsOf(room, 3)).toBe("c1 early2 a2");
	});

	it("[EN11] lets one who waits come back after any turn, on that count from then on", () => {
		const room = roomWith(ABC);
		room.do({ type: "delay", entityId: "a" });
		expect(room.current()).toBe("b");
		room.do({ type: "reenter", entityId: "a" });
		expect(turnsOf(room, 6)).toBe("b1 a1 c1 b2 a2 c2");
		expect(room.state().participants["a"]?.initiative).toBe(99);
	});

	it("[EN11] has one who waits too long act where its place comes again, its turn lost", () => {
		const room = roomWith(ABC);
		room.do({ type: "delay", entityId: "a" });
		expect(turnsOf(room, 4)).toBe("b1 c1 a2 b2");
		expect(room.give({ type: "reenter", entityId: "a" })).toMatchObject({ ok: false, code: "illegal" });
	});

	it("[EN11] does not put off a turn that has begun, or somebody else's", () => {
		const room = roomWith(ABC);
		expect(room.give({ type: "delay", entityId: "b" })).toMatchObject({ code: "not_your_turn" });
		room.act({ type: "interact", entityId: "a", actionId: "dodge" });
		expect(room.give({ type: "delay", entityId: "a" })).toMatchObject({ code: "illegal" });
	});

	it("[EN11] counts one start and one end of a turn that was put off", () => {
		const until = { moment: "end", of: "a", turns: 2 } as const;
		const room = roomWith(ABC);
		const condition = { condition: "poisoned", until } as const;
		room.do({ type: "applyEffect", entityId: "b", effect: { kind: "addCondition", condition } });
		const turnsLeft = () => room.state().participants["b"]?.conditions[0]?.until?.turns;
		room.do({ type: "delay", entityId: "a" });
		room.do({ type: "reenter", entityId: "a" });
		expect(turnsLeft()).toBe(2);
		turnsOf(room, 2);
		expect(turnsLeft()).toBe(1);
	});

	it("[EN12] has those of a group act on one count, until the last of them has ended", () => {
		const room = roomWith(ABC);
		room.do({ type: "group", seatId: "pack", entityIds: ["c", "b"] });
		expect(room.order()).toEqual(["a", "pack"]);
		room.end("a");
		room.end("b");
		expect(room.current()).toBe("pack");
		expect(room.act({ type: "move", entityId: "b", position: { x: 1, y: 1 } })).toMatchObject({ ok: false });
		room.end("c");
		expect(room.current()).toBe("a");
		room.do({ type: "ungroup", seatId: "pack" });
		expect(room.order()).toEqual(["a", "b", "c"]);
	});

	it("[EN12] gives nobody a second turn and takes none by grouping", () => {
		const room = roomWith(ABC);
		expect(room.give({ type: "group", seatId: "pack", entityIds: ["a", "b"] })).toMatchObject({
			code: "illegal",
		});
		room.end("a");
		expect(room.give({ type: "group", seatId: "pack", entityIds: ["a", "c"] })).toMatchObject({
			code: "illegal",
		});
	});

	it("[EN12] rolls once for those who were grouped before the start", () => {
		const room = testRoom();
		for (const [x, id] of ["a", "b", "c"].entries()) {
			room.do({ type: "addParticipant", participant: someone(id, { position: { x, y: 0 } }) });
		}
		room.do({ type: "group", seatId: "pack", entityIds: ["a", "b"] });
		room.do({ type: "start" });
		const rolls = room.entries.at(-1)!.data.events.filter(({ type }) => type === "ROLLED");
		expect(rolls).toHaveLength(2);
		expect([...room.order()].sort()).toEqual(["c", "pack"]);
	});

	it("[EN13] lets one who joins have a turn this round only if its place is still to come", () => {
		const room = roomWith(ABC);
		room.end("a");
		const add = (entityId: string, initiative: number, x: number) => {
			room.do({
				type: "addParticipant",
				participant: someone(entityId, { initiative, position: { x, y: 5 } }),
			});
		};
		add("early", 200, 1);
		add("late", 1, 2);
		expect(room.current()).toBe("b");
		expect(turnsOf(room, 5)).toBe("b1 c1 late1 early2 a2");
	});

	it("[EN13] goes on to the next where the one whose turn it is leaves", () => {
		const room = roomWith(ABC);
		turnsOf(room, 2);
		room.do({ type: "removeParticipant", entityId: "c" });
		expect([room.current(), room.state().roundNumber]).toEqual(["a", 2]);
		room.do({ type: "removeParticipant", entityId: "b" });
		expect(turnsOf(room, 2)).toBe("a2 a3");
	});

	it("[EN14] gives each one turn a round wherever the DM moves it meanwhile", () => {
		const count = fc.integer({ min: 0, max: 20 });
		const moves = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), count, fc.boolean()), { maxLength: 20 });
		fc.assert(
			fc.property(moves, (all) => {
				const room = roomWith(ABC);
				for (const [entityId, initiative, isOver] of all) {
					const current = room.current();
					room.do({ type: "setInitiative", entityId, initiative });
					expect(room.current()).toBe(current);
					if (isOver) turnsOf(room, 1);
				}
				while (room.state().roundNumber < 8) turnsOf(room, 1);
				const turns = room
					.state()
					.turnHistory.map(({ seatId, roundNumber }) => `${seatId}${String(roundNumber)}`);
				const each = [1, 2, 3, 4, 5, 6, 7].flatMap((round) =>
					["a", "b", "c"].map((id) => `${id}${String(round)}`),
				);
				expect(turns.toSorted()).toEqual(each.toSorted());
				expect(nextTurn(room.state())?.roundNumber).toBeGreaterThanOrEqual(8);
			}),
		);
	});
});
