import { describe, expect, it } from "vitest";
import { project } from "../../../src/encounters/engine/project.js";
import { roomWith } from "../../../src/encounters/engine/testing/test-room.js";
import { CHARACTERS } from "../scenarios/characters.js";
import { choicesOf, feet, reactionsOf } from "./choices.js";
import { timeLeftText } from "./turn-banner.js";

function begun(characterId: string) {
	const { sheet } = CHARACTERS.find((one) => one.characterId === characterId)!;
	const room = roomWith([{ ...sheet, entityId: "one", userId: "ada" }, { entityId: "foe" }]);
	return {
		room,
		one: () => project(room.state(), { kind: "player", userId: "ada" }).participants["one"]!,
	};
}

describe("what can be chosen in a turn", () => {
	it("[EP14] is what the room says, in a steady order, moving and ending aside", () => {
		for (const { characterId } of CHARACTERS) {
			const { one } = begun(characterId);
			const offered = choicesOf(one()).map(({ id }) => id);
			const open = one().availableActions!.filter((id) => !["move", "end", "interact:watch"].includes(id));
			expect(offered.toSorted()).toEqual(open.toSorted());
		}
	});

	it("[EP14] shrinks with what is spent", () => {
		const { room, one } = begun("cleric");
		room.do({ type: "act", action: { type: "interact", actionId: "dodge", entityId: "one" } });
		expect(choicesOf(one()).map(({ id }) => id)).toEqual(["cast:healing-word", "interact:ignore"]);
		room.do({ type: "act", action: { type: "interact", actionId: "ignore", entityId: "one" } });
		expect(choicesOf(one()).map(({ id }) => id)).toEqual(["cast:healing-word", "interact:watch"]);
		room.end("one");
		expect(choicesOf(one())).toEqual([]);
		expect(reactionsOf(one()).map(({ name }) => name)).toEqual(["Mace"]);
	});

	it("[EP14] says what it does, and how often it still can", () => {
		const { one } = begun("cleric");
		const [mace, flame, word, hold, potion] = choicesOf(one());
		expect(mace).toMatchObject({
			name: "Mace",
			detail: "+4 to hit, 1d6+2 bludgeoning, 5 ft",
			aims: "enemies",
		});
		expect(flame).toMatchObject({ detail: "1d8 radiant, 60 ft", levels: [] });
		expect(word).toMatchObject({ detail: "heals 1d4+3, 60 ft, bonus action", left: 6, levels: [1, 2] });
		expect(hold).toMatchObject({ left: 2, levels: [2] });
		expect(potion).toMatchObject({ left: 2, aims: "friends", takesSelf: true });
	});
});

describe("figures for people", () => {
	it("[EP14] are feet and minutes", () => {
		expect(feet(6)).toBe("30 ft");
		expect([125, 60, 9.2, 0, -3].map(timeLeftText)).toEqual(["2:05", "1:00", "0:10", "0:00", "0:00"]);
	});
});
