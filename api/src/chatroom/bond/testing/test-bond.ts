import type { LineWire, SpeakerWire } from "../../../../../game/src/shared/wire/index.js";
import type { Database } from "../../../db/database.js";
import type { DatabaseCalls } from "../../../db/database-calls.js";
import { limitCalls } from "../../../db/database-calls.js";
import type { OutboxRow } from "../../../outbox/outbox.js";
import type { FatefulLog, Fates } from "../../../log/testing/fateful-log.js";
import { chatlingId } from "../../../messages/chatling-id.js";
import { planLines } from "../../../messages/plan-talk.js";
import { createTalks, type Talks } from "../../../messages/talks.js";
import { line } from "../../../messages/testing/test-talk.js";
import { seededRandom } from "../../../wording/random.js";
import type { Chatling, Society } from "../../core/society.js";
import { randomSociety } from "../../core/testing/random-society.js";
import { readTopics } from "../../runs/read-topics.js";
import { type Bond, createBond } from "../bond.js";

/** 2026-11-21 06:00 UTC, in unix seconds. */
export const MORNING = 1_795_240_800;
export const WORLD = "town";

/** Users by so many ids from 1 on, each with so many chatlings, `c0` and so on. */
export function societiesOf(users: number, all: Partial<Chatling> = {}, size = 4): readonly Society[] {
	return Array.from({ length: users }, (_, at) =>
		randomSociety(String(at + 1), seededRandom(`society ${at}`), {
			size,
			all: { isMeditating: false, ...all },
		}),
	);
}

/** Who speaks as a user's chatling. */
export function chatling(userId: string, creatureId: string): SpeakerWire {
	return { id: chatlingId({ userId, creatureId }), name: creatureId, type: "npc" };
}

/** What is said one after the other, a second apart: `1:c0` is a user's chatling, everything else a player. */
export function spoken(
	speakers: readonly string[],
	{ clusterId = "c", from = MORNING, prefix = "" } = {},
): readonly LineWire[] {
	return speakers.map((speaker, index) => {
		const [userId, creatureId] = speaker.split(":");
		const id = `${clusterId} ${prefix}${from} ${index}`;
		return line(id, {
			clusterId,
			at: from + index,
			content: `${speaker} says ${id}`,
			speaker:
				creatureId === undefined
					? { id: speaker, name: speaker, type: "player" }
					: chatling(userId!, creatureId),
		});
	});
}

export interface Clock {
	now: number;
}

/** One service's bond over a log and a database that others share. */
export interface TestBond extends Bond {
	readonly talks: Talks;
	readonly reports: readonly string[];
	readonly told: readonly OutboxRow[];
	readonly say: (lines: readonly LineWire[], world?: string) => Promise<void>;
	/** The group is no more. */
	readonly dissolve: (clusterId: string, at: number) => Promise<void>;
	/** Looks, and looks again after so many seconds: what was silent until then is over. */
	readonly pass: (seconds: number) => Promise<void>;
	/** As a process that is killed: nothing of it goes on. */
	readonly die: () => Promise<void>;
}

export interface TestBondOptions {
	readonly shared: FatefulLog;
	readonly database: Database;
	readonly clock: Clock;
	readonly fates?: Fates;
	/** The database as this one has it. */
	readonly calls?: DatabaseCalls;
}

export function testBond({ shared, database, clock, fates, calls }: TestBondOptions): TestBond {
	const reports: string[] = [];
	const told: OutboxRow[] = [];
	const log = shared.view(fates);
	const now = (): number => clock.now;
	const report = (text: string): void => void reports.push(text);
	const talks = createTalks({ log, now, report, checkpointEvery: 7 });
	const bond = createBond({
		talks,
		calls: calls ?? limitCalls(database),
		dayAt: async (sql, at) => {
			const day = new Date(at * 1000).toISOString().slice(5, 10);
			return { day, topics: await readTopics(sql, { runId: "", slot: at, day }) };
		},
		seed: "earshot",
		tell: async (rows) => void told.push(...rows),
		guards: { gameServer: (_req, _res, next) => next() },
		now,
		report,
		// Tests look when they want to.
		lookSeconds: 3_600,
	});
	return {
		...bond,
		talks,
		reports,
		told,
		say: (lines, world = WORLD) =>
			talks.write(world, (state) => ({ entries: planLines(state, lines, "s"), result: undefined })),
		dissolve: (clusterId, at) =>
			talks.write(WORLD, () => ({
				entries: [{ type: "cluster", data: { clusterId, members: [], joined: [], left: [], at } }],
				result: undefined,
			})),
		pass: async (seconds) => {
			await bond.sweep();
			clock.now += seconds;
			await bond.sweep();
		},
		die: async () => {
			log.setAway(true);
			await bond.stop();
			await talks.close();
		},
	};
}
