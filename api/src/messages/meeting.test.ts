import { describe, expect, it } from "vitest";
import { chatlingId, readChatlingId } from "./chatling-id.js";
import { companiesIn } from "./meeting.js";
import { planLines } from "./plan-talk.js";
import type { TalkEntry } from "./talk-entries.js";
import { MEETING_LINES, PARTED_MEETINGS, SILENCE_SECONDS } from "./talk-limits.js";
import { talkFold } from "./fold-talk.js";
import { dumpTalk, loadTalk } from "./talk-state.js";
import { folded, line, npc, player, remembered } from "./testing/test-talk.js";

/** Lines of a group as entries: of whom, and at which time. */
function said(lines: readonly (readonly [speaker: string, at: number])[], clusterId = "c"): TalkEntry[] {
	return lines.map(([speaker, at]) => ({
		type: "line",
		data: {
			...line(`${clusterId} ${speaker} ${at}`, { clusterId, at, speaker: npc(speaker) }),
			serverId: "s",
		},
	}));
}

const ANA = chatlingId({ userId: "1", creatureId: "ana" });
const BEA = chatlingId({ userId: "1", creatureId: "bea" });
const CLEO = chatlingId({ userId: "2", creatureId: "cleo" });

const parted = (number = 1, clusterId = "c"): TalkEntry => ({ type: "parted", data: { clusterId, number } });
const met = (number = 1, clusterId = "c"): TalkEntry => ({ type: "met", data: { clusterId, number } });

describe("ids of chatlings", () => {
	it("[CB5] tell whose they are and which, and nobody else's are taken for one", () => {
		for (const creatureId of ["c0", "a:b:c", "ü\n", "chatling:1:x"]) {
			for (const userId of ["1", "-2", "4096517123"]) {
				expect(readChatlingId(chatlingId({ userId, creatureId }))).toEqual({ userId, creatureId });
			}
		}
		for (const id of ["", "chatling:", "chatling:1:", "chatling:1", "chatling:x:c", "1:c", " chatling:1:c"]) {
			expect(readChatlingId(id)).toBeUndefined();
		}
	});
});

