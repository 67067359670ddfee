import { describe, expect, it } from "vitest";
import type { EventWire } from "../../../game/src/shared/wire/index.js";
import { createWalkers, seeded } from "./walkers.js";

const options = { npcs: 30, players: 3, seed: 7, now: 1_000 };

/** Everything that happened in so many ticks, and the walkers after them. */
function walked(seed: number, ticks: number) {
	const walkers = createWalkers({ ...options, seed });
	const events: EventWire[] = [];
	for (let tick = 1; tick <= ticks; tick += 1) events.push(...walkers.step(2, 1_000 + 2 * tick));
	return { walkers, events };
}

describe("createWalkers", () => {
	it("is the same for the same seed and another for another", () => {
		expect(walked(7, 40).walkers.world()).toEqual(walked(7, 40).walkers.world());
		expect(walked(7, 40).walkers.world()).not.toEqual(walked(8, 40).walkers.world());
	});

	it("gives everybody a name of their own", () => {
		const world = createWalkers({ ...options, npcs: 4_900, players: 100 }).world();
		expect(world.entities.size).toBe(5_000);
		expect(new Set([...world.entities.values()].map(({ name }) => name)).size).toBe(5_000);
	});

	it("walks no faster than a stroll", () => {
		const walkers = createWalkers(options);
		let before = walkers.world();
		for (let tick = 1; tick < 60; tick += 1) {
			walkers.step(2, 1_000 + tick);
			for (const { id, position } of walkers.world().entities.values()) {
				const from = before.entities.get(id)!.position!;
				expect(Math.hypot(position!.x - from.x, position!.z - from.z)).toBeLessThanOrEqual(14.001);
			}
			before = walkers.world();
		}
	});

	it("tells every change of its groups: by its events alone one knows who is where", () => {
		const walkers = createWalkers(options);
		const groups = new Map<string, Set<string>>();
		for (let tick = 1; tick <= 200; tick += 1) {
			for (const { type, actor, clusterId, data } of walkers.step(2, 1_000 + tick)) {
				const id = clusterId ?? "";
				if (type === "cluster_formed") groups.set(id, new Set(data?.["members"] as string[]));
				else if (type === "cluster_joined") groups.get(id)?.add(actor);
				else if (type === "cluster_left") groups.get(id)?.delete(actor);
				else if (type === "cluster_dissolved") groups.delete(id);
			}
			const told = [...groups].map(([id, members]) => [id, [...members].toSorted()]);
			const real = [...walkers.world().clusters.values()].map(({ id, members }) => [
				id,
				[...members].toSorted(),
			]);
			expect(Object.fromEntries(told)).toEqual(Object.fromEntries(real));
		}
	});

	it("lets people of one group talk", () => {
		const { events } = walked(7, 200);
		const talks = events.filter(({ type }) => type === "talk");
		expect(talks.length).toBeGreaterThan(50);
		for (const { actor, target } of talks) expect(target).not.toBe(actor);
	});
});

describe("seeded", () => {
	it("gives numbers from 0 to below 1, spread out", () => {
		const random = seeded(1);
		const numbers = Array.from({ length: 10_000 }, random);
		expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...numbers)).toBeLessThan(1);
		const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
		expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
	});
});
