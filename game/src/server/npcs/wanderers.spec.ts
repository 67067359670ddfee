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

/** An NPC that keeps to a player, where both stand, and where it is sent. */
function follower(changes: Partial<Entity> = {}) {
	const entities = [entity("pet", { wanderRadius: 10, ...changes }), entity("player", { type: "player" })];
	const busy = new Set<string>();
	const sent: { readonly x: number; readonly y?: number }[] = [];
	const random = new SeededRandom(5);
	const wanderers = createWanderers({
		mover: { walkTo: (_, { x, y }) => sent.push({ x, y }) },
		random: { unit: () => random.unit() },
		entity: (id) => entities.find((candidate) => candidate.id === id),
		isBusy: (id) => busy.has(id),
		keepsTo: (id) => (id === "pet" ? "player" : undefined),
		recallStuds: 20,
	});
	const at = (pet: number, player: number): Frame => ({
		at: 0,
		ids: ["pet", "player"],
		xs: [pet, player],
		ys: [0, 7],
		zs: [0, 0],
	});
	return { wanderers, sent, busy, at };
}

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

	t.it(
		"[CB59] has its home where the one is whom it keeps to, and where they were last when they have gone",
		() => {
			const { wanderers, sent, at } = follower();
			for (const _ of $range(1, 50)) wanderers.step(at(0, 300));
			expect(sent.size()).toBeAtLeast(5);
			for (const { x } of sent) expect(math.abs(x - 300)).toBeAtMost(10);
			sent.clear();
			for (const _ of $range(1, 50)) wanderers.step({ at: 0, ids: ["pet"], xs: [0], ys: [0], zs: [0] });
			for (const { x } of sent) expect(math.abs(x - 300)).toBeAtMost(10);
		},
	);

	t.it("[CB59] is called back from too far off, to their storey, and again when they have gone on", () => {
		const { wanderers, sent, at } = follower();
		wanderers.recall(at(0, 20));
		expect(sent).toEqual([]);
		wanderers.recall(at(0, 21));
		wanderers.recall(at(1, 23));
		expect(sent.size()).toBe(1);
		expect(sent[0]!.y).toBe(7);
		expect(math.abs(sent[0]!.x - 21)).toBeAtMost(5);
		wanderers.recall(at(1, 25));
		expect(sent.size()).toBe(2);
		wanderers.recall(at(10, 25));
		wanderers.recall(at(1, 25));
		expect(sent.size(), "called anew once it has been there").toBe(3);
	});

	t.it("[CB59] is not called out of a talk, nor where it cannot walk, nor if it keeps to nobody", () => {
		const { wanderers, sent, busy, at } = follower();
		busy.add("pet");
		wanderers.recall(at(0, 100));
		expect(sent).toEqual([]);
		busy.clear();
		wanderers.recall(at(0, 100));
		expect(sent.size()).toBe(1);
		const rooted = follower({ abilities: new Set(["initiate_chat"]) });
		rooted.wanderers.recall(rooted.at(0, 100));
		expect(rooted.sent).toEqual([]);
		const loner = world([entity("free")]);
		loner.wanderers.recall(loner.frame(500));
		expect(loner.walked.size()).toBe(0);
	});
};
