import { describe, expect, it } from "vitest";
import { createPollPresence } from "./poll-presence.js";

describe("the presence of pollers", () => {
	it("[DR17] counts who was answered until the time is over", () => {
		let now = 0;
		const presence = createPollPresence(() => now, 30);
		presence.answered("a", "e:1");
		now = 10;
		presence.answered("b", "e:1");
		expect([presence.away("a"), presence.away("b")]).toEqual([1, 1]);
		now = 30;
		expect([presence.away("a"), presence.away("b")]).toEqual([0, 1]);
	});

	it("[DR17] knows who returns by the cursor, one for one", () => {
		const presence = createPollPresence(() => 0, 30);
		presence.answered("a", "e:1");
		presence.answered("a", "e:1");
		presence.returned("a", "e:2");
		presence.returned("b", "e:1");
		expect(presence.away("a")).toBe(2);
		presence.returned("a", "e:1");
		expect(presence.away("a")).toBe(1);
		presence.returned("a", "e:1");
		presence.returned("a", "e:1");
		expect(presence.away("a")).toBe(0);
	});

	it("[DR17] counts anew who is answered again", () => {
		let now = 0;
		const presence = createPollPresence(() => now, 30);
		presence.answered("a", "e:1");
		now = 29;
		presence.returned("a", "e:1");
		presence.answered("a", "e:1");
		now = 58;
		expect(presence.away("a")).toBe(1);
		now = 59;
		expect(presence.away("a")).toBe(0);
	});
});
