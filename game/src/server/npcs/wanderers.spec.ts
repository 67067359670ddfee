import { expect } from "../../../test/harness/expect";
import { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import type { Entity, Frame } from "../entities/entity";
import { createWanderers } from "./wanderers";

const entity = (id: string, changes: Partial<Entity> = {}): Entity => ({
	id,
	key: id,
	name: id,
	type: "npc",
	abilities: new Set(["move"]),
	responseRadius: 20,
	responseSpeed: 1,
	persona: "",
	wanderRadius: 30,
	...changes,
});

function world(entities: Entity[], busy: ReadonlySet<string> = new Set()) {
	const walked = new Map<string, number>();
	const random = new SeededRandom(3);
	const wanderers = createWanderers({
		mover: { walkTo: (id) => walked.set(id, (walked.get(id) ?? 0) + 1) },
		random: { unit: () => random.unit() },
		entity: (id) => entities.find((candidate) => candidate.id === id),
		isBusy: (id) => busy.has(id),
		keepsTo: () => undefined,
		recallStuds: 20,
	});
	const frame = (x: number): Frame => ({
		at: 0,
		ids: entities.map((candidate) => candidate.id),
		xs: entities.map(() => x),
		ys: entities.map(() => 0),
		zs: entities.map(() => 0),
	});
	return { wanderers, walked, frame };
}

export = (t: Suite) => {
	t.it("moves only NPCs that can move and are not busy", () => {
		const { wanderers, walked, frame } = world(
			[
				entity("free"),
				entity("held"),
				entity("still", { abilities: new Set(["initiate_chat"]) }),
				entity("rooted", { wanderRadius: 0 }),
				entity("player", { type: "player" }),
			],
			new Set(["held"]),
		);
		for (const _ of $range(1, 50)) wanderers.step(frame(0));
		expect(walked.has("free")).toBe(true);
		expect(walked.size()).toBe(1);
	});

	t.it("keeps the first place as home, and takes a new one after it was forgotten", () => {
		const spots: number[] = [];
		const random = new SeededRandom(9);
		const wanderers = createWanderers({
			mover: { walkTo: (_, spot) => spots.push(spot.x) },
			random: { unit: () => random.unit() },
			entity: () => entity("a", { wanderRadius: 10 }),
			isBusy: () => false,
			keepsTo: () => undefined,
			recallStuds: 20,
		});
		const at = (x: number): Frame => ({ at: 0, ids: ["a"], xs: [x], ys: [0], zs: [0] });
		wanderers.step(at(0));
		for (const _ of $range(1, 50)) wanderers.step(at(500));
		expect(spots.size()).toBeAtLeast(5);
		for (const x of spots) expect(math.abs(x)).toBeAtMost(10);

		wanderers.forget("a");
		spots.clear();
		for (const _ of $range(1, 50)) wanderers.step(at(500));
		for (const x of spots) expect(math.abs(x - 500)).toBeAtMost(10);
	});
};
