import { describe, expect, it } from "vitest";
import { moveCursor } from "./board/keys.js";
import { LOOKS, pageState } from "./looks.js";
import { roomAt } from "./room-address.js";

describe("addresses of the live pages", () => {
	it("[EP1] name a room, or none", () => {
		expect(
			["/live/room-1", "/live/room-1/", "/live/a%20b", "/live", "/live/", "/live/a/b"].map(roomAt),
		).toEqual(["room-1", "room-1", "a b", undefined, undefined, undefined]);
	});

	it("[EP1] that cannot be read name none", () => {
		expect(roomAt("/live/%E0%A4%A")).toBeUndefined();
	});
});

describe("the cursor of the keys", () => {
	it("[EP6] goes a cell, across corners too, and stays on the map", () => {
		const size = { width: 3, height: 2 };
		expect(moveCursor("ArrowRight", { x: 0, y: 0 }, size)).toEqual({ x: 1, y: 0 });
		expect(moveCursor("PageDown", { x: 0, y: 0 }, size)).toEqual({ x: 1, y: 1 });
		expect(moveCursor("ArrowRight", { x: 2, y: 1 }, size)).toEqual({ x: 2, y: 1 });
		expect(moveCursor("Home", { x: 0, y: 0 }, size)).toEqual({ x: 0, y: 0 });
		expect(moveCursor("a", { x: 0, y: 0 }, size)).toBeUndefined();
	});
});

describe("states of the connection", () => {
	it("[EP5] all have a look", () => {
		expect(pageState("closed")).toBe("connecting");
		expect(pageState("behind")).toBe("behind");
		expect(LOOKS.behind.meaning).toMatch(/done once it is back/);
	});
});
