import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "../../http/refusal.js";
import { createFatefulLog, type Fate } from "../../log/testing/fateful-log.js";
import { until } from "../../testing/until.js";
import { pick, type Random, seededRandom } from "../../wording/random.js";
import type { CommandAnswer, GivenCommand } from "../encounters.js";
import { canonical, hashState } from "../engine/hash.js";
import { project } from "../engine/project.js";
import { replay } from "../engine/replay.js";
import { actorFor, randomBody, ROWS, SECRET, somebody } from "../engine/testing/random-play.js";
import { DM } from "../engine/testing/test-room.js";
import type { Viewer } from "../engine/view.js";
import { commandKey } from "./command-key.js";
import { entriesOf } from "./testing/entries-of.js";
import { openPage } from "./testing/page.js";
import { type TestRooms, testRooms } from "./testing/test-rooms.js";

/** Pairs of commands at once; `ENCOUNTER_PAIRS=10000` takes minutes. */
const PAIRS = Number(process.env["ENCOUNTER_PAIRS"] ?? 160);
const PAIRS_A_ROOM = 40;

/** What is said in secret, and to the second of the players, is for nobody of the first two. */
const VIEWERS: readonly Viewer[] = [
	{ kind: "player", userId: "user cy" },
	{ kind: "watcher" },
	{ kind: "player", userId: "user bo" },
	{ kind: "dm" },
];
const OUTSIDERS = 2;

interface Sent extends GivenCommand {
	readonly id: string;
}

/** A room that two processes serve at once, over a log that loses appends, or what it says of them. */
async function twoProcesses(random: Random) {
	const shared = createFatefulLog();
	const append = (): Fate => (random() > 0.2 ? "held" : random() < 0.5 ? "unheard" : "lost");
	const turns = (): number => Math.floor(random() * 3);
	const both = [1, 2].map(() => testRooms(shared.view({ append, turns })));
	const honest = testRooms(shared.view());
	const { roomId } = await honest.create({
		dmId: "dm",
		mapState: { width: ROWS[0]!.length, height: ROWS.length, rows: ROWS },
		seed: String(random()),
		turnSeconds: 60,
	});
	for (const id of ["ana", "bo", "cy", "qorc", "qrat"]) {
		const body = { type: "addParticipant", participant: somebody(random, id) } as const;
		await honest.command(roomId, { by: DM, body });
	}
	await honest.command(roomId, { by: DM, body: { type: "start" } });

	/** Until it is answered, now here, now there. */
	const send = async (given: Sent): Promise<CommandAnswer> => {
		for (;;) {
			try {
				return await pick(random, both)!.command(roomId, given);
			} catch (error) {
				if (!(error instanceof Refusal) || error.code !== "unavailable") throw error;
			}
		}
	};
	return {
		both,
		roomId,
		send,
		log: honest.log,
		close: () => Promise.all([...both, honest].map((rooms) => rooms.close())),
	};
}

async function randomCommand(random: Random, rooms: TestRooms, roomId: string): Promise<GivenCommand> {
	const state = await rooms.state(roomId);
	const undo = () => ({ type: "undo", to: 1 + Math.floor(random() * (state.revision - 1)) }) as const;
	const body = randomBody(random, { state, undo });
	return { by: actorFor(random, state, body), body };
}

describe("rooms that several processes serve at once", () => {
	it(`[RM18] [RM19] take each command once, and tell of it once and as it may be known (${PAIRS} pairs)`, async () => {
		const property = fc.asyncProperty(fc.string(), async (seed) => {
			const random = seededRandom(seed);
			const { both, roomId, send, log, close } = await twoProcesses(random);
			const pages = await Promise.all(
				VIEWERS.map((viewer) => openPage(pick(random, both)!, { roomId, viewer })),
			);
			const answers = new Map<string, CommandAnswer["result"]>();
			const sent: Sent[] = [];
			const take = async (given: Sent): Promise<void> => {
				const { result } = await send(given);
				const key = commandKey(given.by, given.id);
				expect(result).toEqual(answers.get(key) ?? result);
				answers.set(key, result);
			};
			for (let pair = 0; pair < PAIRS_A_ROOM; pair += 1) {
				for (const rooms of both) rooms.clock.now += Math.floor(random() * 20);
				const drawn = await Promise.all(both.map((rooms) => randomCommand(random, rooms, roomId)));
				const [one, other] = drawn.map((given, at) => ({ ...given, id: `${pair} ${at}` }));
				// Some are sent twice at once, some again later.
				const again = random() < 0.2 ? pick(random, sent) : undefined;
				await Promise.all([one!, random() < 0.2 ? one! : other!, ...(again ? [again] : [])].map(take));
				sent.push(one!);
				if (random() < 0.2) await pick(random, pages)!.moveTo(pick(random, both)!);
			}
			const entries = await entriesOf(log, roomId);
			const logged = entries.flatMap(({ data: { id, result } }) => (id === undefined ? [] : [[id, result]]));
			expect(new Map(logged as [string, CommandAnswer["result"]][])).toEqual(answers);
			expect(logged).toHaveLength(answers.size);
			const states = await Promise.all(both.map((rooms) => rooms.state(roomId)));
			expect(new Set([...states, replay(entries)].map(hashState)).size).toBe(1);
			for (const [index, viewer] of VIEWERS.entries()) {
				const { view, news, resets } = pages[index]!;
				const final = project(states[0]!, viewer);
				await until(() => canonical(view()) === canonical(final), `${viewer.kind} told of all`);
				const offsets = news.map(({ cursor }) => cursor.offset);
				expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b));
				expect(resets()).toBe(0);
				if (index < OUTSIDERS) expect(JSON.stringify([news, final])).not.toContain(SECRET);
			}
			for (const page of pages) await page.leave();
			expect(both.map((rooms) => rooms.followers())).toEqual([0, 0]);
			await close();
		});
		await fc.assert(property, { numRuns: Math.ceil(PAIRS / PAIRS_A_ROOM) });
	}, 3_600_000);
});
