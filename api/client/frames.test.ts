import { describe, expect, it } from "vitest";
import { MalformedFrame, readCursor, readJson, readReason, readState, readTick } from "./frames.js";
import { MalformedMoves } from "../src/worlds/packed-moves.js";
import { pollEvents, readPoll } from "./poll-answer.js";

const state = {
	fullState: { entities: [{ id: "a", type: "npc" }] },
	currentTick: 3,
	latestSnapshot: { tick: 3, timestamp: 1.5, changes: {} },
	cursor: "e1:3",
};

describe("readState", () => {
	it("[SS12] reads limited and full state by id", () => {
		const { cursor, world } = readState(state);
		expect(cursor).toEqual({ epoch: "e1", offset: 3 });
		expect(world.tick).toBe(3);
		expect(world.timestamp).toBe(1.5);
		expect(world.entities.get("a")).toEqual({ id: "a", type: "npc" });
		expect(world.clusters.size).toBe(0);
	});

	it("[SS12] reads a world in which nothing has happened", () => {
		const { world } = readState({ ...state, currentTick: 0, latestSnapshot: null, cursor: "e1:0" });
		expect(world.timestamp).toBeUndefined();
	});

	it.each([
		null,
		[],
		"text",
		{ ...state, fullState: null },
		{ ...state, fullState: { entities: {} } },
		{ ...state, fullState: { entities: [{}] } },
		{ ...state, fullState: { entities: [null] } },
		{ ...state, cursor: "nowhere" },
		{ ...state, cursor: 3 },
		{ ...state, currentTick: -1 },
		{ ...state, currentTick: "3" },
	])("[SS12] names %j malformed", (body) => {
		expect(() => readState(body)).toThrow(MalformedFrame);
	});
});

describe("readTick, readReason, readCursor, readJson", () => {
	it("[SS12] read what they should", () => {
		const tick = { tick: 4, timestamp: 2, changes: {} };
		expect(readTick(tick)).toEqual({ ...tick, span: 1 });
		expect(readTick({ ...tick, span: 7, checksum: 9 })).toEqual({ ...tick, span: 7, checksum: 9 });
		expect(readReason({ reason: "draining" })).toBe("draining");
		expect(readReason({})).toBe("unknown");
		expect(readCursor("e-1:0")).toEqual({ epoch: "e-1", offset: 0 });
	});

	it("[SS23] find packed moves in the changes and beside them", () => {
		const tick = { tick: 4, timestamp: 2, changes: { entityRemoved: ["a"], packed: "AQID" } };
		const packed = Uint8Array.of(1, 2, 3);
		const read = { ...tick, changes: { entityRemoved: ["a"] }, span: 1, packed };
		expect(readTick(tick)).toEqual(read);
		expect(readTick({ ...tick, changes: { entityRemoved: ["a"] } }, packed)).toEqual(read);
		expect(() => readTick({ ...tick, changes: { packed: "?" } })).toThrow(MalformedMoves);
	});

	it("[SS12] name anything else malformed", () => {
		expect(() => readTick({ tick: 4, changes: {}, checksum: "9" })).toThrow(MalformedFrame);
		expect(() => readTick({ tick: 4 })).toThrow(MalformedFrame);
		expect(() => readTick({ tick: 1.5, changes: {} })).toThrow(MalformedFrame);
		expect(() => readReason(null)).toThrow(MalformedFrame);
		expect(() => readCursor(undefined)).toThrow(MalformedFrame);
		expect(() => readJson("{")).toThrow(MalformedFrame);
	});
});

describe("readPoll and pollEvents", () => {
	const event = { event: "snapshot", data: { tick: 1 } };

	it("[SS10] place events of an answer right before its cursor", () => {
		const answer = readPoll({ cursor: "e1:5", events: [event, { event: "snapshot", data: '{"tick":2}' }] });
		expect(pollEvents(answer)).toEqual([
			{ event: "snapshot", data: { tick: 1 }, id: "e1:4" },
			{ event: "snapshot", data: '{"tick":2}', id: "e1:5" },
		]);
	});

	it("[SS5] show a hole where the cursor moved further than events came", () => {
		expect(pollEvents(readPoll({ cursor: "e1:9", events: [event] }))[0]?.id).toBe("e1:9");
	});

	it("[SS5] pass on the place of an answer without events", () => {
		expect(pollEvents(readPoll({ cursor: "e1:9", events: [] }))).toEqual([
			{ event: "", data: "", id: "e1:9" },
		]);
	});

	it("[SS22] give what was folded the room that it spans", () => {
		const events = [event, { event: "snapshot", data: { tick: 4, span: 3 } }, event];
		const answer = readPoll({ cursor: "e1:9", events });
		expect(pollEvents(answer).map(({ id }) => id)).toEqual(["e1:5", "e1:8", "e1:9"]);
	});

	it("[SS6] turn a reset into the events a stream would bring", () => {
		const answer = readPoll({ cursor: "e2:1", events: [], reset: { reason: "epoch" }, state });
		expect(pollEvents(answer)).toEqual([
			{ event: "reset", data: { reason: "epoch" } },
			{ event: "state", data: state },
		]);
	});

	it.each([
		null,
		{},
		{ cursor: "x", events: [] },
		{ cursor: "e:1", events: [3] },
		{ cursor: "e:1", events: [{}] },
	])("[SS12] name %j malformed", (answer) => {
		expect(() => readPoll(answer)).toThrow(MalformedFrame);
	});
});
