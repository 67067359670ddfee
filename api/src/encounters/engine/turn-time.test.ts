import { describe, expect, it } from "vitest";
import { hashState } from "./hash.js";
import { player, roomWith, SYSTEM } from "./testing/test-room.js";

const ABC = [{ entityId: "a" }, { entityId: "b" }, { entityId: "c" }];

describe("the time of turns, and the way back", () => {
	it("[EN15] skips a turn once when its time is up, however often that is told, and not before", () => {
		const room = roomWith(ABC, { turnSeconds: 30 });
		const timeOut = { type: "timeOut", seatId: "a", roundNumber: 1 } as const;
		room.now += 29;
		expect(room.give(timeOut, SYSTEM)).toMatchObject({ ok: false });
		room.now += 1;
		expect(room.give(timeOut, SYSTEM)).toEqual({ ok: true });
		expect(room.give(timeOut, SYSTEM)).toMatchObject({ ok: false });
		expect(room.current()).toBe("b");
		expect(room.state().turnHistory).toMatchObject([{ seatId: "a", outcome: "skipped", reason: "timeout" }]);
	});

	it("[EN15] skips a turn by name once, and never the one after it", () => {
		const room = roomWith(ABC);
		const absent = { type: "skipTurn", reason: "absent", turn: { seatId: "a", roundNumber: 1 } } as const;
		expect(room.give({ ...absent, turn: { seatId: "a", roundNumber: 2 } }, SYSTEM)).toMatchObject({
			ok: false,
		});
		room.do(absent, SYSTEM);
		expect(room.give(absent, SYSTEM)).toMatchObject({ code: "illegal", reason: "That turn is over." });
		expect(room.current()).toBe("b");
	});

	it("[EN60] is told once who is there and who is not, and nothing of those who are nobody here", () => {
		const room = roomWith([{ entityId: "a", userId: "ana" }]);
		const presence = (userId: string, isConnected: boolean) =>
			room.give({ type: "presence", userId, isConnected }, SYSTEM);
		const before = room.entries.length;
		expect(presence("ana", true)).toMatchObject({ ok: false });
		expect(presence("dm", false)).toMatchObject({ ok: false });
		expect(presence("ana", false)).toEqual({ ok: true });
		expect(presence("ana", false)).toMatchObject({ ok: false });
		expect(presence("ana", true)).toEqual({ ok: true });
		expect(room.entries).toHaveLength(before + 2);
	});

	it("[EN61] knows nothing of a user any more who was erased; where that was the DM it is over", () => {
		const room = roomWith([
			{ entityId: "a", userId: "CANARY" },
			{ entityId: "b", userId: "bo" },
		]);
		room.end("a");
		room.give(
			{ type: "chat", channel: "party", text: "CANARY" },
			player("CANARY"),
			'["player","CANARY","1"]',
		);
		const to = ["CANARY", "bo"];
		room.give({ type: "chat", channel: "private", text: "Psst.", to }, undefined, "2");
		expect(room.give({ type: "erase", userId: "CANARY" })).toMatchObject({ code: "forbidden" });
		room.do({ type: "erase", userId: "CANARY" }, SYSTEM);
		expect(JSON.stringify(room.state())).not.toContain("CANARY");
		expect(room.state()).toMatchObject({ status: "active", turn: { seatId: "b" } });
		expect(room.state().chatLog).toMatchObject([
			{ from: null, text: "" },
			{ text: "Psst.", to: ["bo"] },
		]);
		expect(room.state().answered.map(({ id }) => id)).toEqual(["2"]);
		expect(hashState(room.past(room.entries.length))).toBe(hashState(room.state()));
		room.do({ type: "erase", userId: "dm" }, SYSTEM);
		expect(room.state()).toMatchObject({ status: "completed", dmId: "" });
	});

	it("[EN16] keeps the time that is left while it is paused", () => {
		const room = roomWith(ABC, { turnSeconds: 30 });
		room.now += 12;
		room.do({ type: "pause" });
		expect(room.state().turn).toMatchObject({ endsAt: null, secondsLeft: 18 });
		room.now += 1_000;
		room.do({ type: "resume" });
		expect(room.state().turn).toMatchObject({ endsAt: room.now + 18, secondsLeft: null });
	});

	it("[EN17] is taken back to any point, but for dice, answers, words and who is there", () => {
		const room = roomWith([{ entityId: "a", userId: "ana" }, { entityId: "b" }], { turnSeconds: 30 });
		const to = room.entries.length;
		const past = room.past(to);
		room.now += 10;
		room.act({ type: "attack", entityId: "a", target: "b" });
		room.give({ type: "chat", channel: "party", text: "Ha!" }, undefined, "said");
		room.do({ type: "presence", userId: "ana", isConnected: false }, SYSTEM);
		room.end("a");
		const { roller, chatLog, answered } = room.state();
		room.now += 60;
		room.do({ type: "undo", to, past });
		const { participants } = room.state();
		expect(room.state()).toMatchObject({ roller, chatLog, answered, initiativeOrder: past.initiativeOrder });
		expect(participants["a"]).toEqual({ ...past.participants["a"], isConnected: false });
		expect(room.state().turn).toMatchObject({ seatId: "a", endsAt: room.now + 30 });
		expect(hashState(room.past(room.entries.length))).toBe(hashState(room.state()));
		expect(room.give({ type: "undo", to: to + 90, past })).toMatchObject({ code: "invalid" });
	});
});
