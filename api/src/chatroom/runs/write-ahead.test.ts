import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { TOPICS } from "../core/testing/random-society.js";
import type { LineWriter } from "../dialogue/line-writer.js";
import { planStep } from "./plan-step.js";
import type { Member } from "./read-members.js";
import { LINES_AT_ONCE } from "./run-limits.js";
import { manySocieties, RUN } from "./testing/seed-societies.js";
import { writeAhead } from "./write-ahead.js";

const OCCASION = { run: RUN, topics: TOPICS };

const MEMBERS = manySocieties(60)
	.filter(({ chatlings }) => chatlings.filter(({ isMeditating }) => !isMeditating).length > 2)
	.map((society): Member => ({ society, said: ["abc"], followedUntil: 0, lastNumber: 1 }));

const plain: LineWriter = ({ turns }, { user }) => ({ lines: turns.map(() => `${user} talks`), used: "xyz" });

function write(lines: LineWriter, signal = new AbortController().signal) {
	const reports: unknown[] = [];
	const ahead = writeAhead(MEMBERS, OCCASION, {
		lines,
		signal,
		report: (_, details) => void reports.push(details),
	});
	return { ahead, reports };
}

describe("words that are found before anything is held", () => {
	it("[CG9] change nothing about what comes of a conversation, and are given of the same generator", async () => {
		const drawn = new Map<string, number>();
		const { ahead } = write((conversation, occasion) => {
			drawn.set(occasion.user, occasion.random());
			expect(occasion.used).toEqual(["abc"]);
			return plain(conversation, occasion);
		});
		const stepOf = await ahead;
		for (const member of MEMBERS) {
			const step = stepOf(member)!;
			expect(step.outcome).toEqual(planStep(member, OCCASION).outcome);
			expect("written" in step && step.written.lines[0]).toBe(`${member.society.userId} talks`);
		}
		expect(new Set(drawn.values()).size).toBe(MEMBERS.length);
	});

	it("[CG9] are let go of where the society, or what it remembers, is another by then", async () => {
		const stepOf = await write(plain).ahead;
		const [member] = MEMBERS as [Member];
		const { society } = member;
		const [first, ...others] = society.chatlings;
		const changed: readonly Member[] = [
			{ ...member, said: [] },
			{ ...member, society: { ...society, chatlings: others } },
			{
				...member,
				society: { ...society, chatlings: [{ ...first!, isInTeam: !first!.isInTeam }, ...others] },
			},
			{ ...member, society: { ...society, friendships: new Map([["a b", 1]]) } },
			{ ...member, society: { ...society, userId: "somebody" } },
		];
		expect(changed.map(stepOf)).toEqual(changed.map(() => undefined));
		const followed = { ...member, followedUntil: 99, lastNumber: 5 };
		expect(stepOf(followed)?.member).toBe(followed);
	});

	it("[CG9] are left to templates where none are found, or not one line for each turn, and that is told", async () => {
		const failing = new Error("no words");
		const [one, two] = MEMBERS.map(({ society }) => society.userId);
		const { ahead, reports } = write((conversation, occasion) => {
			if (occasion.user === one) throw failing;
			const written = plain(conversation, occasion) as { lines: string[]; used: string };
			return occasion.user === two ? { ...written, lines: written.lines.slice(1) } : written;
		});
		const stepOf = await ahead;
		expect(MEMBERS.map((member) => stepOf(member) !== undefined)).toEqual(MEMBERS.map((_, at) => at > 1));
		expect(reports).toMatchObject([{ user: one, error: failing }, { user: two }]);
	});

	it("[CG9] are found for some at a time, and no more once nobody wants them", async () => {
		const stop = new AbortController();
		let underWay = 0;
		let most = 0;
		let begun = 0;
		const { ahead, reports } = write(async (conversation, occasion) => {
			begun += 1;
			most = Math.max(most, (underWay += 1));
			if (begun === LINES_AT_ONCE) setTimeout(() => stop.abort(), 20);
			await sleep(5_000, undefined, { signal: occasion.signal }).finally(() => (underWay -= 1));
			return plain(conversation, occasion);
		}, stop.signal);
		const stepOf = await ahead;
		expect([most, begun]).toEqual([LINES_AT_ONCE, LINES_AT_ONCE]);
		expect(MEMBERS.every((member) => stepOf(member) === undefined)).toBe(true);
		expect(reports).toEqual([]);
	});
});
