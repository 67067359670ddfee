import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withAnswer } from "./answered.js";
import { canonical, hashState } from "./hash.js";
import { ANSWERS_KEPT, ANSWERS_KEPT_EACH, MOST_ANSWERS } from "./limits.js";
import { planEntry, replay } from "./replay.js";
import { type Answered, emptyState } from "./state.js";
import { DM, player, roomWith, testRoom } from "./testing/test-room.js";

describe("the log of a room", () => {
	it("[EN50] has a command once however often it comes, and its answer again", () => {
		const room = roomWith([{ entityId: "a" }, { entityId: "b" }]);
		const end = { type: "act", action: { type: "end", entityId: "a" } } as const;
		expect(room.give(end, DM, "one")).toEqual({ ok: true });
		const after = room.state();
		expect(room.give(end, DM, "one")).toEqual({ ok: true });
		expect(room.give({ type: "complete" }, DM, "one")).toEqual({ ok: true });
		expect(room.state()).toBe(after);
		const refusal = room.give(end, DM, "two");
		expect(refusal).toMatchObject({ ok: false, code: "not_your_turn" });
		room.end("b");
		expect(room.give(end, DM, "two")).toEqual(refusal);
	});

	it("[EN50] remembers so many answers, some of each whatever others give, and after a way back too", () => {
		const room = roomWith([{ entityId: "a", userId: "ana" }, { entityId: "b" }]);
		const to = room.entries.length;
		const said = { type: "chat", channel: "party", text: "Hm." } as const;
		for (const id of ["hers", "too"]) room.give(said, player("ana"), id);
		for (let at = 0; at < ANSWERS_KEPT + 5; at += 1) room.give({ type: "resume" }, DM, `c${String(at)}`);
		room.do({ type: "undo", to, past: room.past(to) });
		const ids = room.state().answered.map(({ id }) => id);
		expect(ids.slice(0, 4)).toEqual(["hers", "too", "c7", "c8"]);
		expect(ids).toHaveLength(ANSWERS_KEPT);
		expect(room.state().revision).toBe(room.entries.length);
		const before = room.entries.length;
		expect(room.give(said, player("ana"), "hers")).toEqual({ ok: true });
		expect(room.entries).toHaveLength(before);
	});

	it("[EN50] remembers the newest of each, whoever gives how many, and so many in all", () => {
		const givers = fc.array(fc.integer({ min: 0, max: MOST_ANSWERS / ANSWERS_KEPT_EACH }), {
			minLength: 1,
			maxLength: 5,
		});
		const given = fc.array(fc.tuple(givers, fc.integer({ min: 1, max: 1_000 })), { maxLength: 12 });
		const property = fc.property(given, (stretches) => {
			let answered: readonly Answered[] = [];
			const byGiver = new Map<number, string[]>();
			let count = 0;
			for (const [those, times] of stretches) {
				for (let time = 0; time < times; time += 1) {
					const giver = those[time % those.length]!;
					const id = String((count += 1));
					byGiver.set(giver, [...(byGiver.get(giver) ?? []), id]);
					answered = withAnswer(answered, player(String(giver)), { id, result: { ok: true } });
				}
			}
			const kept = answered.map(({ id }) => id);
			expect(kept).toEqual(kept.toSorted((one, other) => Number(one) - Number(other)));
			expect(kept.length).toBeGreaterThanOrEqual(Math.min(count, ANSWERS_KEPT));
			expect(kept.length).toBeLessThanOrEqual(MOST_ANSWERS);
			for (const ids of byGiver.values()) {
				const share = ids.slice(-ANSWERS_KEPT_EACH);
				if (count <= MOST_ANSWERS) expect(kept).toEqual(expect.arrayContaining(share));
				// What is remembered of somebody is the newest of it.
				const own = ids.filter((id) => kept.includes(id));
				expect(own).toEqual(own.length > 0 ? ids.slice(-own.length) : []);
			}
		});
		fc.assert(property, { numRuns: 20 });
	});

	it("[EN50] remembers no more than so many, whoever comes", () => {
		let answered: readonly Answered[] = [];
		for (let at = 0; at < MOST_ANSWERS + 10; at += 1)
			answered = withAnswer(answered, player(String(at)), { id: String(at), result: { ok: true } });
		expect(answered.map(({ id }) => id)).toEqual(
			Array.from({ length: MOST_ANSWERS }, (_, at) => String(at + 10)),
		);
	});

	it("[EN50] keeps no refusal without an id", () => {
		const { result, entry } = planEntry(emptyState(), { type: "start", by: DM, at: 1 });
		expect(result).toMatchObject({ ok: false, code: "wrong_status" });
		expect(entry).toBeUndefined();
	});

	it("[EN51] tells states apart by what is in them, not by the order of their keys", () => {
		expect(canonical({ b: [1, { d: 2, c: undefined }], a: null })).toBe(
			canonical({ a: null, b: [1, { d: 2 }] }),
		);
		const state = emptyState();
		expect(hashState({ ...state })).toBe(hashState(state));
		expect(hashState({ ...state, notes: "x" })).not.toBe(hashState(state));
		expect(replay([])).toEqual(state);
	});

	it("[EN52] has nothing done by those who may not, and says no more of the hidden than of nobody", () => {
		const room = roomWith([
			{ entityId: "a", userId: "ana" },
			{ entityId: "b", isHidden: true },
		]);
		const dodge = (entityId: string) =>
			({ type: "act", action: { type: "interact", entityId, actionId: "dodge" } }) as const;
		expect(room.give(dodge("a"), player("bo"))).toMatchObject({ code: "forbidden" });
		expect(room.give(dodge("b"), player("ana"))).toEqual(room.give(dodge("nobody"), player("ana")));
		expect(room.give(dodge("constructor"))).toMatchObject({ code: "unknown" });
		expect(room.give({ type: "removeParticipant", entityId: "constructor" })).toMatchObject({
			code: "unknown",
		});
		expect(room.give(dodge("a"), { kind: "mind", entityId: "b" })).toMatchObject({ code: "forbidden" });
		expect(room.give(dodge("a"), { kind: "mind", entityId: "a" })).toEqual({ ok: true });
		const ofTheDm = [
			{ type: "pause" },
			{ type: "skipTurn" },
			{ type: "previousTurn" },
			{ type: "complete" },
			{ type: "note", text: "x" },
			{ type: "setInitiative", entityId: "a", initiative: 3 },
			{ type: "applyEffect", entityId: "a", effect: { kind: "heal", amount: 1 } },
			{ type: "undo", to: 1, past: room.past(1) },
		] as const;
		for (const body of ofTheDm) {
			expect(room.give(body, player("ana"))).toMatchObject({ code: "forbidden" });
			expect(room.give(body, { kind: "dm", userId: "another" })).toMatchObject({ code: "forbidden" });
		}
		for (const body of [
			{ type: "presence", userId: "ana", isConnected: false },
			{ type: "timeOut", seatId: "a", roundNumber: 1 },
		] as const) {
			expect(room.give(body, player("ana"))).toMatchObject({ code: "forbidden" });
		}
	});

	it("[EN53] means each command only in its time", () => {
		const room = testRoom();
		expect(room.give({ type: "start" })).toMatchObject({ reason: "Nobody is there who could have a turn." });
		expect(room.give({ type: "pause" })).toMatchObject({ reason: "The encounter has not started." });
		const live = roomWith([{ entityId: "a" }]);
		expect(live.give({ type: "start" })).toMatchObject({ reason: "The encounter is under way." });
		live.do({ type: "pause", reason: "Tea." });
		expect(live.state().pauseReason).toBe("Tea.");
		expect(live.act({ type: "end", entityId: "a" })).toMatchObject({ reason: "The encounter is paused." });
		live.do({ type: "complete", outcome: "Won." });
		expect(live.state()).toMatchObject({
			status: "completed",
			outcome: "Won.",
			turn: null,
			currentTurnIndex: -1,
		});
		expect(live.give({ type: "resume" })).toMatchObject({ reason: "The encounter is over." });
	});
});
