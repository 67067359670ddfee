import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPlaces, parsePlaces } from "./places.js";

const place = fc
	.tuple(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), fc.nat())
	.map(([epoch, n]) => `${epoch}:${n}`);
const maybe = fc.option(place, { nil: undefined });

describe("a client's places", () => {
	it("[XC6] are one cursor, and come back out of it", () => {
		fc.assert(
			fc.property(maybe, maybe, (user, shared) => {
				expect(parsePlaces(formatPlaces({ user, shared }))).toEqual({ user, shared });
			}),
		);
	});

	it.each([
		["~", undefined, undefined],
		["", undefined, undefined],
		["a:1~", "a:1", undefined],
		["~b:2", undefined, "b:2"],
		["a:1", "a:1", undefined],
	])("[XC6] of %j are %j and %j", (cursor, user, shared) => {
		expect(parsePlaces(cursor)).toEqual({ user, shared });
	});

	it("[XC6] say of what is none that it is none, and repeat nothing of it", () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (user, shared) => {
				const { user: first, shared: second } = parsePlaces(`${user}~${shared}`);
				for (const one of [first, second]) expect(one ?? "").toMatch(/^(|\?|[A-Za-z0-9_-]{1,64}:\d+)$/);
			}),
		);
		expect(parsePlaces('"x~b:2~c:3')).toEqual({ user: "?", shared: "?" });
	});
});
