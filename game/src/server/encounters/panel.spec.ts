import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { memberOf } from "../../../test/backend/room-backend";
import type { ReachWire } from "../../shared/wire";
import { turnActionOf } from "./actions";
import { commandOf } from "./commands";
import type { EncounterMember, EncounterView } from "./encounter-checks";
import { isLooked, momentOf } from "./encounter-checks";
import { panelOf } from "./panel";
import { WORDS } from "./wording";

const at = { x: 1, y: 2 };
const robin: EncounterMember = {
	...memberOf({ entityId: "7", userId: "7", position: at }),
	currentHP: 9,
	maxHP: 12,
	health: "hurt",
	availableActions: [
		"move",
		"attack:bow",
		"attack:gone",
		"cast:flare",
		"useItem:tonic",
		"interact:hide",
		"interact:help",
		"interact:ready",
		"sing",
		"end",
	],
	economy: { action: true, bonusAction: true, movementLeft: 4 },
	attacks: [{ attackId: "bow", name: "Long bow" }],
	spells: [{ spellId: "flare", name: "Flare" }],
	inventory: [{ itemId: "tonic", name: "Tonic" }],
};
const ada = memberOf({ entityId: "ada", userId: undefined, position: at });

function viewOf(members: readonly EncounterMember[], changes: Partial<EncounterView> = {}): EncounterView {
	return {
		status: "active",
		dmId: "9",
		initiativeOrder: members.map(({ entityId }) => ({ seatId: entityId, entityIds: [entityId] })),
		currentTurnIndex: 0,
		roundNumber: 3,
		turn: undefined,
		participants: new Map(members.map((member) => [member.entityId, member])),
		mapState: { width: 20, height: 20 },
		pauseReason: undefined,
		outcome: undefined,
		...changes,
	};
}

const looker = (userId: string, isJoined = true) => ({
	userId,
	isJoined,
	notice: "",
	ground: { corner: { x: 0, z: 0 }, studs_per_cell: 5 },
	nameOf: ({ name }: EncounterMember) => name,
	shown: (text: string) => `<${text}>`,
});
const shown = (view: EncounterView, by: Parameters<typeof panelOf>[1], reach: readonly ReachWire[] = []) =>
	panelOf({ cursor: "", view, reach: [...reach] }, by);
const ground = { corner: { x: 0, z: 0 }, studs_per_cell: 5 };

