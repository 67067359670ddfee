import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { SocietyRig } from "../../../test/backend/society-rig";
import { chatlingId } from "./chatling";

const USERS = ["1", "2", "3", "4", "50", "600"];
const CREATURES = ["a", "b", "c", "d", "e"];

/** Players come and go, things happen to their chatlings, others take bodies, over a line with trouble of every kind. */
function live(rig: SocietyRig, random: SeededRandom): void {
	for (const userId of USERS) rig.backend.give(userId, ...CREATURES.filter(() => random.chance(0.6)));
	rig.line.faultRate = random.pick([0, 0.3, 0.6]);
	rig.run(150, () => {
		if (random.chance(0.02)) {
			const userId = random.pick(USERS);
			if (rig.here.has(userId)) rig.leave(userId);
			else rig.join(userId);
		}
		if (random.chance(0.02)) rig.backend.live(random.pick(USERS), random);
		if (random.chance(0.005)) rig.line.isDown = !rig.line.isDown;
		if (random.chance(0.01)) rig.line.seconds = random.pick([0.1, 0.1, 1, 4]);
		if (random.chance(0.01)) {
			const userId = random.pick(USERS);
			if (!rig.bodiless.delete(userId)) rig.bodiless.add(userId);
		}
		const standing = rig.standing();
		if (!standing.isEmpty()) {
			const id = random.pick(standing);
			if (random.chance(0.02)) rig.busy.add(id);
			if (random.chance(0.03)) rig.busy.delete(id);
			if (random.chance(0.003)) rig.bodies.delete(id);
		}
		checkLimits(rig);
	});
}

function checkLimits(rig: SocietyRig): void {
	const countOf = new Map<string, number>();
	let count = 0;
	for (const [id] of rig.bodies) {
		const userId = tostring(id.match("^chatling:(%d+):")[0]);
		count += 1;
		countOf.set(userId, (countOf.get(userId) ?? 0) + 1);
	}
	expect(count).toBeAtMost(rig.config.chatlingsPerServer);
	for (const [, own] of countOf) expect(own).toBeAtMost(rig.config.chatlingsPerPlayer);
}

/** What should stand in the place at last: few enough are here for everybody to have all that they may. */
function expected(rig: SocietyRig): readonly string[] {
	const ids: string[] = [];
	for (const userId of rig.here) {
		rig.backend.of(userId).forEach(({ creature_id: creatureId }, rank) => {
			if (rank < rig.config.chatlingsPerPlayer) ids.push(chatlingId(userId, creatureId));
		});
	}
	return ids.sort();
}

export = (t: Suite) => {
	t.property(
		"[CB58] ends with those in the place that should be, as they are, whatever happened",
		60,
		(random) => {
			const rig = new SocietyRig(random, { chatlingsPerServer: 18 });
			live(rig, random);
			rig.line.faultRate = 0;
			rig.line.isDown = false;
			rig.line.seconds = 0.1;
			rig.busy.clear();
			rig.bodiless.clear();
			rig.run(60);
			expect(rig.standing()).toEqual(expected(rig));
			for (const userId of rig.here) {
				for (const { creature_id: creatureId, mood, persona } of rig.backend.of(userId)) {
					const body = rig.bodies.get(chatlingId(userId, creatureId));
					if (body) expect([body.mood, body.persona]).toEqual([mood, persona]);
				}
			}
			const { appeared, left, standing } = rig.chatlings.stats();
			expect(appeared - left).toBe(standing);
			expect(rig.violations).toEqual([]);
			expect(rig.line.violations).toEqual([]);
			for (const userId of USERS) if (rig.here.has(userId)) rig.leave(userId);
			rig.run(1);
			expect(rig.standing()).toEqual([]);
		},
	);

	t.property("[CB58] nobody stands here whose player is not", 30, (random) => {
		const rig = new SocietyRig(random, { chatlingsPerServer: 7, chatlingsPerPlayer: 2 });
		rig.line.seconds = 4;
		for (const userId of USERS) rig.backend.give(userId, ...CREATURES);
		rig.run(100, () => {
			const userId = random.pick(USERS);
			if (random.chance(0.03)) {
				if (rig.here.has(userId)) rig.leave(userId);
				else rig.join(userId);
			}
			rig.chatlings.step(rig.now);
			for (const [id] of rig.bodies) {
				expect(rig.here.has(rig.chatlings.ownerOf(id)!), id).toBe(true);
			}
			checkLimits(rig);
		});
	});
};
