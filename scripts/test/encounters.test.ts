import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import {
	commandRequest,
	openBody,
	openedAnswer,
	placedAnswer,
	viewAnswer,
} from "../../api/src/encounters/router/rest-schema.js";
import type { GiveCommandWire, OpenedEncounterWire } from "../../game/src/shared/wire/index.js";
import { type FaultRule, GAME_PROJECT, type Sight, startPlace } from "../lib/place.js";
import { expectNothingLost } from "./nothing-lost.js";
import { type Recorder, startRecorder } from "./recorder.js";
import {
	type Backend,
	type PlaceRunResult,
	type RunOptions,
	pause,
	runPlace,
	startBackend,
} from "./run-place.js";

/** The first and the second player of the headless place. */
const FIRST = "1000001";
const SECOND = "1000002";
/** Studs from the middle of a cell at which a walk has got there. */
const THERE_STUDS = 2.6;
const PLACE = {
	npcs: 4,
	players: 2,
	clock: "virtual",
	seed: 1,
	/** Texts of each player's sights that are looked at: more than anybody sees in a run of these. */
	sights: 1_000,
	config: { Experience: "", Chatlings: false },
} as const;

let backend: Backend;
let recorder: Recorder;

beforeEach(async () => {
	backend = await startBackend();
	recorder = await startRecorder(backend.url);
});

afterEach(async () => {
	await recorder.close();
	await backend.close();
});

const run = (options: Partial<RunOptions>): Promise<PlaceRunResult> =>
	runPlace({ ...PLACE, ...options, apiUrl: recorder.url });

/** The room that was opened first, as the one who leads it sees it. */
async function room() {
	const opened = recorder.requests.find(
		({ method, path, status }) => method === "POST" && path === "/v1/encounters" && status === 201,
	);
	const { room_id: id, ground } = opened!.answer as OpenedEncounterWire;
	const answer = await fetch(`${backend.url}/v1/encounters/${id}?user_id=${FIRST}`);
	const { view } = (await answer.json()) as { view: RoomView };
	return { id, ground, view };
}

interface RoomView {
	readonly status: string;
	readonly dmId: string;
	readonly roundNumber: number;
	readonly participants: Readonly<
		Record<
			string,
			{
				readonly entityId: string;
				readonly userId?: string;
				readonly side: string;
				readonly position: { readonly x: number; readonly y: number };
			}
		>
	>;
}

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
		.filter(({ path, status }) => path.endsWith("/commands") && status === 200)
		.map(({ body, answer }) => {
			const { ok, is_repeated: isRepeated } = answer as { ok: boolean; is_repeated: boolean };
			return { body: body as GiveCommandWire, ok, isRepeated };
		});

/** Everybody who is in the place stands in the cell that the room has them in. */
async function expectInCells({ summary }: PlaceRunResult): Promise<void> {
	const { ground, view } = await room();
	const { corner, studs_per_cell: studs } = ground;
	const offsets = Object.values(view.participants).flatMap(({ entityId, position }) => {
		const being = summary.beings.find(({ id }) => id === entityId);
		if (!being) return [];
		const x = being.x - (corner.x + (position.x + 0.5) * studs);
		const z = being.z - (corner.z + (position.y + 0.5) * studs);
		return [{ entityId, x, z }];
	});
	expect(offsets.length).toBeGreaterThan(3);
	expect(offsets.filter((each) => Math.hypot(each.x, each.z) > THERE_STUDS)).toEqual([]);
}

/** What of places and the backend is said in bodies, and how the backend reads and describes it. */
const SAID: readonly (readonly [string, RegExp, "body" | "answer", z.ZodType])[] = [
	["POST", /^\/v1\/encounters$/, "body", openBody],
	["POST", /^\/v1\/encounters$/, "answer", openedAnswer],
	["POST", /\/commands$/, "body", commandRequest],
	["GET", /^\/v1\/encounters\/[^/]+$/, "answer", viewAnswer],
	["GET", /^\/v1\/worlds\/default\/encounters$/, "answer", placedAnswer],
];

/** Nothing that was said is left unread, or is not described. */
function expectAllRead(): void {
	for (const [method, path, part, schema] of SAID) {
		const said = recorder.requests.filter((each) => each.method === method && path.test(each.path));
		expect(said.length).toBeGreaterThan(0);
		for (const { [part]: value } of said) expect(schema.parse(value)).toEqual(value);
	}
}

