import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { WoodsRig } from "../../../test/backend/woods-rig";

export = (t: Suite) => {
	t.it("asks nothing in a place without items", () => {
		const rig = new WoodsRig();
		rig.experience.joined("1");
		rig.experience.triggered("1", "b1");
		rig.run(60);
		expect(rig.line.sent).toEqual([]);
		rig.experience.itemArrived("b1");
		rig.run(1);
		expect(rig.line.sent.size() > 0).toBe(true);
	});

	t.it("shows items where the place put them until it hears of the world, then where they are", () => {
		const rig = new WoodsRig();
		rig.line.isDown = true;
		rig.backend.act("9", "b2");
		rig.open();
		rig.run(0.125);
		const ready = { isShown: true, locationId: undefined, isOffered: true, isAway: false };
		expect(rig.looks.get("b1")).toEqual(ready);
		expect(rig.looks.get("b2")).toEqual(ready);
		rig.run(60);
		expect(rig.looks.get("b1")).toEqual({ ...ready, isAway: true });
		rig.line.isDown = false;
		rig.run(40);
		expect(rig.looks.get("b1")).toEqual({ ...ready, locationId: "pond" });
		expect(rig.differences()).toEqual([]);
	});

	t.it("takes an item for the player who wants it, and hides it when the world says so", () => {
		const rig = new WoodsRig().open("1");
		rig.run(1);
		rig.experience.triggered("1", "b1");
		rig.run(0.125);
		expect(rig.looks.get("b1")!.isOffered).toBe(false);
		expect(rig.looks.get("b1")!.isShown).toBe(true);
		expect(rig.looks.get("b2")!.isOffered).toBe(true);
		rig.run(1);
		expect(rig.backend.places.get("b1")).toBe("with:1");
		expect(rig.line.actions()).toEqual([{ id: "id-1", user_id: "1", action: "take", item: "b1" }]);
		expect(rig.differences()).toEqual([]);
		expect(rig.looks.get("b1")!.isOffered, "for whoever finds it dropped").toBe(true);
		expect(rig.told).toEqual([]);
	});

	t.it("follows what is taken and dropped elsewhere", () => {
		const rig = new WoodsRig().open("1");
		rig.run(1);
		rig.backend.act("9", "b1");
		rig.run(1);
		expect(rig.looks.get("b1")!.isShown).toBe(false);
		rig.backend.act("9", "b1", "tower");
		rig.run(1);
		expect(rig.looks.get("b1")!.locationId).toBe("tower");
		expect(rig.differences()).toEqual([]);
		expect(rig.quests.has("9")).toBe(false);
	});

	t.it("shows a player's quests on joining and as they go on, to that player alone", () => {
		const rig = new WoodsRig();
		rig.backend.act("1", "b5");
		rig.open("1", "2");
		rig.run(2);
		expect(rig.quests.get("1")![0]!.found).toEqual(["b5"]);
		expect(rig.quests.get("2")![0]!.found).toEqual([]);
		rig.experience.triggered("1", "b1");
		rig.run(2);
		expect(rig.quests.get("1")![0]!.found).toEqual(["b5", "b1"]);
		expect(rig.quests.get("2")![0]!.found).toEqual([]);
		expect(rig.line.requests("/view").size()).toBe(2);
	});

	t.it("wins at the seventh", () => {
		const rig = new WoodsRig().open("1");
		rig.run(1);
		for (const i of $range(1, 7)) {
			expect(rig.quests.get("1")![0]!.status).toBe("active");
			rig.experience.triggered("1", `b${i}`);
			rig.run(3);
		}
		expect(rig.quests.get("1")![0]!.status).toBe("won");
		expect(rig.experience.stats().taken).toBe(7);
	});

	t.it("tells the player why it came to nothing, and offers the item again", () => {
		const rig = new WoodsRig().open("1");
		rig.run(1);
		rig.backend.refuse = () => "inventory_full";
		rig.experience.triggered("1", "b1");
		rig.run(1);
		expect(rig.told).toEqual(["1: You carry all that you can."]);
		expect(rig.looks.get("b1")).toEqual({
			isShown: true,
			locationId: "pond",
			isOffered: true,
			isAway: false,
		});
		expect(rig.experience.stats()).toEqual({ ...rig.experience.stats(), refused: 1, taken: 0, waiting: 0 });
	});

	t.it("says to whoever reaches for what has just gone that it is gone, without asking", () => {
		const rig = new WoodsRig().open("1", "2");
		rig.run(1);
		rig.experience.triggered("1", "b1");
		rig.run(1);
		rig.experience.triggered("2", "b1");
		rig.experience.triggered("2", "no such item");
		rig.run(1);
		expect(rig.told).toEqual(["2: Somebody was faster: it is gone."]);
		expect(rig.line.actions().size()).toBe(1);
	});

	t.it("lets a player take so much at once, and others as much", () => {
		const rig = new WoodsRig().open("1", "2");
		rig.run(1);
		for (const i of $range(1, 6)) rig.experience.triggered("1", `b${i}`);
		rig.experience.triggered("2", "b7");
		rig.run(5);
		expect(rig.told).toEqual(["1: One thing at a time."]);
		expect(rig.experience.stats().taken).toBe(6);
		expect(rig.line.violations).toEqual([]);
	});

	t.it("gives up while the backend is away, says so, and takes again when it is back", () => {
		const rig = new WoodsRig().open("1");
		rig.run(1);
		rig.line.isDown = true;
		rig.run(30);
		rig.experience.triggered("1", "b1");
		rig.run(19);
		expect(rig.told).toEqual([]);
		rig.run(2);
		expect(rig.told).toEqual(["1: No answer just now. Try again in a moment."]);
		expect(rig.looks.get("b1")!.isAway).toBe(true);
		rig.line.isDown = false;
		rig.run(40);
		expect(rig.looks.get("b1")!.isAway).toBe(false);
		rig.experience.triggered("1", "b1");
		rig.run(2);
		expect(rig.backend.places.get("b1")).toBe("with:1");
		expect(rig.differences()).toEqual([]);
	});

	t.it("asks for the world anew where it cannot read what it is told", () => {
		for (const garble of ["what?", { user_id: "1" }, { user_id: "1", changes: [7], quests: [] }]) {
			const rig = new WoodsRig().open("1");
			rig.run(1);
			rig.backend.garble = garble;
			rig.backend.act("9", "b1");
			rig.run(3);
			expect(rig.experience.stats().strays).toBe(1);
			expect(rig.differences()).toEqual([]);
		}
	});

	t.it("catches up after the backend's log began anew", () => {
		const rig = new WoodsRig().open("1");
		rig.run(1);
		rig.line.isDown = true;
		rig.backend.act("1", "b1");
		rig.backend.act("9", "b2");
		rig.backend.restart();
		rig.run(10);
		rig.line.isDown = false;
		rig.run(40);
		expect(rig.differences()).toEqual([]);
		expect(rig.quests.get("1")![0]!.found).toEqual(["b1"]);
	});

	t.it("ends what is under way before it closes, and begins nothing more", () => {
		const rig = new WoodsRig().open("1");
		rig.run(1);
		rig.experience.triggered("1", "b1");
		const ends: boolean[] = [];
		rig.experience.flush((complete) => ends.push(complete), rig.now + 20);
		rig.experience.triggered("1", "b2");
		rig.run(2);
		expect(ends).toEqual([true]);
		expect(rig.differences()).toEqual([]);
		expect(rig.line.actions().size()).toBe(1);
	});

	t.it("says at its deadline that something could not be told", () => {
		const rig = new WoodsRig().open("1");
		rig.run(1);
		rig.line.isDown = true;
		rig.experience.triggered("1", "b1");
		const ends: boolean[] = [];
		rig.experience.flush((complete) => ends.push(complete), rig.now + 10);
		rig.run(9);
		expect(ends).toEqual([]);
		rig.run(2);
		expect(ends).toEqual([false]);
		const idle = new WoodsRig();
		idle.experience.flush((complete) => ends.push(complete), 10);
		idle.run(0.125);
		expect(ends).toEqual([false, true]);
	});

	t.it("stops asking when its last item has gone, and hears nothing once it is stopped", () => {
		const rig = new WoodsRig().open("1");
		rig.run(1);
		for (const i of $range(1, 7)) rig.experience.itemLeft(`b${i}`);
		rig.run(30);
		const count = rig.line.sent.size();
		rig.run(60);
		expect(rig.line.sent.size()).toBe(count);
		const stopped = new WoodsRig().open("1");
		stopped.run(1);
		stopped.experience.stop();
		stopped.looks.clear();
		stopped.backend.act("9", "b1");
		stopped.line.step();
		expect(stopped.looks.size()).toBe(0);
	});
};
