import { memberOf, RoomBackend } from "../../../test/backend/room-backend";
import { ORIGIN, RoomRig } from "../../../test/backend/room-rig";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { WORDS } from "./wording";

const middle = (x: number, y: number) => ({ x: ORIGIN.x + (x + 0.5) * 5, z: ORIGIN.z + (y + 0.5) * 5 });
const move = (x: number, y: number) => ({ kind: "act", action: "move", spot: middle(x, y) }) as const;
const finish = { kind: "act", action: "end" } as const;

/** A room of others in which these players are. */
function roomOf(id: string, dmId: string, userIds: readonly string[]): RoomBackend {
	const backend = new RoomBackend(id);
	for (const userId of userIds) backend.cluster.set(userId, { x: 6, y: 7, isPlayer: true });
	backend.cluster.set("npc-a", { x: 20, y: 7, isPlayer: false });
	backend.open({ dm_user_id: dmId, cluster_id: "c" });
	return backend;
}

export = (t: Suite) => {
	t.it("[EG11] go on in a new server of the place, from where they were to their end", () => {
		const old = new RoomRig().begin("7", "8");
		old.encounters.ordered("8", { kind: "join" });
		old.encounters.ordered("7", move(9, 9));
		old.encounters.ordered("7", finish);
		old.run(2);
		old.encounters.ordered("8", finish);
		old.run(2);
		old.encounters.ordered("7", move(8, 12));
		old.run(2);
		// It is gone without a word. Its players come back one after the other, to where they come in.
		const rig = old.another().come("7");
		rig.spots.set("7", middle(1, 1));
		rig.run(1);
		expect(rig.news()).toEqual([`7: ${WORDS.found}`]);
		expect(rig.shown.get("7")!.room!.round).toBe(1);
		expect(rig.shown.get("7")!.room!.leads).toEqual(["skipTurn", "pause", "complete"]);
		expect(rig.encounters.holds("npc-a") && rig.encounters.holds("npc-b")).toBe(true);
		expect(rig.marks.get("npc-a")).toBe("npc-a unhurt");
		const [own, theirs] = [middle(9, 9), middle(8, 12)];
		expect(rig.walks.includes(`7 ${own.x} ${own.z}`), "who leads has agreed").toBe(true);
		expect(rig.walks.includes(`npc-a ${theirs.x} ${theirs.z}`)).toBe(true);
		rig.encounters.joined("8");
		rig.spots.set("8", middle(1, 2));
		rig.run(2);
		expect(rig.news()).toEqual([`8: ${WORDS.found}`]);
		expect(rig.shown.get("8")!.room!.canJoin).toBe(true);
		expect(
			rig.walks.some((walk) => walk.sub(1, 2) === "8 "),
			"who has not agreed anew stays",
		).toBe(false);
		rig.encounters.ordered("8", { kind: "join" });
		rig.run(1);
		expect(rig.walks.some((walk) => walk.sub(1, 2) === "8 ")).toBe(true);
		rig.encounters.ordered("7", finish);
		rig.run(2);
		rig.encounters.ordered("7", finish);
		rig.run(2);
		expect(rig.backend.done.map(({ user_id: userId }) => userId)).toEqual([
			"7",
			"7",
			"7",
			"8",
			"7",
			"7",
			"7",
		]);
		rig.encounters.ordered("7", { kind: "lead", what: "complete" });
		rig.run(3);
		expect(rig.held.size() + rig.marks.size()).toBe(0);
		expect(rig.shown.get("8")!.room).toBe(undefined);
		const { opened, found, closed } = rig.encounters.stats();
		expect([opened, found, closed]).toEqual([0, 1, 1]);
		rig.run(120);
		expect(rig.encounters.stats().found).toBe(1);
	});

	t.it("[EG11] are found again by a player who was away, and free those whom they leave", () => {
		const rig = new RoomRig().begin("7");
		rig.encounters.left("7");
		rig.run(1);
		expect(rig.held.size()).toBe(0);
		rig.news();
		rig.encounters.joined("7");
		rig.run(2);
		expect(rig.news()).toEqual([`7: ${WORDS.found}`]);
		expect(rig.held.size()).toBe(2);
		expect(rig.shown.get("7")!.room!.status).toBe("active");
	});

	t.it(
		"[EG11] are found within half a minute where somebody else opens them, if they may open some here",
		() => {
			const rig = new RoomRig(undefined, { encounterOpeners: "everybody" }).come("7");
			rig.others.push(roomOf("theirs", "page-user", ["7"]));
			rig.run(31);
			expect(rig.news()).toEqual([`7: ${WORDS.found}`]);
			expect(rig.shown.get("7")!.room!.status).toBe("waiting");
			const strict = new RoomRig(undefined, { encounterOpeners: "9" }).come("7");
			strict.others.push(roomOf("theirs", "page-user", ["7"]));
			strict.run(62);
			expect(strict.told).toEqual([]);
			expect(strict.shown.get("7")).toEqual({ canOpen: false });
		},
	);

	t.it("[EG11] are found once the backend is there again", () => {
		const old = new RoomRig().begin("7");
		const rig = old.another();
		rig.isDown = true;
		rig.come("7").run(20);
		expect(rig.shown.get("7")!.room).toBe(undefined);
		rig.isDown = false;
		rig.run(70);
		expect(rig.shown.get("7")!.room!.status).toBe("active");
	});

	t.it("[EG11] are not begun anew by an answer that is older than their end", () => {
		const rig = new RoomRig().begin("7");
		rig.backend.isStale = true;
		rig.encounters.ordered("7", { kind: "lead", what: "complete" });
		rig.run(2);
		rig.news();
		rig.encounters.joined("7");
		rig.run(62);
		expect(rig.news()).toEqual([]);
		expect(rig.encounters.stats().found).toBe(0);
	});

	t.it("[EG12] go on in every server where one of their players is, with the bodies that it has", () => {
		const here = new RoomRig().begin("7", "8");
		here.encounters.left("8");
		here.spots.delete("8");
		const there = here.another().come("8");
		there.spots.set("8", middle(9, 7));
		there.run(2);
		expect(there.news()).toEqual([`8: ${WORDS.found}`]);
		expect(there.shown.get("8")!.room!.seats.map(({ entityId }) => entityId)).toEqual(
			here.shown.get("7")!.room!.seats.map(({ entityId }) => entityId),
		);
		expect(there.held.size()).toBe(2);
		expect(here.held.size()).toBe(2);
		there.encounters.ordered("8", { kind: "join" });
		here.encounters.ordered("7", move(9, 9));
		here.run(2);
		there.run(2);
		expect(here.walks.size()).toBe(1);
		expect(there.walks, "who is in another server has no body here").toEqual([]);
		here.encounters.ordered("7", finish);
		here.run(2);
		there.encounters.ordered("8", move(9, 9));
		there.run(2);
		expect(there.news()).toEqual([`8: ${WORDS.joined}`]);
		here.encounters.ordered("7", { kind: "lead", what: "complete" });
		here.run(3);
		there.run(3);
		expect(here.held.size() + there.held.size()).toBe(0);
		// Whoever is in another server, and nobody else, has none of it.
		const third = here.another().come("9");
		third.run(40);
		expect(third.held.size()).toBe(0);
		expect(third.asked("/v1/encounters")).toBe(0);
	});

	t.it("[EG12] nobody is in two: whoever is in one already goes by that, and so do bodies", () => {
		const rig = new RoomRig().begin("7");
		const theirs = roomOf("theirs", "9", ["7"]);
		rig.others.push(theirs);
		rig.run(31);
		expect(rig.encounters.stats().rooms).toBe(1);
		theirs.put(memberOf({ entityId: "9", userId: "9", position: { x: 1, y: 1 } }));
		const walked = rig.walks.size();
		rig.encounters.joined("9");
		rig.spots.set("9", middle(1, 1));
		rig.run(3);
		expect(rig.encounters.stats().rooms).toBe(2);
		expect(rig.shown.get("7")!.room!.leads.size()).toBe(3);
		expect(rig.walks.size(), "npc-a stands where its own room has it").toBe(walked);
		rig.encounters.ordered("7", { kind: "lead", what: "complete" });
		rig.run(3);
		const to = middle(20, 7);
		expect(rig.walks.includes(`npc-a ${to.x} ${to.z}`), "and then where the other has it").toBe(true);
		expect(rig.encounters.holds("npc-a")).toBe(true);
		expect(rig.encounters.holds("npc-b")).toBe(false);
	});

	t.it("[EG12] wait where the place holds no more, and their players are told so once", () => {
		const rig = new RoomRig(undefined, { maxEncounters: 1 }).begin("7");
		rig.others.push(roomOf("theirs", "9", ["9"]));
		rig.news();
		rig.encounters.joined("9");
		rig.run(70);
		expect(rig.news()).toEqual([`9: ${WORDS.waits}`]);
		rig.encounters.ordered("7", { kind: "lead", what: "complete" });
		rig.run(40);
		expect(rig.news()).toEqual([`7: ${WORDS.over}`, `9: ${WORDS.found}`]);
	});
};
