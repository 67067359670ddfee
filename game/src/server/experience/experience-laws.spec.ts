import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { BOTTLES, WoodsRig } from "../../../test/backend/woods-rig";
import { LOCATIONS } from "../../../test/backend/woods-backend";

const USERS = ["1", "2", "3"];

/** Players and others take and drop, over a line with trouble of every kind, and calm at the end. */
function live(rig: WoodsRig, random: SeededRandom): void {
	rig.open(...USERS);
	rig.line.faultRate = random.pick([0, 0.3, 0.6]);
	rig.run(120, () => {
		if (random.chance(0.1)) rig.experience.triggered(random.pick(USERS), random.pick(BOTTLES));
		if (random.chance(0.03)) rig.backend.act(random.pick([...USERS, "9"]), random.pick(BOTTLES));
		if (random.chance(0.1)) {
			rig.backend.act(random.pick([...USERS, "9"]), random.pick(BOTTLES), random.pick(LOCATIONS));
		}
		if (random.chance(0.005)) rig.backend.restart();
		if (random.chance(0.004)) rig.line.isDown = !rig.line.isDown;
		if (random.chance(0.02)) {
			const userId = random.pick(USERS);
			rig.experience.left(userId);
			rig.experience.joined(userId);
		}
	});
	rig.line.faultRate = 0;
	rig.line.isDown = false;
	rig.run(90);
}

export = (t: Suite) => {
	t.property("the place ends as the shared world is, whatever the line does", 60, (random) => {
		const rig = new WoodsRig(random);
		live(rig, random);
		expect(rig.differences()).toEqual([]);
		for (const userId of USERS) expect(rig.quests.get(userId)).toEqual(rig.backend.quests(userId));
		for (const [, look] of rig.looks) expect([look.isOffered, look.isAway]).toEqual([true, false]);
		expect(rig.experience.stats().waiting).toBe(0);
		expect(rig.line.violations).toEqual([]);
	});

	t.property("every triggering is one action, done once however often it is told", 60, (random) => {
		const rig = new WoodsRig(random);
		live(rig, random);
		const { takes, taken, refused, givenUp } = rig.experience.stats();
		const bodies = new Map<string, string>();
		for (const { id, user_id: userId, item } of rig.line.actions()) {
			const said = `${userId} ${item}`;
			expect(bodies.get(id) ?? said, "an id is kept for one player and one item").toBe(said);
			bodies.set(id, said);
		}
		expect(taken + refused + givenUp).toBe(takes);
		expect(new Set(rig.backend.done).size()).toBe(rig.backend.done.size());
		// What was given up may have been done all the same.
		expect(rig.backend.done.size()).toBeAtLeast(taken);
		expect(rig.backend.done.size()).toBeAtMost(taken + givenUp);
	});
};
