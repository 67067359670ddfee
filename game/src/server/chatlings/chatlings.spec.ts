import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { SocietyRig } from "../../../test/backend/society-rig";

const id = (userId: string, creatureId: string) => `chatling:${userId}:${creatureId}`;

export = (t: Suite) => {
	t.it("[CB51] puts the chatlings of who comes in the place, and takes them away when they go", () => {
		const rig = new SocietyRig();
		rig.backend.give("1", "a", "b", "c", "d").give("2", "a");
		rig.join("1", "2").run(1);
		expect(rig.standing()).toEqual([id("1", "a"), id("1", "b"), id("1", "c"), id("2", "a")]);
		expect(rig.chatlings.ownerOf(id("1", "a"))).toBe("1");
		rig.leave("1");
		rig.run(0.125);
		expect(rig.standing()).toEqual([id("2", "a")]);
		expect(rig.chatlings.ownerOf(id("1", "a"))).toBe(undefined);
		expect(rig.chatlings.stats().standing).toBe(1);
		rig.run(16);
		expect(rig.line.asked(), "nobody asks of who is not here").toEqual(["1,2", "2"]);
	});

	t.it("[CB51] waits for a body to stand beside, and for a name to go by", () => {
		const rig = new SocietyRig();
		rig.backend.give("1", "a");
		rig.bodiless.add("1");
		rig.unfiltered.add("Name a");
		rig.join("1").run(5);
		rig.bodiless.delete("1");
		rig.run(2);
		expect(rig.standing()).toEqual([]);
		rig.unfiltered.clear();
		rig.run(1);
		expect(rig.standing()).toEqual([id("1", "a")]);
	});

	t.it("[CB51] takes who is told of twice for one, and players of a local test for players", () => {
		const rig = new SocietyRig();
		rig.backend.give("-1", "a");
		rig.join("-1", "-1").run(1);
		expect(rig.line.asked()).toEqual(["-1"]);
		expect(rig.news()).toEqual([`+${id("-1", "a")}`]);
	});

	t.it("[CB54] shows another mood within a round, whatever the chatling is in", () => {
		const rig = new SocietyRig();
		rig.backend.give("1", "a");
		rig.join("1").run(1);
		rig.busy.add(id("1", "a"));
		rig.backend.change("1", "a", { mood: "unhappy", persona: "Is cross." });
		rig.run(15);
		expect(rig.news()).toEqual([`+${id("1", "a")}`, `${id("1", "a")} unhappy`]);
		expect(rig.bodies.get(id("1", "a"))!.persona).toBe("Is cross.");
	});

	t.it("[CB52] tells its player, and nobody else, of a runaway, and says nothing of those that leave", () => {
		const rig = new SocietyRig();
		rig.backend.give("1", "a", "b").give("2", "a");
		rig.join("1", "2").run(1);
		rig.news();
		rig.backend.remove("1", "a", true);
		rig.backend.remove("1", "b", false);
		rig.run(16);
		expect(rig.news()).toEqual([`ran ${id("1", "a")}`, "1: Name a has run away.", `-${id("1", "b")}`]);
		expect(rig.chatlings.stats()).toEqual({
			...rig.chatlings.stats(),
			appeared: 3,
			left: 2,
			ranAway: 1,
			standing: 1,
		});
		rig.backend.recover("1", "a");
		rig.run(16);
		expect(rig.news()).toEqual([`+${id("1", "a")}`]);
	});

	t.it("[CB55] asks after a talk that a chatling was in, once the backend has heard of its end", () => {
		const rig = new SocietyRig();
		rig.backend.give("1", "a").give("2", "b");
		rig.join("1", "2").run(1);
		rig.busy.add(id("1", "a"));
		rig.run(10);
		rig.backend.change("1", "a", { mood: "happy" });
		rig.busy.delete(id("1", "a"));
		rig.run(10);
		expect(rig.line.asked()).toEqual(["1,2", "1,2", "1"]);
		expect(rig.line.sent.map(({ at }) => math.floor(at))).toEqual([0, 15, 19]);
		expect(rig.bodies.get(id("1", "a"))!.mood).toBe("happy");
	});

	t.it("puts one back that somebody else has taken out of the place", () => {
		const rig = new SocietyRig();
		rig.backend.give("1", "a");
		rig.join("1").run(1);
		rig.bodies.delete(id("1", "a"));
		rig.run(1);
		expect(rig.news()).toEqual([`+${id("1", "a")}`, `-${id("1", "a")}`, `+${id("1", "a")}`]);
	});

	t.it("[CB57] leaves everything as it is while nothing is heard", () => {
		const rig = new SocietyRig();
		rig.backend.give("1", "a", "b");
		rig.join("1").run(1);
		rig.news();
		for (const trouble of ["down", "nonsense"]) {
			rig.line.isDown = trouble === "down";
			rig.line.reply = trouble === "down" ? undefined : { status: 200, body: { users: "none" } };
			rig.backend.remove("1", "a", true);
			rig.run(100);
			expect(rig.news()).toEqual([]);
		}
		rig.line.reply = undefined;
		rig.run(35);
		expect(rig.news()).toEqual([`ran ${id("1", "a")}`, "1: Name a has run away."]);
	});

	t.it("asks and does nothing more once it has stopped", () => {
		const rig = new SocietyRig();
		rig.backend.give("1", "a");
		rig.join("1").run(1);
		rig.chatlings.stop();
		rig.news();
		const before = rig.line.sent.size();
		rig.leave("1");
		rig.join("2").run(30);
		expect(rig.line.sent.size()).toBe(before);
		expect(rig.news()).toEqual([]);
		expect(rig.chatlings.stats().standing).toBe(1);
	});
};
