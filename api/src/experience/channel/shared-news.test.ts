import { describe, expect, it } from "vitest";
import type { SharedUpdateWire } from "../../../../game/src/shared/wire/index.js";
import { createDoorCounts } from "../../doors/door-counts.js";
import { readyFrame } from "../../doors/ready-frame.js";
import { createSharedNews } from "./shared-news.js";

const update: SharedUpdateWire = {
	type: "shared_update",
	experience: "wylding-woods",
	user_id: "ana",
	changes: [{ operation: "remove", from: { kind: "location", id: "glade" }, item_id: "bottle-1" }],
	quests: [{ id: "bottles", title: "Seven bottles", status: "active", found: ["bottle-1"], needed: 7 }],
	timestamp: 12.5,
	action_id: "secret-of-ana",
};
const frameOf = (data: SharedUpdateWire) =>
	readyFrame(
		{ event: "shared_update", data: JSON.stringify(data) },
		{ epoch: "e", offset: 1 },
		createDoorCounts(),
	);

describe("news of the shared world", () => {
	it("[XC7] are told to others as a change to themselves, without a word of who it was", () => {
		const message = createSharedNews().messageFor(frameOf(update), "ben");
		expect(JSON.parse(message!)).toEqual({
			type: "world_update",
			version: "0.3",
			experience: "wylding-woods",
			user_id: "ben",
			changes: update.changes,
			timestamp: 12.5,
		});
		expect(message).not.toMatch(/ana|quests|action/);
	});

	it("[XC7] are not told to whoever's action it was, nor where nothing shared has changed", () => {
		const news = createSharedNews();
		expect(news.messageFor(frameOf(update), "ana")).toBeUndefined();
		expect(news.messageFor(frameOf({ ...update, changes: [] }), "ben")).toBeUndefined();
	});

	it.each(['"', "\\", "*", "}{", "$&", "ana\u2028", "Åsa 🦊"])(
		"[XC3] are addressed to %j as it is",
		(userId) => {
			const news = createSharedNews();
			const frame = frameOf(update);
			news.messageFor(frame, "ben");
			expect(JSON.parse(news.messageFor(frame, userId)!)).toMatchObject({ user_id: userId });
		},
	);

	it("[XC7] are read once for all who are told", () => {
		const news = createSharedNews();
		let reads = 0;
		const frame = {
			...frameOf(update),
			get data() {
				reads += 1;
				return JSON.stringify(update);
			},
		};
		for (const userId of ["ana", "ben", "cleo"]) news.messageFor(frame, userId);
		expect(reads).toBe(1);
	});
});
