import { expect } from "vitest";
import type { FaultRule } from "../lib/place.js";
import { readWorld } from "../lib/play-report.js";
import { compareClusters, compareMembers } from "../lib/world-check.js";
import { type Backend, type PlaceRunResult, readEvents } from "./run-place.js";
import { compareGroups, readLines } from "./told-talk.js";

/** Failing, slow, and answered but lost: three in ten. */
export const FAULTS: readonly FaultRule[] = [
	{ kind: "refuse", probability: 0.05 },
	{ kind: "status", status: 500, probability: 0.05 },
	{ kind: "status", status: 429, retryAfter: 1, probability: 0.03 },
	{ kind: "slow", seconds: 3, probability: 0.04 },
	{ kind: "slow", seconds: 12, probability: 0.03 },
	{ kind: "drop", probability: 0.1 },
];

/** All that must hold of the world that a run told, however badly its requests went. */
async function expectWorldTold({ url }: Backend, { summary, game }: PlaceRunResult): Promise<void> {
	const { stats } = game;
	expect(stats).toMatchObject({
		eventsWaiting: 0,
		eventsDropped: 0,
		eventsSetAside: 0,
		leftOut: 0,
		ignored: 0,
	});
	const view = await readWorld(url, game);
	expect(compareMembers(summary, view.members)).toEqual([]);
	expect(compareClusters(game, view.clusters)).toEqual([]);

	const told = (await readEvents(url)).map(({ id }) => id);
	const expected = Array.from({ length: stats.eventsQueued }, (_, i) => `${game.epoch}-${i + 1}`);
	expect(told).toEqual(expected);
	expect(game.clustersFormed).toBeGreaterThan(0);
}

/** All that must hold of its talk: every line told once, every question answered once, the same groups at the end. */
async function expectTalkTold({ url }: Backend, { game }: PlaceRunResult): Promise<void> {
	const { conversations, mind } = game.talk;
	expect(mind).toMatchObject({
		linesDropped: 0,
		linesSetAside: 0,
		linesTold: conversations.lines,
		waiting: 0,
		strays: 0,
	});
	const lines = await readLines(url);
	expect(lines).toHaveLength(conversations.lines);
	expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
	const { queue, direct, local } = conversations.replies;
	expect(queue + direct + local + conversations.cancelled).toBe(conversations.mindCalls);
	expect(conversations.npcLines).toBeGreaterThan(0);
	expect(await compareGroups(url, game)).toEqual([]);
}

/** What players took came to an end each, however often it was told. */
function expectActionsEnded({ game }: PlaceRunResult): void {
	const { takes, taken, refused, givenUp, waiting, strays } = game.experience;
	expect({ waiting, strays }).toEqual({ waiting: 0, strays: 0 });
	expect(taken + refused + givenUp).toBe(takes);
}

/** All that must hold of any run that came to its end. */
export async function expectNothingLost(backend: Backend, run: PlaceRunResult): Promise<void> {
	expect(run.summary.firstErrors).toEqual([]);
	expect(run.code).toBe(0);
	await expectWorldTold(backend, run);
	await expectTalkTold(backend, run);
	expectActionsEnded(run);
}
