import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Viewer } from "../engine/view.js";
import { viewerKey } from "../rooms/viewers.js";
import { cursorIn, placeOf } from "./places.js";

/** Ids that look like places, or like each other once they are written down. */
const HOSTILE = [
	"a",
	"A",
	"a~b",
	"a:1~dm",
	"~",
	"dm",
	"watcher",
	"player.a",
	"%",
	"%7E",
	"a%7Eb",
	".",
	"é",
	"a b",
];
const id = fc.oneof(
	fc.constantFrom(...HOSTILE),
	fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !/\p{Cs}/u.test(text)),
);
const viewer: fc.Arbitrary<Viewer> = fc.oneof(
	fc.constant({ kind: "dm" } as const),
	fc.constant({ kind: "watcher" } as const),
	id.map((userId) => ({ kind: "player", userId }) as const),
	id.map((entityId) => ({ kind: "mind", entityId }) as const),
);
const cursor = fc.record({
	epoch: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
	offset: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
});

const isSame = (one: Viewer, other: Viewer): boolean => JSON.stringify(one) === JSON.stringify(other);

describe("a place in a room", () => {
	it("[ET11] leads on for its viewer alone, whatever they are called", () => {
		fc.assert(
			fc.property(cursor, viewer, viewer, (at, one, other) => {
				expect(cursorIn(placeOf(at, one), one)).toEqual(at);
				expect(cursorIn(placeOf(at, one), other)).toEqual(isSame(one, other) ? at : undefined);
				expect(viewerKey(one) === viewerKey(other)).toBe(isSame(one, other));
			}),
			{ numRuns: 500 },
		);
	});

	it("[ET11] tells those apart who are called nearly alike", () => {
		const all = HOSTILE.flatMap((name): readonly Viewer[] => [
			{ kind: "player", userId: name },
			{ kind: "mind", entityId: name },
		]);
		const viewers: readonly Viewer[] = [{ kind: "dm" }, { kind: "watcher" }, ...all];
		const at = { epoch: "e", offset: 7 };
		for (const one of viewers) {
			const led = viewers.filter((other) => cursorIn(placeOf(at, one), other) !== undefined);
			expect(led).toEqual([one]);
		}
	});

	it("[ET11] is none where it is not as it was made", () => {
		fc.assert(
			fc.property(cursor, viewer, fc.string(), (at, one, text) => {
				const place = placeOf(at, one);
				expect(cursorIn(text, one)).toBeUndefined();
				expect(cursorIn(place.slice(0, place.indexOf("~")), one)).toBeUndefined();
				expect(cursorIn(`${place}~dm`, { kind: "dm" })).toBeUndefined();
				expect(cursorIn(`x${place.replace(/:\d+~/, ":-1~")}`, one)).toBeUndefined();
			}),
		);
	});
});
