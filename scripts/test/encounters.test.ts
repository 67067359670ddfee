import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KEY, type TestTable } from "../../api/src/encounters/router/testing/test-table.js";
import type { GiveCommandWire } from "../../game/src/shared/wire/index.js";
import type { FaultRule, Sight } from "../lib/place.js";
import { startRooms } from "./encounter-backend.js";
import { expectNothingLost } from "./nothing-lost.js";
import { type Recorder, startRecorder } from "./recorder.js";
import { type Backend, type PlaceRunResult, type RunOptions, runPlace, startBackend } from "./run-place.js";

const ROOM = "room-1";
/** The first and the second player of the headless place. */
const FIRST = "1000001";
const SECOND = "1000002";
/** Studs of a cell, and from the middle of it at which a walk has got there. */
const CELL_STUDS = 5;
const THERE_STUDS = 2.6;
const PLACE = {
	npcs: 4,
	players: 2,
	clock: "virtual",
	seed: 1,
	/** Texts of each player's sights that are looked at: more than anybody sees in a run of these. */
	sights: 1_000,
	apiKey: KEY,
	config: { Experience: "", Chatlings: false },
} as const;

let backend: Backend;
let rooms: TestTable;
let recorder: Recorder;

beforeEach(async () => {
	backend = await startBackend();
	rooms = await startRooms(backend.url);
	recorder = await startRecorder(
		backend.url,
		() => undefined,
		(path) => (path.startsWith("/v1/encounters") ? rooms.url : undefined),
	);
});

afterEach(async () => {
	await recorder.close();
	await rooms.end();
	await backend.close();
});

const run = (options: Partial<RunOptions>): Promise<PlaceRunResult> =>
	runPlace({ ...PLACE, ...options, apiUrl: recorder.url });

/** What a player read on the panels, and when. */
const readBy = ({ summary }: PlaceRunResult, userId: string): readonly Sight[] =>
	(summary.players.find((player) => String(player.userId) === userId)?.latest ?? []).filter(
		({ kind }) => kind === "panelUpdates",
	);

interface Given {
	readonly body: GiveCommandWire;
	readonly ok: boolean;
	readonly isRepeated: boolean;
}

/** Commands of players as they came to the backend, and what they came to. */
const given = (): readonly Given[] =>
	recorder.requests
		.filter(({ path }) => path === `/v1/encounters/${ROOM}/commands`)
		.map(({ body, answer }) => {
			const { ok, is_repeated: isRepeated } = answer as { ok: boolean; is_repeated: boolean };
			return { body: body as GiveCommandWire, ok, isRepeated };
		});

const median = (numbers: readonly number[]): number =>
	numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** Everybody stands in their cell, wherever the map lies. */
function expectInCells({ summary }: PlaceRunResult): void {
	const { participants } = rooms.encounters.stateOf(ROOM);
	const offsets = Object.values(participants).map(({ entityId, position }) => {
		const being = summary.beings.find(({ id }) => id === entityId)!;
		const x = being.x - (position.x + 0.5) * CELL_STUDS;
		const z = being.z - (position.y + 0.5) * CELL_STUDS;
		return { entityId, x, z };
	});
	expect(offsets.length).toBeGreaterThan(3);
	const [x, z] = [median(offsets.map((each) => each.x)), median(offsets.map((each) => each.z))];
	const astray = offsets.filter((each) => Math.hypot(each.x - x, each.z - z) > 2 * THERE_STUDS);
	expect(astray).toEqual([]);
}

describe("encounters in a place", () => {
	it("[EG1] [EG2] [EG4] [EG8] are opened from a cluster, played by its players, and set everybody free", async () => {
		const result = await run({ seconds: 62, fights: 1 });
		await expectNothingLost(backend, result);
		const state = rooms.encounters.stateOf(ROOM);
		expect(state).toMatchObject({ status: "completed", dmId: FIRST });
		const players = Object.values(state.participants).filter(({ userId }) => userId !== undefined);
		expect(players.map(({ userId }) => userId).sort()).toEqual([FIRST, SECOND]);
		expect(Object.keys(state.participants).length).toBeGreaterThan(3);

		const acts = given().flatMap(({ body: { user_id: by, command }, ok }) =>
			ok && command.type === "act" ? [{ by, ...command.action }] : [],
		);
		// Players act for their own, and the one who opened it for the NPCs.
		for (const { by, entityId } of acts) expect(by).toBe(entityId === SECOND ? SECOND : FIRST);
		for (const userId of [FIRST, SECOND]) {
			const types = acts.filter(({ entityId }) => entityId === userId).map(({ type }) => type);
			expect(types).toEqual(expect.arrayContaining(["move", "attack", "end"]));
		}
		const texts = readBy(result, FIRST).map(({ text }) => text);
		expect(texts).toContain("Round 1: your turn");
		expect(texts).toContain("The encounter is over.");
		// Those who are in it are silent until it is over, and talk again afterwards.
		const secondOf = (text: string) => readBy(result, FIRST).find((sight) => sight.text === text)!.at;
		const [begun, over] = [secondOf("An encounter begins here."), secondOf("The encounter is over.")];
		const lines = result.summary.players.flatMap(({ latest = [] }) =>
			latest.filter(({ kind }) => kind === "bubbles").map(({ at }) => at),
		);
		expect(lines.filter((at) => at > begun && at < over)).toEqual([]);
		expect(lines.some((at) => at > over)).toBe(true);
		const { encounters } = result.game;
		expect(encounters).toMatchObject({ opened: 1, closed: 1, rooms: 0, waiting: 0, held: [] });
		expect(encounters.done + encounters.refused).toBe(encounters.commands);
	});

	it("[EG3] [EG5] [EG7] go on through an outage: nothing is done twice, and bodies stand in their cells", async () => {
		const path = `${ROOM}/commands`;
		const faults: readonly FaultRule[] = [
			{ kind: "refuse", path: "/v1/encounters", from: 12, to: 18 },
			{ kind: "drop", path, from: 22, to: 26 },
			{ kind: "status", status: 500, path, from: 30, to: 33 },
		];
		const result = await run({ seconds: 56, fights: 99, faults });
		await expectNothingLost(backend, result);
		const { encounters } = result.game;
		expect(encounters).toMatchObject({ opened: 1, waiting: 0 });
		expect(rooms.encounters.stateOf(ROOM).status).toBe("active");
		expect(encounters.failures).toBeGreaterThan(2);
		expect(encounters.lostLooks).toBeGreaterThan(0);

		const commands = given();
		const ids = commands.map(({ body }) => body.id);
		expect(commands.some(({ isRepeated }) => isRepeated)).toBe(true);
		expect(new Set(ids).size).toBe(encounters.commands);
		for (const id of new Set(ids)) {
			const tries = commands.filter(({ body }) => body.id === id);
			expect(tries.map(({ isRepeated }) => isRepeated)).toEqual(tries.map((_, index) => index > 0));
			expect(new Set(tries.map(({ body, ok }) => JSON.stringify([body, ok]))).size).toBe(1);
		}

		const texts = readBy(result, FIRST).map(({ text }) => text);
		expect(texts).toContain("No answer just now. What you ordered is kept and sent again.");
		expect(texts.concat(readBy(result, SECOND).map(({ text }) => text))).toContain(
			"There is no way there with the movement that is left.",
		);
		expectInCells(result);
	});
});
