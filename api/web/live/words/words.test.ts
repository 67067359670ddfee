import { describe, expect, it } from "vitest";
import { project } from "../../../src/encounters/engine/project.js";
import { roomWith } from "../../../src/encounters/engine/testing/test-room.js";
import type { ToldEvent, TurnAction } from "../../../client/encounters/index.js";
import type { ViewEvent } from "../../../src/encounters/engine/view.js";
import { spokenText } from "../room/announcer.js";
import { intentText } from "./intent.js";
import { healthText, initialsOf, moversOf, turnOf, userName, wellbeing } from "./people.js";
import { deedText, eventText, rollText } from "./telling.js";

const POTION = { itemId: "potion", name: "Potion", quantity: 1, use: { healing: "3", range: 1 } };
const room = roomWith([
	{
		entityId: "hero",
		entityType: "playerCharacter",
		name: "Hero",
		userId: "ada",
		maxHP: 20,
		inventory: [POTION],
	},
	{ entityId: "wolf", name: "Grey Wolf", maxHP: 20 },
	{ entityId: "lurker", name: "Lurker", isHidden: true },
]);
const view = project(room.state(), { kind: "player", userId: "ada" });

describe("people in words", () => {
	it("[EP16] have two letters, a health and a share of it", () => {
		expect(["Kara", "Grey Wolf", "the old grey wolf", "X"].map(initialsOf)).toEqual(["KA", "GW", "TW", "X"]);
		expect(healthText(view.participants["hero"]!)).toBe("20 of 20 HP");
		expect(healthText({ ...view.participants["hero"]!, currentHP: 5, temporaryHP: 3 })).toBe(
			"5 + 3 of 20 HP",
		);
		expect(healthText(view.participants["wolf"]!)).toBe("unhurt");
		expect(wellbeing({ ...view.participants["hero"]!, currentHP: 5 })).toBe(0.25);
		expect(wellbeing({ ...view.participants["wolf"]!, health: "bloodied" })).toBe(0.5);
	});

	it("[EP16] are who has the turn, by name, or somebody unseen", () => {
		expect(turnOf(view)).toBe("Hero");
		expect(turnOf({ ...view, currentTurnIndex: -1 })).toBe("Somebody unseen");
		expect(turnOf({ ...view, turn: null })).toBeUndefined();
	});

	it("[EP16] act for whoever plays them; the DM only for those whose player is not here", () => {
		expect(moversOf(view, { kind: "player", userId: "ada" }).map(({ entityId }) => entityId)).toEqual([
			"hero",
		]);
		const all = project(room.state(), { kind: "dm" });
		expect(moversOf(all, { kind: "dm" })).toEqual([]);
		const away = { ...all.participants["hero"]!, isConnected: false };
		const alone = { ...all, participants: { ...all.participants, hero: away } };
		expect(moversOf(alone, { kind: "dm" })).toEqual([away]);
		expect(moversOf(project(room.state(), { kind: "watcher" }), { kind: "watcher" })).toEqual([]);
	});

	it("[EP16] talk under the names of those they play", () => {
		expect([null, "dm", "ada", "eve"].map((userId) => userName(view, userId))).toEqual([
			"The room",
			"DM",
			"Hero",
			"eve",
		]);
	});
});

describe("what is meant in words", () => {
	const act = (action: Omit<TurnAction, "entityId">) =>
		intentText({ type: "act", action: { entityId: "hero", ...action } }, view);

	it("[EP19] is what will be done, with what, and to whom", () => {
		expect(act({ type: "move", position: { x: 6, y: 9 } })).toBe("Move to column 7, row 10");
		expect(act({ type: "attack", actionId: "sword", target: "wolf" })).toBe("Sword on Grey Wolf");
		expect(act({ type: "interact", actionId: "dodge" })).toBe("Dodge");
		expect(act({ type: "useItem", itemId: "potion", target: "hero" })).toBe("Use Potion");
		expect(act({ type: "cast", spellId: "gone", target: "wolf" })).toBe("Cast something on Grey Wolf");
		expect(act({ type: "end" })).toBe("End the turn");
		const body = { type: "react", action: { type: "attack", entityId: "hero", actionId: "bow" } } as const;
		expect(intentText(body, view)).toBe("React: Bow");
		expect(intentText({ type: "delay", entityId: "hero" }, view)).toBe("Put the turn off");
		expect(intentText({ type: "reenter", entityId: "hero" }, view)).toBe("Act next");
	});
});

describe("what happens in words", () => {
	const attack = {
		kind: "attacked",
		entityId: "hero",
		target: "wolf",
		name: "Sword",
		outcome: "critical",
		isOpportunity: true,
	} as const;

	it("[EP17] is one sentence for each deed", () => {
		expect(deedText(attack, view)).toBe("Hero critically hits Grey Wolf with the Sword, as they turn away.");
		expect(deedText({ kind: "damaged", entityId: "hero", amount: 4 }, view)).toBe("Hero takes 4 damage.");
		expect(deedText({ kind: "damaged", entityId: "wolf" }, view)).toBe("Grey Wolf is hurt.");
		expect(deedText({ kind: "used", entityId: "hero", name: "Potion", target: "hero" }, view)).toBe(
			"Hero uses the Potion.",
		);
		expect(
			deedText(
				{
					kind: "moved",
					entityId: "nobody",
					path: [
						{ x: 0, y: 0 },
						{ x: 1, y: 0 },
					],
				},
				view,
			),
		).toBe("Somebody moves 5 ft.");
	});

	it("[EP17] names unseen seats as such, and tells changes, talk and dice elsewhere", () => {
		const turn = (seatId: string): ViewEvent => ({
			type: "TURN_STARTED",
			at: 0,
			seatId,
			roundNumber: 2,
			endsAt: null,
		});
		expect(eventText(turn("?"), view)).toBe("Round 2: Somebody unseen has the turn.");
		expect(eventText(turn("wolf"), view)).toBe("Round 2: Grey Wolf has the turn.");
		const rolled = {
			type: "ROLLED",
			at: 0,
			entityId: "hero",
			dice: "1d20+5",
			rolls: [12],
			total: 17,
			for: "attack",
		} as const;
		expect(eventText(rolled, view)).toBeUndefined();
		expect(rollText(rolled)).toBe("1d20+5: 12 → 17");
		expect(
			eventText({ type: "TURN_SKIPPED", at: 0, seatId: "hero", roundNumber: 1, reason: "timeout" }, view),
		).toBe("Hero ran out of time.");
	});

	it("[EP17] is told in one go, and by its last where it is much", () => {
		const told = (count: number): readonly ToldEvent[] =>
			Array.from({ length: count }, (_, at) => ({
				number: at + 1,
				entry: at + 1,
				event: {
					type: "ACTED",
					at,
					deed: { kind: "damaged", entityId: "hero", amount: at },
				},
				commandId: undefined,
			}));
		expect(spokenText(told(2), view)).toBe("Hero takes 0 damage. Hero takes 1 damage.");
		expect(spokenText(told(20), view)).toMatch(/^Hero takes 14 damage.*19 damage\.$/);
		expect(spokenText([], view)).toBeUndefined();
	});
});
