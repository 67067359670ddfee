import { expect, it } from "vitest";
import type { WorldArchive } from "./world-archive.js";

const state = (text: string): string => JSON.stringify({ entities: [{ id: text }] });

/** What every archive does. `open` gives an empty one. */
export function archiveContract(open: () => Promise<WorldArchive>): void {
	const put = (archive: WorldArchive, [worldId, tick]: readonly [string, number], text: string) =>
		archive.put({ worldId, tick, timestamp: tick + 0.25, state: state(text) });

	it("[SM30] holds states by world and tick, and lists them oldest first", async () => {
		const archive = await open();
		for (const tick of [200, 100, 1_000, 900]) await put(archive, ["town", tick], `t${tick}`);
		await put(archive, ["other", 50], "elsewhere");
		expect(await archive.list("town")).toEqual(
			[100, 200, 900, 1_000].map((tick) => ({ tick, timestamp: tick + 0.25 })),
		);
		expect(await archive.list("other")).toEqual([{ tick: 50, timestamp: 50.25 }]);
		expect(await archive.list("nowhere")).toEqual([]);
		expect(archive.status().ready).toBe(true);
	});

	it("[SM30] finds the newest state up to a tick", async () => {
		const archive = await open();
		for (const tick of [100, 200, 300]) await put(archive, ["town", tick], `t${tick}`);
		await put(archive, ["other", 250], "elsewhere");
		const tickOf = async (tick: number) => (await archive.newestUpTo("town", tick))?.tick;
		expect(await Promise.all([99, 100, 199, 200, 299, 300, 2 ** 40].map(tickOf))).toEqual([
			undefined,
			100,
			100,
			200,
			200,
			300,
			300,
		]);
		expect(await archive.newestUpTo("town", 200)).toEqual({
			worldId: "town",
			tick: 200,
			timestamp: 200.25,
			state: state("t200"),
		});
		expect(await archive.newestUpTo("nowhere", 200)).toBeUndefined();
	});

	it("[SM30] keeps the newest of what is put for one tick, and each text as it is", async () => {
		const archive = await open();
		const text = '{ "entities":[{"id":"é\\u0000\\"%_","x":1.0}],"b":1, "a":-0 }';
		await put(archive, ["town", 100], "first");
		await archive.put({ worldId: "town", tick: 100, timestamp: 7, state: text });
		expect(await archive.list("town")).toEqual([{ tick: 100, timestamp: 7 }]);
		expect((await archive.newestUpTo("town", 100))?.state).toBe(text);
	});

	it("[SM31] rewrites what mentions a text, in every world, and counts what changed", async () => {
		const archive = await open();
		await put(archive, ["town", 100], "a_b%c");
		await put(archive, ["town", 200], "aXbYc");
		await put(archive, ["town", 300], "A_B%C");
		await put(archive, ["other", 100], "a_b%c and more");
		const seen: string[] = [];
		const rewritten = await archive.rewrite("a_b%c", ({ worldId, tick, timestamp, state: text }) => {
			expect(timestamp).toBe(tick + 0.25);
			seen.push(`${worldId}:${tick}`);
			return text.replace("a_b%c", "gone");
		});
		expect([rewritten, seen.sort()]).toEqual([2, ["other:100", "town:100"]]);
		expect((await archive.newestUpTo("town", 100))?.state).toBe(state("gone"));
		expect((await archive.newestUpTo("town", 200))?.state).toBe(state("aXbYc"));
		expect((await archive.newestUpTo("other", 100))?.state).toBe(state("gone and more"));
		expect(await archive.rewrite("gone", ({ state: text }) => text)).toBe(0);
		expect(await archive.rewrite("a_b%c", () => "never")).toBe(0);
	});
}
