import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelSender, steps } from "../snapshots/model-sender.js";
import { at, numbered, person } from "../snapshots/test-payloads.js";
import { WORLD, remembered, send, stateOf, testWorlds } from "./test-worlds.js";

const TOPIC = `world:${WORLD}`;
const people = (x: number) => ({ humanContext: { A: person(x), B: person(2) } });

function refusal(code: string) {
	return expect.objectContaining({ name: "Refusal", code });
}

describe("a restart", () => {
	it("[WD5] finds the same at every point of any history", async () => {
		const round = fc.record({
			steps: fc.array(steps, { maxLength: 3 }),
			kind: fc.constantFrom("delta", "full", "cluster_update"),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(round, { minLength: 1, maxLength: 12 }),
				fc.integer({ min: 1, max: 5 }),
				async (rounds, checkpointEvery) => {
					const to = testWorlds({ checkpointEvery });
					const sender = new ModelSender("s1");
					const history = new Map<number, unknown>();
					for (const [index, { steps: happened, kind }] of rounds.entries()) {
						for (const step of happened) sender.step(step);
						const body = index === 0 || kind === "full" ? sender.full() : sender.delta(kind as "delta");
						const events = [{ id: `e${index}`, type: "talk", actor: "A", at: index }];
						expect(await send(to, { ...body, events })).toBe("taken");
						const memory = await to.memory();
						history.set(memory.cursor.offset, structuredClone(remembered(memory)));
					}
					// Checkpoints are made behind the answer.
					await to.worlds.sweep();
					for (const [offset, then] of history) {
						const later = to.restart(to.log.cutAt(TOPIC, offset));
						expect(remembered(await later.memory())).toEqual(then);
						expect(later.reports).toEqual([]);
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	it("[WD5] reads no more than what follows the last checkpoint", async () => {
		const to = testWorlds({ checkpointEvery: 10 });
		for (let seq = 1; seq <= 25; seq += 1) await to.ingest(numbered(seq, people(seq)));
		await to.worlds.sweep();
		expect((await to.log.latestCheckpoint(TOPIC))?.offset).toBe(20);
		to.log.lose(TOPIC, 20);
		const later = to.restart();
		expect(remembered(await later.memory())).toEqual(remembered(await to.memory()));
		expect(later.reports).toEqual([]);
	});

	it("[WD5] a checkpoint that cannot be made is reported, refuses nothing, and is tried again", async () => {
		const to = testWorlds({ checkpointEvery: 2 });
		const { checkpoint } = to.log;
		Object.assign(to.log, {
			checkpoint: (topic: string, value: never) =>
				topic === TOPIC ? Promise.reject(new Error("disk full")) : checkpoint(topic, value),
		});
		for (let seq = 1; seq <= 3; seq += 1)
			expect((await to.ingest(numbered(seq, people(seq)))).tick).toBe(seq);
		await to.worlds.sweep();
		expect(to.reports.length).toBeGreaterThan(0);
		Object.assign(to.log, { checkpoint });
		await to.ingest(numbered(4, people(4)));
		await to.worlds.sweep();
		expect((await to.log.latestCheckpoint(TOPIC))?.offset).toBe(4);
	});

	it.each([
		["after the latest checkpoint", 10, 15],
		["where there is no checkpoint", 1_000, 3],
	])(
		"[WD6] that finds a hole %s says so and asks everybody for a full snapshot",
		async (_, checkpointEvery, lost) => {
			const to = testWorlds({ checkpointEvery });
			for (let seq = 1; seq <= 19; seq += 1) await to.ingest(numbered(seq, people(seq)));
			await to.worlds.sweep();
			to.log.lose(TOPIC, lost);
			const later = to.restart();
			expect((await later.memory()).tick).toBe(19);
			expect((await later.memory()).cursor).toEqual({ epoch: "e1", offset: 19 });
			expect(later.reports).toHaveLength(1);
			await expect(later.ingest(numbered(20, { kind: "delta" }))).rejects.toEqual(refusal("need_full"));
			expect(await later.ingest(numbered(20, people(7)))).toMatchObject({ tick: 20 });
			await later.worlds.sweep();
			const third = later.restart();
			expect(remembered(await third.memory())).toEqual(remembered(await later.memory()));
			expect(third.reports).toEqual([]);
			expect(stateOf(await later.memory()).entities).toMatchObject([
				{ id: "A", position: at(7) },
				{ id: "B" },
			]);
		},
	);

	it("[WD6] removes what nobody tells of again after a hole", async () => {
		const to = testWorlds({ checkpointEvery: 2, sourceTimeoutSeconds: 60 });
		for (let seq = 1; seq <= 5; seq += 1) await to.ingest(numbered(seq, people(seq)));
		await to.worlds.sweep();
		to.log.lose(TOPIC, 5);
		const later = to.restart();
		expect((await later.memory()).peopled.state.entities.size).toBe(2);
		later.clock.now += 61;
		await later.worlds.sweep();
		expect((await later.memory()).peopled.state.entities.size).toBe(0);
	});
});