describe("a meeting in a group's talk", () => {
	it("[CB6] begins with a chatling's first line, and holds what chatlings say and nobody else", () => {
		const before = folded(said([["smith", 1]]));
		expect(before.groups.get("c")?.meeting).toBeUndefined();
		const state = folded(
			[
				...said([
					[ANA, 2],
					["smith", 3],
					[CLEO, 4],
				]),
				{ type: "line", data: { ...line("p", { speaker: player("1"), at: 5 }), serverId: "s" } },
			],
			before,
		);
		expect(state.groups.get("c")?.meeting).toEqual({
			clusterId: "c",
			number: 1,
			newest: 5,
			lines: [ANA, CLEO].map((speaker, index) => ({
				id: `c ${speaker} ${2 + 2 * index}`,
				speaker,
				content: `words of c ${speaker} ${2 + 2 * index}`,
				at: 2 + 2 * index,
			})),
		});
	});

	it("[CB6] has its lines in the order in which they were said, whenever they come", () => {
		const state = folded(
			said([
				[ANA, 9],
				[BEA, 4],
				[ANA, 6],
			]),
		);
		expect(state.groups.get("c")?.meeting?.lines.map(({ at }) => at)).toEqual([4, 6, 9]);
	});

	it("[CB7] waits to be saved once it is over, where two of one user spoke", () => {
		const state = folded([
			...said([
				[ANA, 1],
				[BEA, 2],
			]),
			...said(
				[
					[ANA, 1],
					[CLEO, 2],
					[ANA, 3],
				],
				"mixed",
			),
			parted(1, "mixed"),
			parted(),
		]);
		expect(state.parted.map(({ clusterId, number }) => [clusterId, number])).toEqual([["c", 1]]);
		expect(state.groups.get("c")?.meeting).toBeUndefined();
		expect(state.groups.get("mixed")?.meeting).toBeUndefined();
		expect(folded([met(2), met(1, "mixed")], state).parted).toHaveLength(1);
		expect(folded([met()], state).parted).toEqual([]);
	});

	it("[CB7] is over once, and what is said later is the next one's", () => {
		const state = folded([
			...said([
				[ANA, 1],
				[BEA, 2],
			]),
			parted(),
			...said([[ANA, 3]]),
			parted(),
			...said([[BEA, 4]]),
		]);
		expect(state.parted).toHaveLength(1);
		expect(state.groups.get("c")?.meeting).toMatchObject({ number: 2, newest: 4 });
		expect(state.groups.get("c")?.meeting?.lines).toHaveLength(2);
	});

	it("[CB8] is over where nobody has said anything for long, whoever speaks then", () => {
		const state = folded([
			...said([
				[ANA, 100],
				["smith", 100 + SILENCE_SECONDS],
				[BEA, 100 + 2 * SILENCE_SECONDS],
				["smith", 101 + 3 * SILENCE_SECONDS],
			]),
		]);
		expect(state.parted.map(({ lines }) => lines.map(({ at }) => at))).toEqual([
			[100, 100 + 2 * SILENCE_SECONDS],
		]);
		expect(state.groups.get("c")).toMatchObject({ meetings: 1 });
		expect(state.groups.get("c")?.meeting).toBeUndefined();
		folded(said([[ANA, 900]]), state);
		expect(state.groups.get("c")?.meeting).toMatchObject({ number: 2 });
	});

	it("[CB9] keeps the newest lines of a long one, and the newest meetings of many", () => {
		const long = folded(said(Array.from({ length: MEETING_LINES + 20 }, (_, at) => [ANA, at])));
		const lines = long.groups.get("c")!.meeting!.lines;
		expect(lines.map(({ at }) => at)).toEqual(Array.from({ length: MEETING_LINES }, (_, at) => at + 20));
		const many = folded(
			Array.from({ length: PARTED_MEETINGS + 3 }, (_, at) => [
				...said(
					[
						[ANA, at],
						[BEA, at],
					],
					`g${at}`,
				),
				parted(1, `g${at}`),
			]).flat(),
		);
		expect(many.parted).toHaveLength(PARTED_MEETINGS);
		expect(many.parted[0]?.clusterId).toBe("g3");
	});

	it("[CB7] holds through being put aside at any entry, and a talk put aside before there were any is read", () => {
		const entries = [
			...said([
				[ANA, 1],
				[BEA, 2],
			]),
			parted(),
			...said([
				[BEA, 200],
				[ANA, 300],
			]),
			met(),
		];
		const whole = remembered(folded(entries));
		for (let cut = 0; cut <= entries.length; cut += 1) {
			const state = loadTalk(dumpTalk(folded(entries.slice(0, cut))));
			expect(remembered(folded(entries.slice(cut), state))).toEqual(whole);
		}
		const {
			parted: _parted,
			groups,
			...old
		} = JSON.parse(dumpTalk(folded(said([["smith", 1]])))) as {
			parted: unknown;
			groups: { meetings?: number }[];
		};
		for (const group of groups) delete group.meetings;
		const state = talkFold.load(JSON.stringify({ ...old, groups }));
		expect(state.parted).toEqual([]);
		folded(said([[ANA, 2]]), state);
		expect(state.groups.get("c")?.meeting).toMatchObject({ number: 1 });
	});

	it("[CB6] is heard once, however often a place tells its lines", () => {
		const state = folded(said([[ANA, 1]]));
		const again = line(`c ${ANA} 1`, { speaker: npc(ANA), at: 1 });
		expect(planLines(state, [again], "s")).toEqual([]);
	});

	it("[CB11] has companies of those users alone of whom two spoke, each with its own lines", () => {
		const { lines } = folded(
			said([
				[ANA, 1],
				[CLEO, 2],
				[BEA, 3],
				[CLEO, 4],
			]),
		).groups.get("c")!.meeting!;
		expect([...companiesIn({ lines })].map(([user, own]) => [user, own.map(({ at }) => at)])).toEqual([
			["1", [1, 3]],
		]);
	});
});
