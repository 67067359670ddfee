import type {
	ClusterClaimWire,
	LineWire,
	MessageWire,
	SpeakerWire,
} from "../../../../game/src/shared/wire/index.js";
import { createFakeLog } from "../../worlds/fake-log.js";
import type { FakeLog } from "../../worlds/fake-log.js";
import { talkFold } from "../fold-talk.js";
import { createTalks } from "../talks.js";
import type { Talks } from "../talks.js";
import type { NpcEntry, TalkEntry } from "../talk-entries.js";
import type { TalkState } from "../talk-state.js";

export const npc = (id: string): SpeakerWire => ({ id, name: `Npc ${id}`, type: "npc" });
export const player = (id: string, name = `Player ${id}`): SpeakerWire => ({ id, name, type: "player" });

export function line(id: string, given: Partial<LineWire> = {}): LineWire {
	return {
		id,
		clusterId: "c",
		speaker: npc("a"),
		content: `words of ${id}`,
		at: 100,
		heardBy: ["b"],
		overheardBy: [],
		...given,
	};
}

export function message(id: string, given: Partial<MessageWire> = {}): MessageWire {
	return {
		id,
		npcId: "a",
		clusterId: "c",
		sender: player("1"),
		content: `asking ${id}`,
		priority: "urgent",
		timestamp: 100,
		context: { members: [npc("a"), player("1")], recentMessages: [], relationships: [] },
		...given,
	};
}

export function claim(members: readonly SpeakerWire[], updated: number, id = "c"): ClusterClaimWire {
	return { id, members, formed: 1, updated, positions: {}, location: "Market" };
}

export function profile(npcId: string, given: Partial<NpcEntry> = {}): NpcEntry {
	return { npcId, name: `Npc ${npcId}`, persona: "a smith", abilities: [], responseSpeed: 1, ...given };
}

/** The state that entries lead to, by way of JSON as the log would hold them. */
export function folded(entries: readonly TalkEntry[], state: TalkState = talkFold.empty()): TalkState {
	for (const entry of entries) talkFold.apply(state, JSON.parse(JSON.stringify(entry)) as TalkEntry);
	return state;
}

/** All that a state holds, as what it would be read back as. */
export function remembered(state: Readonly<TalkState>): unknown {
	return JSON.parse(talkFold.dump(state));
}

export interface TestTalks {
	readonly log: FakeLog;
	readonly talks: Talks;
	readonly reports: string[];
	readonly clock: { now: number };
	/** The same talks as a new process finds them. */
	readonly restart: () => TestTalks;
}

export function testTalks(log = createFakeLog()): TestTalks {
	const reports: string[] = [];
	const clock = { now: 1_000 };
	const talks = createTalks({
		log,
		now: () => clock.now,
		report: (text) => void reports.push(text),
		checkpointEvery: 5,
	});
	return { log, talks, reports, clock, restart: () => testTalks(log) };
}
