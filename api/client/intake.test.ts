import { describe, expect, it } from "vitest";
import { createManualClock } from "../test/stand-in/manual-clock.js";
import { Lost } from "./ends.js";
import { createIntake, type SyncChange } from "./intake.js";
import { createStatusBoard } from "./status.js";

const state = (cursor: string, tick = 1) => ({
	fullState: { entities: [{ id: "a", type: "npc" }] },
	currentTick: tick,
	latestSnapshot: null,
	cursor,
});

const tick = (id: string, number: number, changes: unknown = {}) => ({
	event: "snapshot",
	id,
	data: JSON.stringify({ tick: number, timestamp: 1, changes }),
});

function setUp() {
	const clock = createManualClock();
	const told: string[] = [];
	const tell = (change: SyncChange): void => {
		told.push(change.kind === "status" ? change.status : `${change.kind} ${change.world.tick}`);
	};
	const board = createStatusBoard(clock, () =>
		tell({ kind: "status", status: board.status(), reason: board.reason() }),
	);
	return { clock, told, board, intake: createIntake({ clock, board, tell }) };
}

describe("createIntake", () => {
	it("[SS14] is live with its first state, and tells each tick", () => {
		const { told, intake } = setUp();
		intake.load(state("e1:4"));
		intake.opened();
		intake.take(tick("e1:5", 2));
		intake.take(tick("e1:6", 3));
		expect(told).toEqual(["state 1", "live", "tick 2", "tick 3"]);
		expect(intake.cursor()).toEqual({ epoch: "e1", offset: 6 });
	});

	it("[SS14] has resumed once a tick came after the cut, or none for a moment", () => {
		for (const proof of ["tick", "quiet"]) {
			const { clock, told, intake } = setUp();
			intake.load(state("e1:4"));
			intake.opened();
			intake.cut("gone");
			intake.opened();
			if (proof === "tick") intake.take(tick("e1:5", 2));
			else clock.advance(300);
			expect(told.filter((word) => !word.startsWith("tick"))).toEqual([
				"state 1",
				"live",
				"behind",
				"resumed",
			]);
			expect(intake.counts().resumes).toBe(1);
		}
	});

	it("[SS6] is not said to have resumed where a reset follows at once", () => {
		const { clock, told, board, intake } = setUp();
		intake.load(state("e1:4"));
		intake.opened();
		intake.cut("gone");
		intake.opened();
		intake.take({ event: "reset", data: '{"reason":"epoch"}' });
		intake.take({ event: "state", data: JSON.stringify(state("e2:1", 9)), id: "e2:1" });
		clock.advance(1_000);
		expect(told).toEqual(["state 1", "live", "behind", "state 9", "reset"]);
		expect(board.reason()).toContain("epoch");
		expect(intake.counts()).toMatchObject({ resumes: 0, resets: 1, divergences: 0 });
	});

	it("[SS6] has nowhere to go on from between a reset and its state", () => {
		const { intake } = setUp();
		intake.load(state("e1:4"));
		intake.opened();
		intake.take({ event: "reset", data: '{"reason":"expired"}' });
		expect(intake.cursor()).toBeUndefined();
		expect(intake.world().entities.size).toBe(1);
	});

	it("[SS4] says reset with the reason once the state that replaces a diverged one stands", () => {
		const { board, intake } = setUp();
		intake.load(state("e1:4"));
		intake.opened();
		expect(() => intake.take(tick("e1:5", 2, { entityRemoved: ["nobody"] }))).toThrow("nobody");
		expect(intake.cursor()).toBeUndefined();
		intake.cut("diverged");
		expect(board.status()).toBe("behind");
		intake.load(state("e1:5", 2));
		intake.opened();
		expect(board.status()).toBe("reset");
		expect(board.reason()).toContain("nobody");
		expect(intake.counts()).toMatchObject({ divergences: 1, resets: 0, resumes: 0 });
	});

	it("[SS16] trusts its copy when the server says that it closes", () => {
		const { intake } = setUp();
		intake.load(state("e1:4"));
		intake.opened();
		expect(() => intake.take({ event: "close", data: '{"reason":"draining"}' })).toThrow(Lost);
		expect(intake.cursor()).toEqual({ epoch: "e1", offset: 4 });
		expect(intake.counts().divergences).toBe(0);
	});

	it("[SS5] drops what it has, and follows a place that the server moved", () => {
		const { told, intake } = setUp();
		intake.load(state("e1:4"));
		intake.opened();
		intake.take(tick("e1:4", 1));
		intake.take({ event: "", data: "", id: "e1:7" });
		intake.take(tick("e1:8", 2));
		expect(intake.counts()).toMatchObject({ duplicates: 1, ticks: 1 });
		expect(told).toEqual(["state 1", "live", "tick 2"]);
	});

	it("[SS14] is connecting, not behind, where there never was a state", () => {
		const { board, intake } = setUp();
		intake.cut("no answer");
		expect([board.status(), board.reason()]).toEqual(["connecting", "no answer"]);
	});
});