export = (t: Suite) => {
	t.it("[EG6] shows the order of turns, how everybody is, and what is left", () => {
		const panel = shown(viewOf([robin, ada]), looker("7"));
		expect(panel.round).toBe(3);
		expect(panel.seats).toEqual([
			{ entityId: "7", name: "Name of 7", health: "hurt 9/12", isNow: true, isYou: true },
			{ entityId: "ada", name: "Name of ada", health: "unhurt", isNow: false, isYou: false },
		]);
		expect(panel.actor!.left).toBe("20 ft · action · bonus action");
		const spent = { ...robin, economy: { action: false, bonusAction: false, movementLeft: 0 } };
		expect(shown(viewOf([spent]), looker("7")).actor!.left).toBe("0 ft");
	});

	t.it("[EG10] tells how the map lies, and where whoever acts for the player can go, and nobody else", () => {
		const reach = [
			{ entity_id: "ada", runs: [{ x: 9, y: 9, width: 1 }] },
			{ entity_id: "7", runs: [{ x: 1, y: 2, width: 3 }] },
		];
		const lies = { corner: { x: 0, z: 0 }, studs: 5, width: 20, height: 20 };
		const groundFor = (userId: string, isJoined = true) =>
			shown(viewOf([robin, ada]), looker(userId, isJoined), reach).ground;
		expect(groundFor("7")).toEqual({ ...lies, reach: [{ x: 1, y: 2, width: 3 }] });
		expect(groundFor("7", false)).toEqual({ ...lies, reach: [] });
		expect(groundFor("5")).toEqual({ ...lies, reach: [] });
	});

	t.it("[EG6] makes a button of each action that a click or two can say, its words filtered", () => {
		const { actions } = shown(viewOf([robin]), looker("7")).actor!;
		expect(actions.map(({ id, label, needs }) => `${id} ${label} ${needs}`)).toEqual([
			"move Move ground",
			"attack:bow <Long bow> somebody",
			"attack:gone <gone> somebody",
			"cast:flare <Flare> either",
			"useItem:tonic <Tonic> somebody",
			"interact:hide Hide nothing",
			"interact:help Help somebody",
			"end End turn nothing",
		]);
	});

	t.it("[EG2] lets nobody act but the player who has joined, and for NPCs whoever leads", () => {
		const view = viewOf([robin, ada]);
		expect(shown(view, looker("7", false)).actor).toBe(undefined);
		expect(shown(view, looker("7", false)).canJoin).toBe(true);
		expect(shown(view, looker("7")).canJoin).toBe(false);
		expect(shown(view, looker("9")).actor, "a player's own character is the player's").toBe(undefined);
		expect(shown(view, looker("9", false)).canJoin, "who leads and is not in it").toBe(false);
		const theirs = viewOf([{ ...ada, availableActions: ["end"] }, robin]);
		expect(shown(theirs, looker("9")).actor!.entityId).toBe("ada");
		expect(shown(theirs, looker("7")).actor).toBe(undefined);
	});

	t.it("gives whoever leads what they may decide, and nobody else", () => {
		const leads = (status: EncounterView["status"], userId: string) =>
			shown(viewOf([robin], { status }), looker(userId)).leads;
		expect(leads("waiting", "9")).toEqual(["start", "complete"]);
		expect(leads("active", "9")).toEqual(["skipTurn", "pause", "complete"]);
		expect(leads("paused", "9")).toEqual(["resume", "complete"]);
		expect(leads("completed", "9")).toEqual([]);
		expect(leads("active", "7")).toEqual([]);
	});

	t.it("names those who are out of the order behind the others, by name", () => {
		const fallen = { ...ada, health: "dead" };
		const other = memberOf({ entityId: "abe", userId: undefined, position: at });
		const view = {
			...viewOf([fallen, other, robin]),
			initiativeOrder: [{ seatId: "s", entityIds: ["7", "who"] }],
		};
		expect(shown(view, looker("7")).seats.map(({ entityId }) => entityId)).toEqual(["7", "abe", "ada"]);
		expect(shown({ ...view, currentTurnIndex: -1 }, looker("7")).seats.some(({ isNow }) => isNow)).toBe(
			false,
		);
	});

	t.it("[EG5] makes of a button and a click the action that the room takes", () => {
		const aim = { target: "ada", position: at };
		expect(turnActionOf("7", "move", aim)).toEqual({ type: "move", entityId: "7", position: at });
		expect(turnActionOf("7", "end", aim)).toEqual({ type: "end", entityId: "7" });
		expect(turnActionOf("7", "attack:bow", aim)).toEqual({
			type: "attack",
			entityId: "7",
			actionId: "bow",
			target: "ada",
		});
		expect(turnActionOf("7", "cast:a:b", aim)).toEqual({
			type: "cast",
			entityId: "7",
			spellId: "a:b",
			...aim,
		});
		expect(turnActionOf("7", "useItem:tonic", aim)).toEqual({
			type: "useItem",
			entityId: "7",
			itemId: "tonic",
			target: "ada",
		});
		expect(turnActionOf("7", "interact:help", aim)).toEqual({
			type: "interact",
			entityId: "7",
			actionId: "help",
			target: "ada",
		});
		expect(turnActionOf("7", "sing", aim)).toBe(undefined);
	});

	t.it("[EG5] passes an order out of turn on for the player's own, and tells who has nobody to play", () => {
		const view = viewOf([ada, robin]);
		const order = { kind: "act", action: "end" } as const;
		expect(commandOf(order, { userId: "7", isJoined: true, view, ground })).toEqual({
			type: "act",
			action: { type: "end", entityId: "7" },
		});
		expect(commandOf(order, { userId: "5", isJoined: true, view, ground })).toBe(WORDS.noneOfYours);
		expect(
			commandOf({ kind: "lead", what: "skipTurn" }, { userId: "5", isJoined: false, view, ground }),
		).toEqual({
			type: "skipTurn",
		});
	});

	t.it("reads a look at a room, and refuses what is none", () => {
		const view = {
			status: "waiting",
			dmId: "9",
			initiativeOrder: [],
			currentTurnIndex: -1,
			roundNumber: 0,
			participants: { ada: { entityId: "ada", name: "Ada", position: at, life: "up", health: "unhurt" } },
			mapState: { width: 3, height: 4, rows: [] },
			settings: { title: "x" },
		};
		const reach = [{ entity_id: "ada", runs: [{ x: 1, y: 2, width: 3 }] }];
		expect(isLooked({ cursor: "e:1~dm", view, reach })).toBe(true);
		expect(isLooked({ cursor: "e:1~dm", view })).toBe(false);
		for (const [key] of pairs(view)) {
			if (key !== "settings")
				expect(isLooked({ cursor: "e:1", view: { ...view, [key]: undefined }, reach }), key).toBe(false);
		}
		const participants = { ada: { entityId: "ada" } };
		expect(isLooked({ cursor: "e:1", view: { ...view, participants }, reach })).toBe(false);
		expect(momentOf("e:12~player.7")).toBe("e:12");
		expect(momentOf("e:12")).toBe("e:12");
	});
};
