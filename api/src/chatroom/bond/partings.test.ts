import { describe, expect, it } from "vitest";
import type { TalkEntry } from "../../messages/talk-entries.js";
import { SILENCE_SECONDS } from "../../messages/talk-limits.js";
import type { TalkState } from "../../messages/talk-state.js";
import { folded, npc } from "../../messages/testing/test-talk.js";
import { LATE_SECONDS } from "./bond-limits.js";
import { createPartings, markOf } from "./partings.js";
import { spoken } from "./testing/test-bond.js";

const lines = (speakers: readonly string[], from: number, clusterId = "c"): TalkEntry[] =>
	spoken(speakers, { clusterId, from }).map((data) => ({ type: "line", data: { ...data, serverId: "s" } }));

const cluster = (members: readonly string[], at: number): TalkEntry => ({
	type: "cluster",
	data: { clusterId: "c", members: members.map(npc), joined: [], left: [], at },
});

/** Looks at a talk at some times, and gives those at which the group's meeting was over. */
function lookAt(talk: TalkState, times: readonly number[], partings = createPartings()): readonly number[] {
	return times.filter((now) => partings.look("town", talk, now).length > 0);
}

describe("meetings that are over", () => {
	it("[CB13] are those in which nothing has happened for a minute, by the clock of who looks", () => {
		// The place's clock is years away.
		const talk = folded(lines(["1:c0", "1:c1"], 5));
		const times = [1_000, 1_001, 999 + SILENCE_SECONDS, 1_000 + SILENCE_SECONDS];
		expect(lookAt(talk, times)).toEqual([1_000 + SILENCE_SECONDS]);
		expect(lookAt(folded(lines(["1:c0"], 1_000_000)), times)).toEqual([1_000 + SILENCE_SECONDS]);
	});

	it("[CB13] are those of groups that are no more, after the time that lines take", () => {
		const talk = folded([...lines(["1:c0", "1:c1"], 5), cluster([], 9)]);
		expect(lookAt(talk, [100, 99 + LATE_SECONDS, 100 + LATE_SECONDS])).toEqual([100 + LATE_SECONDS]);
	});

	it("[CB13] are not those in which something goes on", () => {
		const partings = createPartings();
		const talk = folded([cluster(["x"], 4), ...lines(["1:c0", "1:c1"], 5)]);
		for (let now = 0; now < 600; now += SILENCE_SECONDS - 1) {
			expect(partings.look("town", talk, now)).toEqual([]);
			folded(lines(["Robin"], 10 + now), talk);
		}
		const before = markOf(talk.groups.get("c"));
		folded([cluster([], 900)], talk);
		expect(markOf(talk.groups.get("c"))).not.toBe(before);
		expect(lookAt(talk, [1_000, 999 + LATE_SECONDS], partings)).toEqual([]);
		folded([cluster(["x"], 901)], talk);
		expect(lookAt(talk, [1_000 + LATE_SECONDS], partings)).toEqual([]);
	});

	it("[CB19] come in the order in which they fell silent, when they are found at once", () => {
		const talk = folded([...lines(["1:c0"], 9), ...lines(["1:c0"], 5, "d"), ...lines(["1:c0"], 7, "e")]);
		const partings = createPartings();
		partings.look("town", talk, 0);
		const over = partings.look("town", talk, SILENCE_SECONDS);
		expect(over.map(({ clusterId }) => clusterId)).toEqual(["d", "e", "c"]);
	});

	it("[CB13] are told by where they are, and worlds that nobody holds are looked at afresh", () => {
		const partings = createPartings();
		const talk = folded([...lines(["1:c0"], 5), ...lines(["1:c0"], 5, "d"), ...lines(["smith"], 5, "e")]);
		expect(partings.look("town", talk, 0)).toEqual([]);
		expect(partings.look("hills", talk, 30)).toEqual([]);
		partings.keep(new Set(["hills", "town"]));
		const over = partings.look("town", talk, SILENCE_SECONDS);
		expect(over.map(({ clusterId, number }) => [clusterId, number])).toEqual([
			["c", 1],
			["d", 1],
		]);
		partings.keep(new Set(["town"]));
		expect(partings.look("hills", talk, 30 + SILENCE_SECONDS)).toEqual([]);
		expect(partings.look("town", talk, SILENCE_SECONDS)).toHaveLength(2);
	});
});
