import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { Entity, Frame } from "../entities/entity";
import { createFollowers } from "./followers";

const entity = (id: string, abilities: readonly string[]): Entity => ({
	id,
	key: id,
	name: id,
	type: "npc",
	abilities: new Set(abilities),
	responseRadius: 20,
	responseSpeed: 1,
	persona: "",
	wanderRadius: 30,
});

function world() {
	const walks: string[] = [];
	const entities = [entity("a", ["move"]), entity("b", ["move"]), entity("rooted", [])];
	const followers = createFollowers({
		mover: { walkTo: (id, { x }) => walks.push(`${id} to ${x}`) },
		entity: (id) => entities.find((one) => one.id === id),
	});
	const frame = (places: Readonly<Record<string, number>>): Frame => {
		const ids: string[] = [];
		for (const [id] of pairs(places)) ids.push(id);
		ids.sort();
		return {
			at: 0,
			ids,
			xs: ids.map((id) => places[id]!),
			ys: ids.map(() => 0),
			zs: ids.map(() => 0),
		};
	};
	return { followers, walks, frame };
}

export = (t: Suite) => {
	t.it("walks after its leader until it is told otherwise", () => {
		const { followers, walks, frame } = world();
		followers.follow("a", "p");
		expect(followers.isFollowing("a")).toBe(true);
		followers.step(frame({ a: 0, p: 20 }));
		followers.step(frame({ a: 15, p: 20 }));
		followers.step(frame({ a: 15, p: 20 }));
		followers.step(frame({ a: 15, p: 40 }));
		expect(walks).toEqual(["a to 15", "a to 15", "a to 35"]);
		followers.follow("a", undefined);
		followers.step(frame({ a: 15, p: 60 }));
		expect(walks.size()).toBe(3);
		expect(followers.isFollowing("a")).toBe(false);
	});
	t.it("takes a new leader in place of the old one", () => {
		const { followers, walks, frame } = world();
		followers.follow("a", "p");
		followers.follow("a", "q");
		followers.step(frame({ a: 0, p: 20, q: -20 }));
		expect(walks).toEqual(["a to -15"]);
	});
	t.it("follows nobody where it cannot walk, and never itself", () => {
		const { followers } = world();
		for (const id of ["rooted", "unknown"]) {
			followers.follow(id, "p");
			expect(followers.isFollowing(id), id).toBe(false);
		}
		followers.follow("a", "a");
		expect(followers.isFollowing("a")).toBe(false);
	});
	t.it("waits for who is not to be seen, and goes on when they are back", () => {
		const { followers, walks, frame } = world();
		followers.follow("a", "p");
		followers.step(frame({ a: 0 }));
		followers.step(frame({ p: 20 }));
		expect(walks).toEqual([]);
		followers.step(frame({ a: 0, p: 20 }));
		expect(walks.size()).toBe(1);
	});
	t.it("gives up a leader who is lost", () => {
		const { followers, frame } = world();
		followers.follow("a", "p");
		followers.step(frame({ a: 0, p: 500 }));
		expect(followers.isFollowing("a")).toBe(false);
	});
	t.it("forgets who has left, as follower and as leader", () => {
		const { followers } = world();
		followers.follow("a", "p");
		followers.follow("b", "a");
		followers.forget("a");
		expect([followers.isFollowing("a"), followers.isFollowing("b")]).toEqual([false, false]);
		followers.follow("a", "p");
		followers.forget("p");
		expect(followers.isFollowing("a")).toBe(false);
	});
	t.it("lets two who follow each other meet, and stop where they do", () => {
		const { followers, walks, frame } = world();
		followers.follow("a", "b");
		followers.follow("b", "a");
		followers.step(frame({ a: 0, b: 30 }));
		expect(walks.sort()).toEqual(["a to 25", "b to 5"]);
		walks.clear();
		followers.step(frame({ a: 14, b: 16 }));
		followers.step(frame({ a: 14, b: 16 }));
		expect(walks.sort()).toEqual(["a to 14", "b to 16"]);
	});
};
