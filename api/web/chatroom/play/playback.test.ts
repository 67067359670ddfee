import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createManualClock } from "../../../test/stand-in/manual-clock.js";
import { createPlayback, frameAt, LINE_MS } from "./playback.js";

function setUp({ lines = 3, isWhole = false } = {}) {
	const clock = createManualClock();
	const playback = createPlayback({ lines, isWhole, clock });
	const seen: number[] = [];
	playback.subscribe(() => seen.push(playback.frame().shown));
	return { clock, playback, seen };
}

describe("a conversation that is played", () => {
	it("[CP2] shows a line each second, the first one being typed before, and a second later what came of it", () => {
		const { clock, playback, seen } = setUp();
		expect(playback.frame()).toEqual({ shown: 0, isEnded: false, isPaused: false });
		playback.start();
		for (const shown of [0, 1, 2]) {
			expect(playback.frame()).toEqual({ shown, isEnded: false, isPaused: false });
			clock.advance(LINE_MS - 1);
			expect(playback.frame().shown).toBe(shown);
			clock.advance(1);
		}
		expect(playback.frame()).toEqual({ shown: 3, isEnded: false, isPaused: false });
		clock.advance(LINE_MS);
		expect(playback.frame()).toEqual({ shown: 3, isEnded: true, isPaused: false });
		expect(seen).toEqual([1, 2, 3, 3]);
		expect(clock.pending()).toBe(0);
	});

	it("[CP2] does nothing before it is started and after it is stopped, and goes on from there", () => {
		const { clock, playback } = setUp();
		clock.advance(5_000);
		expect(playback.frame().shown).toBe(0);
		const stop = playback.start();
		clock.advance(1_400);
		stop();
		clock.advance(5_000);
		expect(playback.frame()).toEqual({ shown: 1, isEnded: false, isPaused: false });
		expect(clock.pending()).toBe(0);
		playback.start();
		clock.advance(600);
		expect(playback.frame().shown).toBe(2);
	});

	it("[CP3] is paused and goes on with what was left of the second", () => {
		const { clock, playback } = setUp();
		playback.start();
		clock.advance(1_700);
		playback.pause();
		expect(playback.frame()).toEqual({ shown: 1, isEnded: false, isPaused: true });
		clock.advance(60_000);
		expect(playback.frame().shown).toBe(1);
		playback.resume();
		clock.advance(299);
		expect(playback.frame().shown).toBe(1);
		clock.advance(1);
		expect(playback.frame()).toEqual({ shown: 2, isEnded: false, isPaused: false });
	});

	it("[CP3] is skipped to its end, paused or not, and played again from the beginning", () => {
		const { clock, playback } = setUp();
		playback.start();
		clock.advance(1_200);
		playback.pause();
		playback.skip();
		expect(playback.frame()).toEqual({ shown: 3, isEnded: true, isPaused: false });
		expect(clock.pending()).toBe(0);
		playback.replay();
		expect(playback.frame()).toEqual({ shown: 0, isEnded: false, isPaused: false });
		clock.advance(LINE_MS);
		expect(playback.frame().shown).toBe(1);
	});

	it("[CP4] is there at once where it has been read, and still can be played", () => {
		const { clock, playback, seen } = setUp({ isWhole: true });
		playback.start();
		expect(playback.frame()).toEqual({ shown: 3, isEnded: true, isPaused: false });
		expect(seen).toEqual([]);
		expect(clock.pending()).toBe(0);
		playback.replay();
		clock.advance(4 * LINE_MS);
		expect(playback.frame().isEnded).toBe(true);
		expect(seen).toEqual([0, 1, 2, 3, 3]);
	});

	it("[CP2] never goes back, and is as far as the time that it ran, however it is stopped and started", () => {
		const act = fc.oneof(
			fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 2_500 }) }),
			fc.record({ kind: fc.constantFrom("pause" as const, "resume" as const) }),
		);
		fc.assert(
			fc.property(fc.nat(8), fc.array(act, { maxLength: 30 }), (lines, acts) => {
				const { clock, playback } = setUp({ lines });
				playback.start();
				let ran = 0;
				let isPaused = false;
				for (const one of acts) {
					if (one.kind === "wait") {
						clock.advance(one.ms);
						if (!isPaused) ran += one.ms;
					} else {
						isPaused = one.kind === "pause";
						playback[one.kind]();
					}
					expect(playback.frame()).toEqual({ ...frameAt(ran, lines), isPaused });
				}
				expect(clock.pending()).toBeLessThanOrEqual(1);
			}),
		);
	});
});
