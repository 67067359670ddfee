import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestMind, type TestMind } from "../messages/testing/test-mind.js";
import { until } from "../testing/until.js";
import { type Narrator, type NarratorDeps, startNarrator } from "./narrator.js";
import { type FakeNarrations, fakeNarrations } from "./testing/fake-narrations.js";

let mind: TestMind;
let narrations: FakeNarrations;
let reports: string[];
let narrator: Narrator | undefined;
beforeEach(() => {
	mind = createTestMind();
	narrations = fakeNarrations();
	reports = [];
});
afterEach(async () => {
	mind.open();
	await narrator?.stop();
});

const start = (given: Partial<NarratorDeps> = {}): Narrator =>
	(narrator = startNarrator({
		narrations,
		mind,
		maySweep: () => false,
		report: (message) => reports.push(message),
		...given,
	}));

describe("the narrator", () => {
	it("[XH20] tells what is added, a sentence at a time", async () => {
		start();
		narrations.add("m1");
		await until(() => narrations.told.size === 1, "it is told");
		expect(narrations.told.get("m1")).toEqual(["You are at Fern Hollow. ", "What happened: looked."]);
		expect(mind.narrated).toMatchObject([{ id: "m1" }]);
	});

	it("[XH21] tells all of many, with no more under way at the same time than it may", async () => {
		mind.shut();
		start({ atOnce: 3 });
		for (let index = 0; index < 20; index += 1) narrations.add(`m${index}`);
		await until(() => mind.narrated.length === 3, "three are under way");
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(mind.narrated).toHaveLength(3);
		expect(narrations.waiting()).toHaveLength(17);
		mind.open();
		await until(() => narrations.told.size === 20, "all are told");
	});

	it("[XH22] tells without words what cannot be put into them", async () => {
		mind.failure = new Error("no words");
		start();
		narrations.add("m1");
		await until(() => narrations.told.has("m1"), "it is told");
		expect(narrations.told.get("m1")).toEqual([]);
		expect(reports).toEqual(["A narration failed and is told without words."]);
	});

	it("[XH22] waits for no mind for ever", async () => {
		mind.shut();
		start({ seconds: 0.05 });
		narrations.add("m1");
		await until(() => narrations.told.has("m1"), "it is told");
		expect(narrations.told.get("m1")).toEqual([]);
		expect(mind.stopped()).toBe(1);
	});

	it("[XH23] finds what nobody told it of, while looking is worth it", async () => {
		narrations.isDeaf = true;
		let isOpen = false;
		start({ maySweep: () => isOpen, sweepSeconds: 0.01 });
		narrations.add("m1");
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(narrations.looks()).toBe(0);
		isOpen = true;
		await until(() => narrations.told.has("m1"), "it is told");
	});

	it("[XH23] does not look again after each telling where there was no more", async () => {
		start();
		narrations.add("m1");
		await until(() => narrations.told.has("m1"), "it is told");
		await new Promise((resolve) => setTimeout(resolve, 30));
		expect(narrations.looks()).toBe(1);
	});

	it("[XH24] looks again until it can, where it could not", async () => {
		narrations.broken = "claim";
		start();
		narrations.add("m1");
		await until(() => reports.length > 0, "it is reported");
		narrations.broken = undefined;
		await until(() => narrations.told.has("m1"), "it is told");
	});

	it("[XH24] gives back what it could not tell, for the next look", async () => {
		narrations.broken = "finish";
		start({ maySweep: () => narrations.broken === undefined, sweepSeconds: 0.02 });
		narrations.add("m1");
		await until(() => narrations.givenBack.length === 1, "it is given back");
		expect(narrations.givenBack).toEqual([["m1", 0.02]]);
		narrations.broken = undefined;
		await until(() => narrations.told.has("m1"), "it is told");
	});

	it("[XH25] leaves what it has not told to others at once when it stops, and takes no more", async () => {
		mind.shut();
		const stopping = start({ atOnce: 2 });
		for (const id of ["m1", "m2", "m3"]) narrations.add(id);
		await until(() => mind.narrated.length === 2, "two are under way");
		await stopping.stop();
		expect(narrations.givenBack.toSorted()).toEqual([
			["m1", 0],
			["m2", 0],
		]);
		narrations.add("m4");
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(mind.narrated).toHaveLength(2);
		expect(reports).toEqual([]);
	});

	it("[XH25] gives back what was claimed while it was stopping", async () => {
		const { claim } = narrations;
		let go = (): void => undefined;
		const gate = new Promise<void>((resolve) => (go = resolve));
		start({ narrations: { ...narrations, claim: (limit) => gate.then(() => claim(limit)) } });
		narrations.add("m1");
		const stopped = narrator!.stop();
		go();
		await stopped;
		expect(narrations.givenBack).toEqual([["m1", 0]]);
		expect(narrations.told.size).toBe(0);
	});
});
