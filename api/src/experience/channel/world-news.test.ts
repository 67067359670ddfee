import { describe, expect, it } from "vitest";
import type {
	SharedUpdateWire,
	StateChangeWire,
	WorldUpdateWire,
} from "../../../../game/src/shared/wire/index.js";
import { createDoorCounts } from "../../doors/door-counts.js";
import { readyFrame } from "../../doors/ready-frame.js";
import { createWorldNews } from "./world-news.js";

const glade = { kind: "location", id: "glade" } as const;
const bottle = { id: "bottle-1", name: "A bottle", kind: "dream_bottle", description: "It glows." };
const removed: StateChangeWire = { operation: "remove", from: glade, item_id: "bottle-1" };
const carried: StateChangeWire = { operation: "add", to: { kind: "inventory" }, item: bottle };

const shared: SharedUpdateWire = {
	type: "shared_update",
	experience: "wylding-woods",
	user_id: "ana",
	changes: [removed],
	quests: [{ id: "bottles", title: "Seven bottles", status: "active", found: ["bottle-1"], needed: 7 }],
	timestamp: 12.5,
	action_id: "secret-of-ana",
};
const own: WorldUpdateWire = {
	type: "world_update",
	version: "0.3",
	experience: "wylding-woods",
	user_id: "ana",
	changes: [removed, carried],
	timestamp: 12.5,
	metadata: { action: "take", action_id: "secret-of-ana" },
};
const frameOf = (data: object) =>
	readyFrame({ event: "news", data: JSON.stringify(data) }, { epoch: "e", offset: 1 }, createDoorCounts());

describe("news of the shared world", () => {
	it("[XC7] are told to others as a change to themselves, without a word of who it was", () => {
		const message = createWorldNews().shared(frameOf(shared))!.to("ben");
		expect(JSON.parse(message)).toEqual({
			type: "world_update",
			version: "0.3",
			experience: "wylding-woods",
			user_id: "ben",
			changes: [removed],
			timestamp: 12.5,
		});
		expect(message).not.toMatch(/ana|quests|action/);
	});

	it("[XC7] are none where nothing shared has changed", () => {
		const news = createWorldNews();
		expect(news.shared(frameOf({ ...shared, changes: [] }))).toBeUndefined();
		const moved: StateChangeWire = { operation: "update", of: "player", properties: { location: "glade" } };
		expect(news.own(frameOf({ ...own, changes: [carried, moved] }))).toBeUndefined();
		expect(news.own(frameOf({ type: "content", text: "x", changes: [removed] }))).toBeUndefined();
	});

	it("[XC23] are the same in both topics, and can be left out of the player's own", () => {
		const news = createWorldNews();
		const { key, rest } = news.own(frameOf(own))!;
		expect(news.shared(frameOf(shared))).toMatchObject({ by: "ana", key });
		expect(JSON.parse(rest)).toEqual({ ...own, changes: [carried] });
		expect(news.shared(frameOf({ ...shared, timestamp: 13 }))!.key).not.toBe(key);
	});

	it.each(['"', "\\", "*", "}{", "$&", "ana\u2028", "Åsa 🦊"])(
		"[XC3] are addressed to %j as it is",
		(userId) => {
			const { to } = createWorldNews().shared(frameOf(shared))!;
			to("ben");
			expect(JSON.parse(to(userId))).toMatchObject({ user_id: userId });
		},
	);

	it("[XC7] are read once for all who are told", () => {
		const news = createWorldNews();
		let reads = 0;
		const frame = {
			...frameOf(shared),
			get data() {
				reads += 1;
				return JSON.stringify({ ...shared, changes: [] });
			},
		};
		for (let reader = 0; reader < 3; reader++) news.shared(frame);
		expect(reads).toBe(1);
	});
});
