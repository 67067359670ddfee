import { afterEach, describe, expect, it, vi } from "vitest";
import { planConversation } from "./plan-conversation.js";
import type * as Rates from "./rates.js";
import { tryRecovery } from "./recovery.js";
import { countShares, type Rules, type Share } from "./testing/shares.js";

const USERS = 100_000;
const SEEDS = ["spring", "summer", "autumn", "winter", "thaw"];

/** Of the normal distribution: 99 % lie within so many standard errors. */
const WITHIN = 2.576;

/** What the rules say. The two without a number in the specification are those of `rates.ts`. */
const EXPECTED: Readonly<Record<string, number>> = {
	"2 participants": 0.4,
	"3 participants": 0.3,
	"4 participants": 0.2,
	"5 participants": 0.1,
	"the first of six among two": 1 / 3,
	"the first topic": 1 / 8,
	"two turns": 1 / 3,
	"rare events": 0.01,
	"hurt in a conflict": 0.5,
	"cheered where they agree": 0.7,
	"runaways of strikes": 0.1,
	"easy recoveries won": 0.8,
	"normal recoveries won": 0.5,
	"hard recoveries won": 0.2,
};

function isWithin({ came, of }: Share, expected: number): boolean {
	return Math.abs(came / of - expected) <= WITHIN * Math.sqrt((expected * (1 - expected)) / of);
}

/** What falls outside of its 99 % interval. */
function outliers(rules: Rules): readonly string[] {
	const shares = countShares(rules, { users: USERS, seeds: SEEDS });
	return Object.entries(EXPECTED).flatMap(([name, expected]) => {
		const share = shares.get(name);
		if (!share) return [`${name} never could be`];
		return isWithin(share, expected) ? [] : [`${name}: ${share.came} of ${share.of}`];
	});
}

/** The rules with other rates. */
async function withRates(change: (rates: typeof Rates) => Partial<typeof Rates>): Promise<Rules> {
	vi.resetModules();
	vi.doMock(import("./rates.js"), async (original) => {
		const rates = await original();
		return { ...rates, ...change(rates) };
	});
	return { ...(await import("./plan-conversation.js")), ...(await import("./recovery.js")) };
}

describe("what chance decides", () => {
	afterEach(() => {
		vi.doUnmock("./rates.js");
		vi.resetModules();
	});

	it("[CS8] comes as often as the rules say, over 100,000 users and five seeds", () => {
		expect(outliers({ planConversation, tryRecovery })).toEqual([]);
	}, 60_000);

	it.each<readonly [string, (rates: typeof Rates) => Partial<typeof Rates>]>([
		[
			"2 participants",
			({ PARTICIPANTS: [two, three, ...more] }) =>
				({ PARTICIPANTS: [{ ...two, share: 0.42 }, { ...three, share: 0.28 }, ...more] }) as never,
		],
		[
			"5 participants",
			({ PARTICIPANTS: [two, three, four, five] }) =>
				({ PARTICIPANTS: [two, three, { ...four, share: 0.18 }, { ...five, share: 0.12 }] }) as never,
		],
		["hurt in a conflict", () => ({ HURT_SHARE: 0.52 }) as never],
		["cheered where they agree", () => ({ CHEERED_SHARE: 0.72 }) as never],
		["runaways of strikes", () => ({ RUNAWAY_SHARE: 0.12 }) as never],
		["easy recoveries won", ({ RECOVERY }) => ({ RECOVERY: { ...RECOVERY, easy: 0.82 } }) as never],
		["normal recoveries won", ({ RECOVERY }) => ({ RECOVERY: { ...RECOVERY, normal: 0.48 } }) as never],
		["hard recoveries won", ({ RECOVERY }) => ({ RECOVERY: { ...RECOVERY, hard: 0.22 } }) as never],
	])(
		"[CS8] %s are found out where they come two in a hundred too often or seldom",
		async (name, change) => {
			const found = outliers(await withRates(change));
			expect(found.filter((one) => one.startsWith(name))).toHaveLength(1);
		},
		60_000,
	);
});
