import { describe, expect, it, vi } from "vitest";
import { createFatefulLog, type FatefulView } from "../log/testing/fateful-log.js";
import { createDoorCounts } from "./door-counts.js";
import { follow } from "./follow.js";
import { createHubs } from "./hub.js";

const TOPIC = "t";
/** The longest that a log which has come back is not noticed, and some. */
const PATIENCE = { timeout: 4_000 };

function readers(log: FatefulView, wanted: readonly (string | undefined)[]) {
	const counts = createDoorCounts();
	const hubs = createHubs(log, counts);
	const all = wanted.map((cursor) => {
		const seen: string[] = [];
		const following = follow({
			hubs,
			counts,
			view: {
				topic: TOPIC,
				key: "k",
				frame: ({ data }) => ({ event: "e", data }),
				fresh: async () => ({ cursor: await log.head(TOPIC), data: "{}" }),
			},
			wanted: cursor,
			sink: {
				frame: ({ cursor: at }) => seen.push(String(at.offset)) > 0,
				state: ({ cursor: at }, reset) => seen.push(`${reset ?? "state"}@${at.offset}`) > 0,
				caughtUp: () => undefined,
				failed: () => void seen.push("failed"),
			},
		});
		return { seen, stop: () => following.stop() };
	});
	return { all, counts };
}

const entries = (count: number) => Array.from({ length: count }, () => ({ type: "n", data: "1" }));

describe("readers of a log that is away", () => {
	it("[DR50] stay, and go on where they were when it returns, asked for by one of them", async () => {
		const shared = createFatefulLog();
		const [log, writer] = [shared.view(), shared.view()];
		const { epoch } = await writer.append(TOPIC, entries(3));
		const { all, counts } = readers(
			log,
			Array.from({ length: 200 }, () => `${epoch}:1`),
		);
		await vi.waitFor(() => expect(all.every(({ seen }) => seen.join() === "2,3")).toBe(true));
		log.setAway(true);
		await writer.append(TOPIC, entries(2));
		await new Promise((resolve) => setTimeout(resolve, 300));
		const before = log.calls();
		log.setAway(false);
		await vi.waitFor(() => expect(all.every(({ seen }) => seen.join() === "2,3,4,5")).toBe(true), PATIENCE);
		expect(log.calls() - before).toBeLessThan(10);
		expect(counts.failed).toBe(0);
		for (const { stop } of all) stop();
		expect(log.watching()).toBe(0);
	});

	it("[DR50] that come with a cursor meanwhile wait for it", async () => {
		const shared = createFatefulLog();
		const [log, writer] = [shared.view(), shared.view()];
		const { epoch } = await writer.append(TOPIC, entries(3));
		log.setAway(true);
		const { all } = readers(log, [`${epoch}:1`, "other:7"]);
		await new Promise((resolve) => setTimeout(resolve, 150));
		log.setAway(false);
		await vi.waitFor(() => expect(all.map(({ seen }) => seen.join())).toEqual(["2,3", "epoch@3"]), PATIENCE);
		for (const { stop } of all) stop();
	});

	it("[DR50] that come without one are told that it failed", async () => {
		const log = createFatefulLog().view();
		log.setAway(true);
		const { all } = readers(log, [undefined]);
		await vi.waitFor(() => expect(all[0]!.seen).toEqual(["failed"]));
	});
});
