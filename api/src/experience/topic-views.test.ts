import { describe, expect, it } from "vitest";
import { playerView, sharedView } from "./topic-views.js";

const state = (data: string) => ({ cursor: { epoch: "e", offset: 3 }, data });
const entry = (type: string) => ({ offset: 1, type, at: 0, data: `{"type":"${type}"}` });
const experiences = {
	view: async ({ userId }: { userId: string }) => state(`view of ${userId}`),
	world: async (experience: string) => state(`world of ${experience}`),
};

describe("views of an experience", () => {
	const player = playerView(experiences, { experience: "woods", userId: "a:b*>" });
	const shared = sharedView(experiences, "woods");

	it("[XC4] are of topics that no two users share", () => {
		expect(player.topic).toBe("user:woods:a:b*>");
		expect(shared.topic).toBe("experience:woods");
	});

	it("[XC4] begin with what is the player's own, and with what is shared", async () => {
		expect(await player.fresh()).toEqual(state("view of a:b*>"));
		expect(await shared.fresh()).toEqual(state("world of woods"));
	});

	it.each(["world_update", "quest_update", "content"])("[XC4] tell the player a %s as it is", (type) => {
		expect(player.frame(entry(type))).toEqual({ event: type, data: `{"type":"${type}"}` });
		expect(shared.frame(entry(type))).toBeUndefined();
	});

	it("[XC4] tell who follows what is shared its updates alone", () => {
		expect(shared.frame(entry("shared_update"))).toMatchObject({ event: "shared_update" });
		for (const type of ["shared_update", "told", "erased"]) expect(player.frame(entry(type))).toBeUndefined();
	});
});
