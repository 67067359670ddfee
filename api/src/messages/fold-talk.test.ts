import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LineWire } from "../../../game/src/shared/wire/index.js";
import { planLines } from "./plan-talk.js";
import { tellSummary } from "./summary.js";
import type { ClusterEntry, TalkEntry } from "./talk-entries.js";
import { ENDED_GROUPS, GROUP_LINES, HEARD_LINES, LINE_IDS } from "./talk-limits.js";
import { dumpTalk, loadTalk } from "./talk-state.js";
import type { TalkState } from "./talk-state.js";
import { folded, line, npc, player, profile, remembered } from "./testing/test-talk.js";

const NPCS = ["a", "b", "d"];
const registered: readonly TalkEntry[] = NPCS.map((id) => ({ type: "npc", data: profile(id) }));

/** Lines of a small cast in two groups, with ids of their own and times that often coincide. */
const lines = fc
	.array(
		fc.record({
			speaker: fc.constantFrom(npc("a"), npc("b"), player("1"), player("2")),
			clusterId: fc.constantFrom("c1", "c2"),
			at: fc.integer({ min: 1, max: 40 }),
			heardBy: fc.subarray([...NPCS, "1", "2"]),
			overheardBy: fc.subarray([...NPCS, "1", "2"]),
			content: fc.constantFrom("the bridge is broken", "gold, gold!", "hm", "who stole the bread?"),
		}),
		{ maxLength: 120 },
	)
	.map((given) => given.map((one, at): LineWire => line(`l${at}`, one)));

/** The state after batches, each planned on what the ones before it left. */
function told(batches: readonly (readonly LineWire[])[]): TalkState {
	return batches.reduce((state, batch) => folded(planLines(state, batch, "s"), state), folded(registered));
}

/** What does not depend on the order of maps. */
function memoryOf(state: TalkState) {
	const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([x], [y]) => (x < y ? -1 : 1));
	return {
		groups: sorted(state.groups).map(([id, { members, spoken }]) => [id, members, spoken.lines]),
		groupSummaries: sorted(state.groups).map(([, { spoken }]) => tellSummary(spoken.summary)),
		heard: sorted(state.heard).map(([id, memory]) => [id, memory.lines, tellSummary(memory.summary)]),
		lineIds: state.lineIds.list().sort(),
	};
}

const byTime = (a: LineWire, b: LineWire) => a.at - b.at || (a.id < b.id ? -1 : 1);

