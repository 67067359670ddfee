import { describe, expect, it } from "vitest";
import { CONNECTION_LOOKS, connectionState } from "./connection-look.js";
import { newsText } from "./announcer.js";
import { agoText } from "../shell/time-text.js";
import { readAddress, writeAddress } from "./use-address.js";
import { commandOf } from "./map-keys.js";

describe("connectionState", () => {
	it("[PG14] is empty where a live world has nobody, else what the reader's status is", () => {
		expect(connectionState("live", 0)).toBe("empty");
		expect(connectionState("live", 3)).toBe("live");
		expect(connectionState("behind", 0)).toBe("behind");
		expect(connectionState("closed", 3)).toBe("connecting");
	});

	it("[PG14] has a label and a sign of its own for each state", () => {
		const looks = Object.values(CONNECTION_LOOKS);
		expect(new Set(looks.map(({ label }) => label)).size).toBe(looks.length);
		expect(new Set(looks.map(({ sign }) => sign)).size).toBe(looks.length);
	});
});

describe("agoText", () => {
	it("[PG12] tells ages in few words", () => {
		expect([-3, 0, 1.4, 2, 89, 100, 3_600, 7_200, 200_000].map(agoText)).toEqual([
			"now",
			"now",
			"now",
			"2 s ago",
			"89 s ago",
			"2 min ago",
			"60 min ago",
			"2 h ago",
			"2 days ago",
		]);
	});
});

describe("newsText", () => {
	const happening = (number: number) => ({
		number,
		at: 0,
		kind: "talked" as const,
		parts: [`${number} spoke`],
		about: [],
	});

	it("[PG15] tells one or two in order, counts more, and says nothing of what was told", () => {
		expect(newsText([happening(2), happening(1)], 0)).toBe("1 spoke. 2 spoke.");
		expect(newsText([happening(4), happening(3), happening(2), happening(1)], 1)).toBe(
			"3 things happened. Latest: 4 spoke.",
		);
		expect(newsText([happening(2)], 2)).toBe("");
	});
});

describe("the address", () => {
	it("[PG16] holds world and member, and is read back", () => {
		const address = { world: "harbour & night", member: "npc:1" };
		expect(readAddress(writeAddress(address))).toEqual(address);
		expect(writeAddress({ world: undefined, member: undefined })).toBe("");
		expect(readAddress("")).toEqual({ world: undefined, member: undefined });
	});
});

describe("commandOf", () => {
	it("[PG17] moves, zooms and fits by keys", () => {
		const done: unknown[] = [];
		const engine = {
			panBy: (dx: number, dy: number) => done.push([Math.sign(dx), Math.sign(dy)]),
			zoomBy: (factor: number) => done.push(factor > 1 ? "in" : "out"),
			fit: () => done.push("fit"),
		};
		for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "-", "0"])
			commandOf(key)?.(engine);
		expect(done).toEqual([[1, 0], [-1, 0], [0, 1], [0, -1], "in", "out", "fit"]);
		expect(commandOf("a")).toBeUndefined();
		expect(commandOf("toString")).toBeUndefined();
	});
});
