import { describe, expect, it } from "vitest";
import type { PlayerViewWire, SharedWorldWire } from "../../../game/src/shared/wire/index.js";
import { createPlayerCopy, pictureOf, type PlayerCopy } from "./player-copy.js";

const item = (id: string) => ({ id, name: id, kind: "dream_bottle", description: "" });
const place = (id: string, items: readonly string[]) => ({
	id,
	name: id,
	description: "",
	exits: [],
	items: items.map(item),
});

const VIEW: PlayerViewWire = {
	user_id: "ada",
	experience: "woods",
	location: "glade",
	inventory: [item("green")],
	quests: [],
};
const WORLD: SharedWorldWire = {
	experience: "woods",
	title: "Woods",
	locations: [place("glade", ["red", "blue"]), place("brook", [])],
};
const GLADE = { kind: "location", id: "glade" } as const;
const INVENTORY = { kind: "inventory" } as const;

function loaded(): { readonly copy: PlayerCopy; readonly faults: readonly string[] } {
	const faults: string[] = [];
	const copy = createPlayerCopy((what) => faults.push(what));
	copy.loadView(VIEW);
	copy.loadWorld(WORLD);
	return { copy, faults };
}

describe("a copy of what a player is told", () => {
	it("is what fresh state is", () => {
		expect(loaded().copy.picture()).toEqual(pictureOf(VIEW, WORLD));
		expect(pictureOf(VIEW, WORLD)).toEqual({
			location: "glade",
			inventory: ["green"],
			lying: { glade: ["blue", "red"] },
		});
	});

	it("follows its own actions and what others do", () => {
		const { copy, faults } = loaded();
		copy.apply(
			[
				{ operation: "remove", from: GLADE, item_id: "red" },
				{ operation: "add", to: INVENTORY, item: item("red") },
			],
			"user",
		);
		copy.apply([{ operation: "update", of: "player", properties: { location: "brook" } }], "user");
		copy.apply([{ operation: "remove", from: GLADE, item_id: "blue" }], "shared");
		copy.apply([{ operation: "add", to: { kind: "location", id: "brook" }, item: item("blue") }], "shared");
		expect(copy.picture()).toEqual({
			location: "brook",
			inventory: ["green", "red"],
			lying: { brook: ["blue"] },
		});
		expect(faults).toEqual([]);
	});

	it("finds what cannot be its own", () => {
		const wrongs: readonly ((copy: PlayerCopy) => void)[] = [
			({ apply }) => apply([{ operation: "add", to: INVENTORY, item: item("green") }], "user"),
			({ apply }) => apply([{ operation: "remove", from: INVENTORY, item_id: "red" }], "user"),
			({ apply }) => apply([{ operation: "add", to: INVENTORY, item: item("red") }], "shared"),
			({ apply }) => apply([{ operation: "remove", from: GLADE, item_id: "green" }], "shared"),
			({ apply }) => apply([{ operation: "add", to: GLADE, item: item("red") }], "user"),
			({ apply }) =>
				apply([{ operation: "update", of: "player", properties: { location: "brook" } }], "shared"),
		];
		for (const wrong of wrongs) {
			const { copy, faults } = loaded();
			wrong(copy);
			expect(faults.length).toBe(1);
		}
	});
});