describe("what is remembered of lines", () => {
	it("[MS1] is the same whatever order, batches and repeats they come in", () => {
		fc.assert(
			fc.property(
				lines.chain((all) =>
					fc.tuple(
						fc.constant(all),
						fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length, maxLength: 2 * all.length }),
						fc.integer({ min: 1, max: 30 }),
					),
				),
				([all, mixed, size]) => {
					const batches = Array.from({ length: Math.ceil(mixed.length / size) }, (_, at) =>
						mixed.slice(at * size, (at + 1) * size),
					);
					expect(memoryOf(told(batches))).toEqual(memoryOf(told([all])));
				},
			),
			{ numRuns: 150 },
		);
	});

	it("[MS2] of a group are its newest, and a summary of who said the others", () => {
		fc.assert(
			fc.property(lines, (all) => {
				const state = told([all]);
				for (const clusterId of ["c1", "c2"]) {
					const said = all.filter((one) => one.clusterId === clusterId).sort(byTime);
					const group = state.groups.get(clusterId);
					expect(group?.spoken.lines ?? []).toEqual(said.slice(-GROUP_LINES));
					const older = said.slice(0, -GROUP_LINES);
					const counts = new Map(
						[...(group?.spoken.summary ?? [])].map(([id, spoken]) => [id, spoken.lines]),
					);
					const expected = new Map<string, number>();
					for (const { speaker } of older) expected.set(speaker.id, (expected.get(speaker.id) ?? 0) + 1);
					expect(counts).toEqual(expected);
				}
			}),
			{ numRuns: 150 },
		);
	});

	it("[MS3] by an NPC are those that it said, was told or overheard, and by players none", () => {
		fc.assert(
			fc.property(lines, (all) => {
				const state = told([all]);
				for (const id of NPCS) {
					const heard = all
						.filter(({ speaker, heardBy, overheardBy }) =>
							[speaker.id, ...heardBy, ...overheardBy].includes(id),
						)
						.sort(byTime)
						.map(({ id: lineId, speaker, content, at, heardBy }) => ({
							id: lineId,
							speaker,
							content,
							at,
							...(speaker.id === id || heardBy.includes(id) ? {} : { overheard: true }),
						}));
					expect(state.heard.get(id)?.lines ?? []).toEqual(heard.slice(-HEARD_LINES));
				}
				expect([...state.heard.keys()].filter((id) => !NPCS.includes(id))).toEqual([]);
			}),
			{ numRuns: 150 },
		);
	});

	it("[MS3] is kept of an NPC that a cluster tells of, registered or not", () => {
		const cluster: TalkEntry = {
			type: "cluster",
			data: { clusterId: "c", members: [npc("x"), player("1")], joined: [], left: [], at: 1 },
		};
		const said = planLines(folded([]), [line("l", { heardBy: ["x", "y", "1"] })], "s");
		expect([...folded([cluster, ...said]).heard.keys()]).toEqual(["x"]);
	});

	it("[MS5] survives being put aside, whole", () => {
		fc.assert(
			fc.property(lines, (all) => {
				const state = told([all]);
				const loaded = loadTalk(dumpTalk(state));
				expect(remembered(loaded)).toEqual(remembered(state));
				const more = planLines(state, [line("another")], "s");
				expect(remembered(folded(more, loaded))).toEqual(remembered(folded(more, state)));
			}),
			{ numRuns: 50 },
		);
	});

	it("[MS6] is bounded, however much is said", () => {
		const state = folded(registered);
		for (let turn = 0; turn < LINE_IDS + 500; turn += 1) {
			const one = line(`l${turn}`, { clusterId: `c${turn % 700}`, at: turn, content: `word${turn} again` });
			folded([{ type: "line", data: { ...one, serverId: "s" } }], state);
		}
		expect(state.lineIds.list()).toHaveLength(LINE_IDS);
		expect(state.groups.size).toBe(ENDED_GROUPS);
		expect(state.heard.get("b")?.lines).toHaveLength(HEARD_LINES);
		expect(dumpTalk(state).length).toBeLessThan(1_000_000);
	});
});

describe("who is together", () => {
	const change = (given: Partial<ClusterEntry>): TalkEntry => ({
		type: "cluster",
		data: { clusterId: "c", members: [npc("a"), npc("b")], joined: [], left: [], at: 10, ...given },
	});

	it("[MS7] is what was told last, by the world or by a place's claim", () => {
		const state = folded([change({ worldTick: 4 })]);
		folded([change({ members: [npc("a")], at: 12 })], state);
		expect(state.groups.get("c")).toMatchObject({ members: [npc("a")], at: 12, worldMembers: ["a", "b"] });
		folded([change({ members: [npc("b")], at: 11, worldTick: 5 })], state);
		expect(state.groups.get("c")).toMatchObject({ members: [npc("a")], worldMembers: ["b"] });
		folded([change({ members: [npc("d")], at: 13, worldTick: 6 })], state);
		expect(state.groups.get("c")).toMatchObject({ members: [npc("d")], worldMembers: ["d"] });
		expect(state.worldTick).toBe(6);
	});

	it("[MS6] forgets the groups that ended first, and none that is together", () => {
		const state = folded([change({ clusterId: "together" })]);
		for (let at = 1; at <= ENDED_GROUPS + 10; at += 1) {
			folded([change({ clusterId: `c${at}`, at }), change({ clusterId: `c${at}`, members: [], at })], state);
		}
		expect(state.groups.size).toBe(ENDED_GROUPS + 1);
		expect(state.groups.has("together")).toBe(true);
		expect(state.groups.has("c10")).toBe(false);
		expect(state.groups.has("c11")).toBe(true);
	});

	it("[MS4] passes over notes, and over what a later version may write", () => {
		const before = remembered(folded([change({})]));
		const later = { type: "song", data: {} } as unknown;
		const note: TalkEntry = { type: "note", data: { clusterId: "c", text: "hush", at: 20 } };
		expect(remembered(folded([change({}), note, later as TalkEntry]))).toEqual(before);
	});
});
