import { describe, expect, it } from "vitest";
import { companiesIn, type MeetingLine } from "../../messages/meeting.js";
import type { Topic } from "../core/society.js";
import { TOPICS } from "../core/testing/random-society.js";
import { planCompany } from "./plan-company.js";
import { MORNING, societiesOf, spoken } from "./testing/test-bond.js";

const RUN = { runId: "place:town:c", slot: MORNING, day: "11-21", seed: "earshot" };
const [SOCIETY] = societiesOf(1);
const MEMBER = { society: SOCIETY!, said: ["abcdef"], followedUntil: 0, lastNumber: 7 };

function saidBy(speakers: readonly string[]): readonly MeetingLine[] {
	const lines = spoken(speakers.map((creature) => `1:${creature}`));
	return lines.map(({ speaker, ...line }) => ({ ...line, speaker: speaker.id }));
}

const plan = (said: readonly MeetingLine[], topics: readonly Topic[] = TOPICS, run = RUN, member = MEMBER) =>
	planCompany(member, said, { run, topics });

describe("what comes of a user's company", () => {
	it("[CB11] is of those who spoke, in their words", () => {
		const said = saidBy(["c2", "c0", "c2"]);
		const step = plan(said)!;
		expect(step).toMatchObject({ member: MEMBER, written: { lines: said.map(({ content }) => content) } });
		if ("skipped" in step.outcome) throw new Error("they did meet");
		expect(step.outcome.turns.map(({ speaker }) => speaker)).toEqual(["c2", "c0", "c2"]);
		expect("written" in step && step.written).not.toHaveProperty("used");
	});

	it("[CB16] is nothing where fewer than two of them are the user's, and awake", () => {
		expect(plan(saidBy(["c0", "c9", "c0"]))).toBeUndefined();
		const chatlings = SOCIETY!.chatlings.map((one) => ({ ...one, isMeditating: one.id === "c1" }));
		const resting = { ...MEMBER, society: { ...SOCIETY!, chatlings } };
		expect(plan(saidBy(["c0", "c1"]), TOPICS, RUN, resting)).toBeUndefined();
		expect(plan(saidBy(["c0", "c1", "c2"]), TOPICS, RUN, resting)?.outcome).toMatchObject({
			turns: [{ speaker: "c0" }, { speaker: "c2" }],
		});
		expect(plan([])).toBeUndefined();
	});

	it("[CB11] leaves out what a table cannot hold, and lines that are nothing else", () => {
		const said = saidBy(["c0", "c1", "c2"]).map((line, index) => ({
			...line,
			content: [" a\0b ", "\0 ", "c"][index]!,
		}));
		const step = plan(said)!;
		expect("written" in step && step.written.lines).toEqual(["ab", "c"]);
	});

	it("[CB2] is by seed, meeting and user, and its topic one of those there are", () => {
		const said = saidBy(["c0", "c1", "c2", "c3"]);
		expect(plan(said)).toEqual(plan(said));
		const topics = new Set<string>();
		const outcomes = new Set<string>();
		const seeded = new Set<string>();
		for (let number = 0; number < 40; number += 1) {
			const { outcome } = plan(said, TOPICS, { ...RUN, runId: `place:town:c#${number}` })!;
			if ("skipped" in outcome) throw new Error("they did meet");
			topics.add(outcome.topic.id);
			outcomes.add(JSON.stringify(outcome));
			seeded.add(JSON.stringify(plan(said, TOPICS, { ...RUN, seed: String(number) })?.outcome));
		}
		expect(topics.size).toBeGreaterThan(TOPICS.length / 2);
		expect(outcomes.size).toBeGreaterThan(30);
		expect(seeded.size).toBeGreaterThan(30);
		expect([...topics].every((id) => TOPICS.some((topic) => topic.id === id))).toBe(true);
	});

	it("[CB11] is of one user each", () => {
		const lines = spoken(["1:c0", "2:c0", "1:c1"]).map(({ speaker, ...line }) => ({
			...line,
			speaker: speaker.id,
		}));
		const companies = [...companiesIn({ lines })];
		expect(companies.map(([userId, said]) => [userId, said.length])).toEqual([["1", 2]]);
	});
});
