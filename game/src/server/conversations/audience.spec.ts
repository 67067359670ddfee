import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { audienceOf } from "./audience";
import type { StageLine } from "./stage";

const line = (changes: Partial<StageLine> = {}): StageLine => ({
	id: "l1",
	clusterId: "c1",
	speaker: { id: "ada", name: "Ada", type: "npc" },
	content: "Good morning.",
	heardBy: [],
	overheardBy: [],
	byModel: false,
	...changes,
});

const present = new Map([
	["7", 7],
	["8", 8],
	["9", 9],
]);
const userIdOf = (id: string) => present.get(id);

export = (t: Suite) => {
	t.it("has nobody where no player hears the line", () => {
		expect(audienceOf(line(), userIdOf)).toEqual(undefined);
		expect(audienceOf(line({ heardBy: ["bram"], overheardBy: ["cleo"] }), userIdOf)).toEqual(undefined);
	});

	t.it("passes over players who have left", () => {
		expect(audienceOf(line({ heardBy: ["404"] }), userIdOf)).toEqual(undefined);
		expect(audienceOf(line({ heardBy: ["404", "8"] }), userIdOf)).toEqual({
			authorId: 8,
			listeners: [{ userId: 8, isOverhearing: false }],
		});
	});

	t.it("filters in the name of a member before one who overhears", () => {
		expect(audienceOf(line({ heardBy: ["bram", "8"], overheardBy: ["7"] }), userIdOf)).toEqual({
			authorId: 8,
			listeners: [
				{ userId: 8, isOverhearing: false },
				{ userId: 7, isOverhearing: true },
			],
		});
		expect(audienceOf(line({ overheardBy: ["9"] }), userIdOf)!.authorId).toBe(9);
	});

	t.it("shows a line once to whoever both hears and overhears it", () => {
		const audience = audienceOf(line({ heardBy: ["7", "7"], overheardBy: ["7"] }), userIdOf)!;
		expect(audience.listeners).toEqual([{ userId: 7, isOverhearing: false }]);
	});

	t.it("leaves a player's line to the chat that it came from", () => {
		const spoken = line({ speaker: { id: "7", name: "Robin", type: "player" }, heardBy: ["8"] });
		expect(audienceOf(spoken, userIdOf)).toEqual(undefined);
	});

	t.it("shows what the place itself says", () => {
		const spoken = line({ speaker: { id: "system", name: "Earshot", type: "system" }, heardBy: ["8"] });
		expect(audienceOf(spoken, userIdOf)!.authorId).toBe(8);
	});

	t.property("asks in the name of somebody who hears it, and shows it to nobody else", 300, (random) => {
		const pool = ["7", "8", "9", "404", "ada", "bram"];
		const some = () => pool.filter(() => random.chance(0.4));
		const spoken = line({ heardBy: random.shuffled(some()), overheardBy: random.shuffled(some()) });
		const audience = audienceOf(spoken, userIdOf);
		const hears = (id: string) => spoken.heardBy.includes(id) || spoken.overheardBy.includes(id);
		const expected = ["7", "8", "9"].filter(hears);
		expect(audience?.listeners.size() ?? 0).toBe(expected.size());
		if (!audience) return;
		expect(hears(tostring(audience.authorId))).toBe(true);
		for (const listener of audience.listeners) {
			const id = tostring(listener.userId);
			expect(listener.isOverhearing).toBe(!spoken.heardBy.includes(id));
		}
	});
};
