import { memberOf } from "../../../test/backend/room-backend";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Cast } from "./cast";

function rig() {
	const said: string[] = [];
	const cast = new Cast({
		isNpc: (id) => id.sub(1, 3) === "npc",
		stage: {
			hold: (id, isHeld) => said.push(`${isHeld ? "hold" : "free"} ${id}`),
			mark: (id, { health }) => said.push(`mark ${id} ${health}`),
			unmark: (id) => said.push(`unmark ${id}`),
		},
	});
	const news = () => {
		const told = [...said];
		said.clear();
		return told;
	};
	return { cast, news };
}

export = (t: Suite) => {
	t.it("[EG4] takes an NPC out of all else once, and no player", () => {
		const { cast, news } = rig();
		for (const id of ["npc-b", "npc-a", "7", "npc-b"]) cast.hold(id);
		expect(news()).toEqual(["hold npc-b", "hold npc-a"]);
		expect(cast.held()).toEqual(["npc-a", "npc-b"]);
		expect(cast.holds("npc-a")).toBe(true);
		expect(cast.holds("7")).toBe(false);
	});

	t.it("[EG8] [EG9] gives back whoever is in no encounter, and unmarks whoever is not seen in one", () => {
		const { cast, news } = rig();
		const member = (entityId: string) => memberOf({ entityId, userId: undefined, position: { x: 0, y: 0 } });
		for (const id of ["npc-a", "npc-b"]) cast.hold(id);
		for (const id of ["npc-a", "npc-b", "7"]) cast.mark(id, member(id));
		news();
		cast.keep({ isIn: () => true, isSeen: () => true });
		expect(news()).toEqual([]);
		cast.keep({ isIn: () => true, isSeen: (id) => id !== "npc-a" });
		expect(news()).toEqual(["unmark npc-a"]);
		cast.keep({ isIn: (id) => id === "npc-a", isSeen: () => false });
		expect(news().sort()).toEqual(["free npc-b", "unmark 7", "unmark npc-b"]);
		expect(cast.held()).toEqual(["npc-a"]);
		cast.keep({ isIn: () => false, isSeen: () => false });
		expect(news()).toEqual(["free npc-a"]);
	});
};
