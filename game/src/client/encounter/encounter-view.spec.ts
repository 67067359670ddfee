import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { ActionMessage, RoomMessage } from "../../shared/remotes/encounter-messages";
import { encounterView, orderOfClick } from "./encounter-view";

const move: ActionMessage = { id: "move", label: "Move", needs: "ground" };
const strike: ActionMessage = { id: "attack:strike", label: "Strike", needs: "somebody" };
const flare: ActionMessage = { id: "cast:flare", label: "Flare", needs: "either" };
const finish: ActionMessage = { id: "end", label: "End turn", needs: "nothing" };
const you = { entityId: "7", name: "Robin", health: "hurt 9/12", isNow: true, isYou: true };
const ada = { entityId: "ada", name: "Ada", health: "unhurt", isNow: false, isYou: false };
const room: RoomMessage = {
	status: "active",
	round: 2,
	seats: [you, ada],
	actor: { entityId: "7", name: "Robin", left: "30 ft · action", actions: [move, strike, finish] },
	canJoin: false,
	leads: [],
	notice: "",
	ground: { corner: { x: 0, z: 0 }, studs: 5, width: 8, height: 8, reach: [] },
};
const labels = (shown: RoomMessage) => encounterView(shown, undefined).buttons.map(({ label }) => label);

export = (t: Suite) => {
	t.it("[EG6] says whose turn it is, and what is left of it", () => {
		const view = encounterView(room, undefined);
		expect(view.title).toBe("Round 2: your turn");
		expect(view.hint).toBe("Robin: 30 ft · action");
		expect(view.rows.map(({ name, health }) => `${name} ${health}`)).toEqual([
			"Robin hurt 9/12",
			"Ada unhurt",
		]);
		expect(labels(room)).toEqual(["Move", "Strike", "End turn"]);
		const theirs = [
			{ ...you, isNow: false },
			{ ...ada, isNow: true },
		];
		expect(encounterView({ ...room, seats: theirs, actor: undefined }, undefined).title).toBe("Round 2: Ada");
		expect(encounterView({ ...room, seats: [] }, undefined).title).toBe("Round 2");
		const other = (status: RoomMessage["status"]) => encounterView({ ...room, status }, undefined).title;
		expect(other("waiting")).toBe("Encounter: not begun");
		expect(other("paused")).toBe("Round 2: paused");
		expect(other("completed")).toBe("Encounter: over");
	});

	t.it("offers to join, and to whoever leads it what they may decide", () => {
		expect(labels({ ...room, canJoin: true, actor: undefined })).toEqual(["Join"]);
		expect(labels({ ...room, actor: undefined, leads: ["start", "complete"] })).toEqual([
			"Start",
			"End encounter",
		]);
	});

	t.it("orders at once what needs no click, and waits for one where it does", () => {
		const [walk, , over] = encounterView(room, undefined).buttons;
		expect(over!.order).toEqual({ kind: "act", action: "end" });
		expect(walk!.order).toBe(undefined);
		expect(walk!.aims).toEqual(move);
		const aiming = encounterView(room, "move");
		expect(aiming.hint).toBe("Click where to go.");
		expect(aiming.buttons.map(({ isChosen }) => isChosen)).toEqual([true, false, false]);
		expect(encounterView(room, "cast:gone").hint).toBe("Robin: 30 ft · action");
	});

	t.it("shows those around whoever has the turn where not all fit", () => {
		const seats = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((index) => ({
			...ada,
			name: `n${index}`,
			isNow: index === 10,
		}));
		const rows = encounterView({ ...room, seats }, undefined).rows;
		expect(rows.size()).toBe(8);
		expect(rows.some(({ isNow }) => isNow)).toBe(true);
	});

	t.it("says what is wrong where something is", () => {
		expect(encounterView(room, undefined).notice).toBe(undefined);
		expect(encounterView({ ...room, notice: "No answer" }, undefined).notice).toBe("No answer");
	});

	t.it("[EG6] takes a click for what the action needs", () => {
		const spot = { x: 3, z: -4 };
		expect(orderOfClick(move, { spot })).toEqual({ kind: "act", action: "move", spot });
		expect(orderOfClick(move, { spot, entityId: "ada" })).toEqual({ kind: "act", action: "move", spot });
		expect(orderOfClick(strike, { spot })).toBe(undefined);
		expect(orderOfClick(strike, { spot, entityId: "ada" })).toEqual({
			kind: "act",
			action: "attack:strike",
			target: "ada",
		});
		expect(orderOfClick(flare, { spot })).toEqual({ kind: "act", action: "cast:flare", spot });
		expect(orderOfClick(flare, { spot, entityId: "ada" })).toEqual({
			kind: "act",
			action: "cast:flare",
			target: "ada",
		});
	});
};