describe("encounters in a place", () => {
	it("[EG1] [EG2] [EG4] [EG8] [EG13] are opened from a cluster, played by its players, and set everybody free", async () => {
		const result = await run({ seconds: 95, fights: 2 });
		await expectNothingLost(backend, result);
		expectAllRead();
		const { view } = await room();
		expect(view).toMatchObject({ status: "completed", dmId: FIRST });
		const players = Object.values(view.participants).filter(({ userId }) => userId !== undefined);
		expect(players.map(({ userId }) => userId).sort()).toEqual([FIRST, SECOND]);
		expect(Object.keys(view.participants).length).toBeGreaterThan(3);

		const acts = given().flatMap(({ body: { user_id: by, command }, ok }) =>
			ok && command.type === "act" ? [{ by, ...command.action }] : [],
		);
		// Players act for their own, and the one who opened it for the NPCs.
		for (const { by, entityId } of acts) expect(by).toBe(entityId === SECOND ? SECOND : FIRST);
		for (const userId of [FIRST, SECOND]) {
			const types = acts.filter(({ entityId }) => entityId === userId).map(({ type }) => type);
			expect(types).toEqual(expect.arrayContaining(["move", "end"]));
			// Whether a blow is in reach rests on where minds have gone meanwhile, at their own pace.
			const blows = given().filter(({ body: { command } }) => {
				return (
					command.type === "act" && command.action.type === "attack" && command.action.entityId === userId
				);
			});
			expect(blows.length, JSON.stringify(given())).toBeGreaterThan(0);
		}
		expect(acts.some(({ type }) => type === "attack")).toBe(true);
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
		// The cells lie on the ground from its beginning on, and those that can be gone to come and go with turns.
		for (const { latest = [] } of result.summary.players) {
			const drawn = (name: string) => latest.filter(({ text }) => text === name).map(({ at }) => at);
			expect(drawn("EncounterCells")).toHaveLength(1);
			expect(drawn("EncounterReach").length).toBeGreaterThan(0);
			for (const at of [...drawn("EncounterCells"), ...drawn("EncounterReach")]) {
				expect(at).toBeGreaterThanOrEqual(begun - 1);
				expect(at).toBeLessThanOrEqual(over);
			}
		}
		const { encounters } = result.game;
		expect(encounters).toMatchObject({ opened: 1, closed: 1, rooms: 0, waiting: 0, held: [] });
		expect(encounters.done + encounters.refused).toBe(encounters.commands);
	});

	it("[EG14] are entered with the sheets that bodies bear", async () => {
		const wolf = {
			entityType: "monster",
			maxHP: 90,
			armorClass: 30,
			speed: 12,
			attacks: [
				{
					attackId: "claws",
					name: "Claws",
					kind: "melee",
					bonus: 4,
					range: 1,
					damage: [{ dice: "2d4+2", type: "slashing" }],
				},
			],
		};
		// Whoever of the town stands there: every other has a sheet, what the others bear is none.
		const sheets = Object.fromEntries(
			["ada", "bram", "cleo", "dara"].map((id, at) => [id, at % 2 === 0 ? JSON.stringify(wolf) : "{"]),
		);
		const result = await run({ seconds: 40, fights: 99, sheets });
		await expectNothingLost(backend, result);
		expectAllRead();
		const { view } = await room();
		const everybody = Object.values(view.participants);
		const wolves = everybody.filter(({ entityId }) => entityId === "ada" || entityId === "cleo");
		expect(wolves.length).toBeGreaterThan(0);
		expect(everybody.filter(({ side }) => side === "foes")).toEqual(wolves);
		for (const each of wolves) expect(each).toMatchObject(wolf);
	});

	it("[EG11] go on in a new server of the place when the old one was killed, to their end", async () => {
		const old = await startPlace({ ...GAME_PROJECT, ...PLACE, fights: 99, apiUrl: recorder.url });
		const ends = (): number =>
			given().filter(
				({ body: { command }, ok }) => ok && command.type === "act" && command.action.type === "end",
			).length;
		while (ends() < 2) await pause(20);
		old.kill();
		await old.finished;
		const before = await room();
		expect(before.view.status).toBe("active");

		const rounds = before.view.roundNumber + 1;
		const result = await run({ seconds: 75, fights: rounds, salt: "again" });
		expect(result.summary.firstErrors).toEqual([]);
		expect(result.game.encounters).toMatchObject({ opened: 0, found: 1, closed: 1, rooms: 0, held: [] });
		const { id, view } = await room();
		expect(id).toBe(before.id);
		expect(view.status).toBe("completed");
		expect(view.roundNumber).toBeGreaterThan(rounds);
		const texts = readBy(result, SECOND).map(({ text }) => text);
		expect(texts).toContain("An encounter that you are in goes on here.");
		expect(texts).toContain("The encounter is over.");
		expectAllRead();
	});

	it("[EG3] [EG5] [EG7] go on through an outage: nothing is done twice, and bodies stand in their cells", async () => {
		const path = "/commands";
		const faults: readonly FaultRule[] = [
			{ kind: "refuse", path: "/v1/encounters", from: 12, to: 18 },
			{ kind: "drop", path, probability: 0.4, from: 20 },
			{ kind: "status", status: 500, path, from: 30, to: 33 },
		];
		const result = await run({ seconds: 56, fights: 99, faults });
		await expectNothingLost(backend, result);
		const { encounters } = result.game;
		expect(encounters).toMatchObject({ opened: 1, waiting: 0 });
		expect((await room()).view.status).toBe("active");
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
		await expectInCells(result);
	});
});
