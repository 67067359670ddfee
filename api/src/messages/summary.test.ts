import { describe, expect, it } from "vitest";
import { dumpSummary, forgetSpeaker, loadSummary, summarise, tellSummary } from "./summary.js";
import type { Summary } from "./summary.js";
import { SUMMARY_SPEAKERS, SUMMARY_WORDS } from "./talk-limits.js";
import { npc, player } from "./testing/test-talk.js";

const of = (...said: readonly (readonly [string, string])[]): Summary => {
	const summary: Summary = new Map();
	for (const [id, content] of said) summarise(summary, { speaker: player(id, `Name ${id}`), content });
	return summary;
};

describe("a summary", () => {
	it("[MS2] tells who spoke how often and about what, most first", () => {
		expect(tellSummary(new Map())).toBe("");
		const summary = of(
			["1", "The bridge! The old BRIDGE is gone."],
			["1", "Bridge, river and gold"],
			["2", "hm"],
			["1", "gold"],
		);
		expect(tellSummary(summary)).toBe(
			"Name 1 said 3 lines, about bridge, gold and gone; Name 2 said 1 line.",
		);
	});

	it("[MS2] reads any script, and counts a word once a line", () => {
		expect(tellSummary(of(["1", "мосты мосты"], ["1", "мосты, река"]))).toContain("about мосты and река");
	});

	it("[MS6] names the first eight, and keeps no more speakers and words than it may", () => {
		const summary: Summary = new Map();
		for (let at = 0; at < SUMMARY_SPEAKERS + 10; at += 1) {
			const speaker = npc(String(at));
			for (let times = 0; times <= (at < 3 ? 1 : 0); times += 1) {
				summarise(summary, {
					speaker,
					content: Array.from(
						{ length: 60 },
						(_, word) => `word${"abcdefghij"[word % 10]}${"klmnop"[word % 6]}${at}`,
					).join(" "),
				});
			}
		}
		expect(summary.size).toBe(SUMMARY_SPEAKERS);
		for (const id of ["0", "1", "2"]) expect(summary.get(id)?.lines).toBe(2);
		for (const { words } of summary.values()) expect(words.size).toBeLessThanOrEqual(SUMMARY_WORDS);
		expect(tellSummary(summary)).toMatch(new RegExp(`; ${SUMMARY_SPEAKERS - 8} more spoke too\\.$`));
	});

	it("[MS8] forgets a speaker, and their name among the words of others", () => {
		const summary = of(["1", "something"], ["2", "listen, Powerful and Power"]);
		forgetSpeaker(summary, "1", new Set(["Power", "Name 1"]));
		expect(tellSummary(summary)).toBe("Name 2 said 1 line, about listen and powerful.");
	});

	it("[MS5] is the same after it was put aside", () => {
		const summary = of(["1", "bridge"], ["2", "river bridge"]);
		const loaded = loadSummary(
			JSON.parse(JSON.stringify(dumpSummary(summary))) as ReturnType<typeof dumpSummary>,
		);
		expect(loaded).toEqual(summary);
	});

	it("[MS2] calls a speaker by the newest name", () => {
		const summary = of(["1", "bridge"]);
		summarise(summary, { speaker: player("1", "Renamed"), content: "hm" });
		expect(tellSummary(summary)).toBe("Renamed said 2 lines, about bridge.");
	});
});
