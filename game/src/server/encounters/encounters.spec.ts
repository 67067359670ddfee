import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { ORIGIN, RoomRig } from "../../../test/backend/room-rig";
import { memberOf } from "../../../test/backend/room-backend";
import { WORDS } from "./wording";

const middle = (x: number, y: number) => ({ x: ORIGIN.x + (x + 0.5) * 5, z: ORIGIN.z + (y + 0.5) * 5 });
const move = (x: number, y: number) => ({ kind: "act", action: "move", spot: middle(x, y) }) as const;
const finish = { kind: "act", action: "end" } as const;

export = (t: Suite) => {
	t.it(
		"[EG11] asks now and then for those that go on here, where somebody is there and may be in one",
		() => {
			const empty = new RoomRig();
			empty.run(120);
			expect(empty.sent).toEqual([]);
			const closed = new RoomRig(undefined, { encounterOpeners: "nobody" }).gather("7");
			closed.run(60);
			expect(closed.sent).toEqual([]);
			const rig = new RoomRig().gather("7");
			rig.run(60);
			expect(rig.sent.size()).toBe(rig.asked("/v1/worlds/"));
			expect(rig.sent.size() >= 2 && rig.sent.size() <= 3, `${rig.sent.size()} questions`).toBe(true);
			expect(rig.shown.get("7")).toEqual({ canOpen: true });
		},
	);

	t.it("[EG1] are not opened by those who may not, or where nobody stands", () => {
		const strict = new RoomRig(undefined, { encounterOpeners: "nobody" }).gather("7");
		expect(strict.shown.get("7")).toEqual({ canOpen: false });
		strict.encounters.ordered("7", { kind: "open" });
		expect(strict.news()).toEqual([`7: ${WORDS.mayNot}`]);
		const alone = new RoomRig();
		alone.encounters.joined("7");
		alone.run(1);
		expect(alone.shown.get("7")).toEqual({ canOpen: false });
		alone.encounters.ordered("7", { kind: "open" });
		expect(alone.news()).toEqual([`7: ${WORDS.nobody}`]);
		expect(strict.asked("/v1/encounters") + alone.asked("/v1/encounters")).toBe(0);
	});

	t.it("[EG1] are not opened from a cluster that the backend does not know, and may be tried again", () => {
		const rig = new RoomRig().gather("7");
		rig.backend.isGone = true;
		rig.encounters.ordered("7", { kind: "open" });
		rig.run(0.25);
		expect(rig.shown.get("7"), "while it is asked for").toEqual({ canOpen: false });
		rig.run(1);
		expect(rig.news()).toEqual([`7: ${WORDS.opening}`, `7: ${WORDS.notOpened}`]);
		expect(rig.shown.get("7")).toEqual({ canOpen: true });
		rig.backend.isGone = false;
		rig.encounters.ordered("7", { kind: "open" });
		rig.run(2);
		expect(rig.encounters.stats().opened).toBe(1);
	});

	t.it("[EG1] are no more than the place can hold", () => {
		const rig = new RoomRig(undefined, { maxEncounters: 0 }).gather("7");
		expect(rig.shown.get("7")).toEqual({ canOpen: false });
		rig.encounters.ordered("7", { kind: "open" });
		expect(rig.news()).toEqual([`7: ${WORDS.tooMany}`]);
	});

	t.it("[EG1] [EG4] hold the NPCs of the cluster, and show who is in them", () => {
		const rig = new RoomRig().gather("7", "8");
		rig.encounters.ordered("7", { kind: "open" });
		rig.run(2);
		expect(
			rig.backend.opened.map(({ dm_user_id: leader, cluster_id: cluster }) => `${leader} ${cluster}`),
		).toEqual(["7 c1"]);
		expect(rig.encounters.holds("npc-a")).toBe(true);
		expect(rig.held.size()).toBe(2);
		expect(rig.marks.get("npc-b")).toBe("npc-b unhurt");
		expect(rig.shown.get("7")!.room!.leads).toEqual(["start", "complete"]);
		expect(rig.shown.get("8")!.room!.leads).toEqual([]);
		expect(rig.shown.get("8")!.room!.canJoin).toBe(true);
		expect(rig.shown.get("7")!.room!.seats.map(({ name }) => name)).toEqual([
			"The 7",
			"The 8",
			"The npc-a",
			"The npc-b",
		]);
		rig.news();
		rig.encounters.ordered("8", { kind: "open" });
		expect(rig.news()).toEqual([`8: ${WORDS.taken}`]);
	});

	t.it(
		"[EG14] bring what bodies say of the sheets of those who come, and leave out what cannot be read",
		() => {
			const rig = new RoomRig();
			rig.sheets.set("npc-a", '{"entityType":"monster","attacks":[{"name":"Claws"}]}');
			rig.sheets.set("npc-b", '{"maxHP":');
			rig.sheets.set("7", '{"maxHP":30}');
			rig.sheets.set("8", "[1]");
			rig.sheets.set("9", 30);
			rig.sheets.set("10", "{}");
			rig.sheets.set("elsewhere", '{"maxHP":1}');
			rig.gather("7", "8", "9", "10");
			rig.encounters.ordered("7", { kind: "open" });
			rig.run(2);
			expect(rig.backend.opened[0]!.sheets).toEqual({
				"npc-a": { entityType: "monster", attacks: [{ name: "Claws" }] },
				"7": { maxHP: 30 },
			});
			expect(rig.warnings.sort()).toEqual(
				["8", "9", "npc-b"].map((id) => `EncounterSheet of ${id} is left out: it is not a JSON object.`),
			);
		},
	);

	t.it("[EG14] say nothing of sheets where nobody has one", () => {
		const rig = new RoomRig().gather("7");
		rig.sheets.set("npc-a", "{}");
		rig.encounters.ordered("7", { kind: "open" });
		rig.run(2);
		expect(rig.backend.opened[0]!.sheets).toEqual(undefined);
		expect(rig.warnings).toEqual([]);
	});

	t.it("[EG2] a player's character moves by the room once the player has joined", () => {
		const rig = new RoomRig().begin("7", "8");
		rig.encounters.ordered("7", move(9, 8));
		rig.run(2);
		const to = middle(9, 8);
		expect(rig.walks).toEqual([`7 ${to.x} ${to.z}`]);
		rig.encounters.ordered("7", finish);
		rig.run(2);
		rig.news();
		rig.encounters.ordered("8", move(9, 9));
		expect(rig.news()).toEqual([`8: ${WORDS.notJoined}`]);
		rig.backend.put({ ...rig.backend.member("8"), position: { x: 3, y: 3 } });
		rig.run(2);
		expect(rig.walks.size(), "whoever has not joined stays where they are").toBe(1);
		rig.backend.put({ ...rig.backend.member("8"), position: { x: 9, y: 7 } });
		rig.run(2);
		rig.encounters.ordered("8", { kind: "join" });
		rig.run(1);
		rig.encounters.ordered("8", move(9, 9));
		rig.run(2);
		expect(rig.walks.size()).toBe(2);
		// Where players walk on their own is their own affair.
		rig.spots.set("8", middle(1, 1));
		rig.run(10);
		expect(rig.walks.size()).toBe(2);
	});

	t.it("[EG4] an NPC goes where the room has it, until it is there", () => {
		const rig = new RoomRig().begin("7");
		rig.encounters.ordered("7", finish);
		rig.run(2);
		rig.encounters.ordered("7", move(8, 9));
		rig.run(2);
		const to = middle(8, 9);
		expect(rig.walks).toEqual([`npc-a ${to.x} ${to.z}`]);
		rig.spots.set("npc-a", middle(0, 0));
		rig.run(6);
		expect(rig.walks).toEqual([`npc-a ${to.x} ${to.z}`, `npc-a ${to.x} ${to.z}`]);
	});

	t.it("[EG9] show nothing of those who are hidden, but to whoever leads, and hold them all the same", () => {
		const rig = new RoomRig().begin("7", "8");
		rig.backend.put({ ...rig.backend.member("npc-b"), isHidden: true, position: { x: 12, y: 12 } });
		rig.run(5);
		expect(rig.marks.has("npc-b")).toBe(false);
		expect(rig.marks.has("npc-a")).toBe(true);
		expect(rig.walks).toEqual([]);
		expect(rig.shown.get("8")!.room!.seats.some(({ entityId }) => entityId === "npc-b")).toBe(false);
		expect(rig.shown.get("7")!.room!.seats.some(({ entityId }) => entityId === "npc-b")).toBe(true);
		expect(rig.held.has("npc-b")).toBe(true);
		rig.backend.put({ ...rig.backend.member("npc-b"), isHidden: false });
		rig.run(5);
		expect(rig.marks.has("npc-b")).toBe(true);
		expect(rig.walks.size()).toBe(1);
	});

	t.it("[EG20] show those who have no body in the place by figures, where the room has them", () => {
		const rig = new RoomRig().begin("7", "8");
		expect(rig.figures.size()).toBe(0);
		const wolf = memberOf({ entityId: "wolf-1", userId: undefined, position: { x: 9, y: 9 } });
		rig.backend.put(wolf);
		rig.backend.put(memberOf({ entityId: "ranger-ada", userId: "ada", position: { x: 2, y: 3 } }));
		rig.run(3);
		const figure = { entityId: "wolf-1", name: "Name of wolf-1!", health: "unhurt", beside: "7" };
		expect(rig.figures.get("room 1/wolf-1")).toEqual({ ...figure, spot: middle(9, 9) });
		expect(rig.figures.get("room 1/ranger-ada")!.spot).toEqual(middle(2, 3));
		expect(rig.figures.size()).toBe(2);
		rig.backend.put({ ...wolf, health: "bloodied", position: { x: 8, y: 9 } });
		rig.run(3);
		expect(rig.figures.get("room 1/wolf-1")).toEqual({
			...figure,
			health: "bloodied",
			spot: middle(8, 9),
		});
		rig.backend.put({ ...wolf, isHidden: true });
		rig.run(3);
		expect(rig.figures.has("room 1/wolf-1"), "hidden").toBe(false);
		rig.spots.delete("8");
		rig.run(3);
		expect(rig.figures.size(), "a player who is here has a body again soon").toBe(1);
		rig.encounters.left("8");
		rig.run(3);
		expect(rig.figures.get("room 1/8")?.entityId, "of who has gone").toBe("8");
		rig.encounters.ordered("7", { kind: "lead", what: "complete" });
		rig.run(3);
		expect(rig.figures.size()).toBe(0);
	});

	t.it("[EG20] take no user for an NPC of the place who is called as they are", () => {
		const rig = new RoomRig().begin("7");
		rig.backend.put(memberOf({ entityId: "ranger", userId: "npc-a", position: { x: 2, y: 3 } }));
		rig.run(3);
		expect(rig.marks.get("npc-a")).toBe("npc-a unhurt");
		expect(rig.figures.get("room 1/ranger")!.spot).toEqual(middle(2, 3));
		expect(rig.walks).toEqual([]);
		const names = rig.shown.get("7")!.room!.seats.map(({ name }) => name);
		expect(names.includes("Name of ranger!")).toBe(true);
	});

	t.it("[EG5] says in the room's words why it refuses, and in the place's own what it cannot ask", () => {
		const rig = new RoomRig().begin("7", "8");
		rig.encounters.ordered("8", { kind: "join" });
		rig.news();
		rig.encounters.ordered("8", move(9, 9));
		rig.encounters.ordered("7", move(30, 7));
		rig.run(1);
		expect(rig.news().join("; ")).toBe("8: It is not your turn.; 7: There is no way there.");
		rig.encounters.ordered("7", { kind: "act", action: "move", spot: { x: ORIGIN.x - 1, z: ORIGIN.z } });
		rig.encounters.ordered("7", { kind: "act", action: "fly" });
		rig.encounters.ordered("8", { kind: "lead", what: "complete" });
		rig.run(1);
		expect(rig.news()).toEqual([`7: ${WORDS.offMap}`, `7: ${WORDS.noButton}`, "8: Only the DM may do that."]);
	});

	t.it("[EG5] take no more orders of one player than the rate allows, nor more than may wait", () => {
		const rig = new RoomRig().begin("7");
		rig.isDown = true;
		rig.news();
		for (const _ of $range(1, 6)) rig.encounters.ordered("7", finish);
		expect(rig.news()).toEqual([`7: ${WORDS.tooFast}`, `7: ${WORDS.tooFast}`]);
		const other = new RoomRig(undefined, { encounterOrderBurst: 1 }).gather("7");
		other.encounters.ordered("7", finish);
		other.encounters.ordered("7", finish);
		expect(other.news()).toEqual([`7: ${WORDS.notIn}`, `7: ${WORDS.tooFast}`]);
	});

	t.it("[EG7] say that the backend is away, and do afterwards what was ordered meanwhile, once", () => {
		const rig = new RoomRig().begin("7");
		rig.isDown = true;
		rig.news();
		rig.encounters.ordered("7", move(9, 9));
		rig.encounters.ordered("7", finish);
		rig.run(20);
		expect(rig.news()).toEqual([`7: ${WORDS.away}`]);
		expect(rig.shown.get("7")!.room!.notice).toBe(WORDS.away);
		expect(rig.encounters.stats().waiting).toBe(2);
		rig.isDown = false;
		rig.run(60);
		expect(rig.shown.get("7")!.room!.notice).toBe("");
		expect(
			rig.backend.done.map(({ command }) => (command.type === "act" ? command.action.type : command.type)),
		).toEqual(["start", "move", "end"]);
		expect(rig.encounters.stats().waiting).toBe(0);
	});

	t.it("[EG8] set everybody free at the end, or where the room is gone", () => {
		for (const isGone of [false, true]) {
			const rig = new RoomRig().begin("7");
			if (isGone) rig.backend.isGone = true;
			else rig.encounters.ordered("7", { kind: "lead", what: "complete" });
			rig.run(3);
			expect(rig.held.size()).toBe(0);
			expect(rig.marks.size()).toBe(0);
			expect(rig.encounters.holds("npc-a")).toBe(false);
			expect(rig.shown.get("7")).toEqual({ canOpen: true });
			expect(rig.news().includes(`7: ${WORDS.over}`)).toBe(true);
			const asked = rig.asked("/v1/encounters");
			rig.run(60);
			expect(rig.asked("/v1/encounters")).toBe(asked);
		}
	});

	t.it("[EG8] end in the place where nobody of them is here any more, and at its stop", () => {
		const rig = new RoomRig().begin("7");
		rig.encounters.left("7");
		rig.run(1);
		expect(rig.held.size()).toBe(0);
		const other = new RoomRig().begin("7");
		other.encounters.stop();
		expect(other.held.size()).toBe(0);
		expect(other.marks.size()).toBe(0);
	});

	t.it("tell what was ordered before the place goes, and take nothing more", () => {
		const rig = new RoomRig().begin("7");
		rig.encounters.ordered("7", finish);
		let complete: boolean | undefined;
		rig.encounters.flush((told) => {
			complete = told;
		}, rig.now + 10);
		rig.encounters.ordered("7", finish);
		rig.run(2);
		expect(complete).toBe(true);
		expect(rig.backend.done.size()).toBe(2);
		const down = new RoomRig().begin("7");
		down.isDown = true;
		down.encounters.ordered("7", finish);
		down.encounters.flush((told) => {
			complete = told;
		}, down.now + 3);
		down.run(4);
		expect(complete).toBe(false);
	});

	t.it("show and ask nothing more once they are stopped, which may be as soon as all is told", () => {
		const rig = new RoomRig().begin("7");
		rig.encounters.ordered("7", finish);
		let sent = 0;
		rig.encounters.flush(() => {
			rig.encounters.stop();
			rig.shown.clear();
			sent = rig.sent.size();
		}, rig.now + 10);
		rig.run(40);
		expect(sent > 0).toBe(true);
		expect(rig.sent.size()).toBe(sent);
		expect(rig.shown.isEmpty()).toBe(true);
	});

	t.it("[EG6] look once a second, and for all at once when something has happened", () => {
		const rig = new RoomRig().begin("7", "8");
		const looks = () => rig.asked("/v1/encounters");
		const before = looks();
		rig.run(30);
		const quiet = looks() - before;
		expect(quiet >= 25 && quiet <= 31, `${quiet} looks`).toBe(true);
		rig.encounters.ordered("7", move(10, 10));
		rig.run(1.5);
		expect(rig.shown.get("8")!.room!.round).toBe(1);
		expect(rig.backend.member("7").position).toEqual({ x: 10, y: 10 });
		expect(looks() - before - quiet <= 6).toBe(true);
	});

	t.property("[EG7] whatever is lost on the way, each order is done once and in its order", 40, (random) => {
		const rig = new RoomRig(random).begin("7");
		const wanted: string[] = [];
		for (const round of $range(1, 6)) {
			// What is given is given by what is seen.
			rig.faultRate = 0;
			rig.run(70);
			rig.faultRate = 0.4;
			// One's own turn and those of two NPCs come in turn, all played by the one who leads.
			const cell = { x: random.integer(0, 19), y: random.integer(0, 30) };
			rig.encounters.ordered("7", move(cell.x, cell.y));
			rig.encounters.ordered("7", finish);
			wanted.push(`${cell.x} ${cell.y}`, "end");
			rig.run(120);
			expect(rig.encounters.stats().waiting, `round ${round}`).toBe(0);
		}
		const done: string[] = [];
		for (const { command } of rig.backend.done) {
			if (command.type !== "act") continue;
			const { position } = command.action;
			done.push(position ? `${position.x} ${position.y}` : "end");
		}
		expect(done).toEqual(wanted);
		const ids = new Set(rig.backend.done.map(({ id }) => id));
		expect(ids.size()).toBe(rig.backend.done.size());
		expect(rig.encounters.stats().done).toBe(rig.backend.done.size());
	});
};
