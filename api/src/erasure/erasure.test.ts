import { describe, expect, it } from "vitest";
import { createErasure } from "./erasure.js";

describe("erasure", () => {
	it("[ER1] asks every holder in order and counts by its name", async () => {
		const asked: string[] = [];
		const holder = (name: string, places: number) => ({
			name,
			erase: async (userId: string) => {
				asked.push(`${name}:${userId}`);
				return places;
			},
		});
		const erasure = createErasure([holder("worlds", 2), holder("talk", 0)]);
		expect(await erasure.erase("7")).toEqual({ worlds: 2, talk: 0 });
		expect(asked).toEqual(["worlds:7", "talk:7"]);
	});

	it("[ER1] rejects where one failed, after the others have erased", async () => {
		let erased = false;
		const erasure = createErasure([
			{ name: "broken", erase: () => Promise.reject(new Error("no disk")) },
			{
				name: "slow",
				erase: async () => {
					await new Promise((resolve) => setTimeout(resolve, 5));
					erased = true;
					return 1;
				},
			},
		]);
		await expect(erasure.erase("7")).rejects.toThrow("no disk");
		expect(erased).toBe(true);
	});
});
