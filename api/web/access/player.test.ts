import { describe, expect, it } from "vitest";
import { createPlayer } from "./player.js";

function setUp(answer: () => Promise<Response>) {
	const items = new Map<string, string>();
	const asked: unknown[] = [];
	const player = createPlayer({
		fetch: (url, { body }) => {
			asked.push([url, JSON.parse(String(body))]);
			return answer();
		},
		storage: {
			getItem: (key) => items.get(key) ?? null,
			setItem: (key, value) => void items.set(key, value),
			removeItem: (key) => void items.delete(key),
		},
	});
	return { player, items, asked };
}

const json =
	(body: unknown, status = 200) =>
	() =>
		Promise.resolve(new Response(JSON.stringify(body), { status }));

describe("createPlayer", () => {
	it("[XP29] gets a token for whoever is named, without any role, and renews it for the same one", async () => {
		const { player, items, asked } = setUp(json({ token: "made" }));
		expect(await player.access.renew()).toBeUndefined();
		expect(await player.signIn("ada")).toBe("in");
		expect(player.access.token()).toBe("made");
		expect(player.name()).toBe("ada");
		expect(await player.access.renew()).toBe("made");
		expect(asked).toEqual([
			["/dev/token", { userId: "ada", roles: [] }],
			["/dev/token", { userId: "ada", roles: [] }],
		]);
		player.signOut();
		expect(items.size).toBe(0);
	});

	it.each([
		[404, "none"],
		[400, "refused"],
	] as const)("[XP29] keeps nobody where the server answers %i", async (status, answer) => {
		const { player, items } = setUp(json({}, status));
		expect(await player.signIn("ada")).toBe(answer);
		expect(items.size).toBe(0);
		expect(player.access.isInVain()).toBe(status === 404);
	});

	it("[XP29] rejects where nobody answers", async () => {
		const { player } = setUp(() => Promise.reject(new TypeError("fetch failed")));
		await expect(player.signIn("ada")).rejects.toThrow("fetch failed");
	});
});
