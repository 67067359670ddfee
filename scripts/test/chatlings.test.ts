import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NpcWire } from "../../game/src/shared/wire/index.js";
import type { Sight } from "../lib/place.js";
import { readWorld } from "../lib/play-report.js";
import type { ApiMember } from "../lib/world-check.js";
import { expectNothingLost } from "./nothing-lost.js";
import { startRecorder } from "./recorder.js";
import { type Backend, type PlaceRunResult, type RunOptions, runPlace, startBackend } from "./run-place.js";
import { type AskedChatlings, type Societies, chatling, societyStandIn } from "./society-stand-in.js";

/** Texts of each player's sights that are looked at: more than anybody sees in a run of these. */
const SIGHTS = 1_000;
const PLACE = {
	npcs: 6,
	players: 2,
	seconds: 50,
	clock: "virtual",
	seed: 1,
	sights: SIGHTS,
	config: { Experience: "" },
} as const;
/** The first and the second player of the headless place. */
const FIRST = "1000001";
const SECOND = "1000002";
/** Second from which on the chatroom is heard of again, where it was not. */
const BACK_SECONDS = 40;
const idOf = (userId: string, creatureId: string) => `chatling:${userId}:${creatureId}`;

let backend: Backend;

beforeEach(async () => {
	backend = await startBackend();
});

afterEach(async () => {
	await backend.close();
});

interface ChatlingRun extends PlaceRunResult {
	readonly asked: readonly AskedChatlings[];
	/** What the backend knows of those in the place that are chatlings, by id. */
	readonly known: ReadonlyMap<string, ApiMember>;
	readonly personas: ReadonlyMap<string, string>;
}

/** Runs a place whose players have these chatlings; everything else is the real backend's. */
async function runWith(societies: Societies, options: Partial<RunOptions> = {}): Promise<ChatlingRun> {
	const { standIn, asked } = societyStandIn(societies);
	const recorder = await startRecorder(backend.url, standIn);
	try {
		const run = await runPlace({ ...PLACE, ...options, apiUrl: recorder.url });
		await expectNothingLost(backend, run);
		const { members } = await readWorld(backend.url, run.game);
		const { npcs } = (await (await fetch(`${backend.url}/v1/npcs`)).json()) as { npcs: readonly NpcWire[] };
		const chatlings = members.filter(({ id }) => id.startsWith("chatling:"));
		return {
			...run,
			asked,
			known: new Map(chatlings.map((member) => [member.id, member])),
			personas: new Map(npcs.map(({ npcId, persona }) => [npcId, persona])),
		};
	} finally {
		await recorder.close();
	}
}

/** Lines of the place itself that a player saw and that say something of running away. */
function toldOfRunning({ summary }: PlaceRunResult, userId: string): readonly Sight[] {
	const player = summary.players.find((each) => String(each.userId) === userId);
	return (player?.latest ?? []).filter(
		({ kind, text }) => kind === "systemLines" && text.includes("run away"),
	);
}

describe("players' chatlings in a place", () => {
	it("[CB60] come with their players, walk about, talk, and are known to the backend with their mood", async () => {
		const run = await runWith((userId) => ({
			chatlings:
				userId === FIRST
					? [chatling("a", { mood: "happy" }), chatling("b"), chatling("c"), chatling("d")]
					: [chatling("a", { mood: "unhappy" })],
			ran_away: [],
		}));
		expect([...run.known.keys()].sort()).toEqual(
			[idOf(FIRST, "a"), idOf(FIRST, "b"), idOf(FIRST, "c"), idOf(SECOND, "a")].sort(),
		);
		expect(run.known.get(idOf(FIRST, "a"))).toMatchObject({ name: "Pet a", type: "npc", mood: "happy" });
		expect(run.known.get(idOf(SECOND, "a"))).toMatchObject({ type: "npc", mood: "unhappy" });
		expect(run.personas.get(idOf(FIRST, "b"))).toBe("Is b, and shy.");
		const beings = new Map(run.summary.beings.map((being) => [being.id, being]));
		for (const [id, { cluster }] of run.known) {
			const [pet, player] = [beings.get(id)!, beings.get(id.split(":")[1]!)!];
			// In a group it may be held by a talk while its player walks on.
			if (!cluster) expect(Math.hypot(pet.x - player.x, pet.z - player.z)).toBeLessThan(60);
		}
		// Two joined one after the other; then everybody in rounds, and after talks.
		expect(run.asked.some(({ users }) => users.length === 2)).toBe(true);
		expect(run.asked.some(({ status }) => status === 304)).toBe(true);
		expect(run.game.chatlings).toMatchObject({ failures: 0, appeared: 4, left: 0, standing: 4 });
	});

	it("[CB61] stay as they are while the backend is away; then they feel otherwise, and one is told to have run away", async () => {
		// From after the first answers on: refused, then answered with errors.
		const faults = [
			{ kind: "refuse", path: "/v1/chatroom", from: 8, to: 25 },
			{ kind: "status", status: 500, path: "/v1/chatroom", from: 25, to: BACK_SECONDS },
		] as const;
		const run = await runWith(
			(userId, round) =>
				round === 1
					? { chatlings: [chatling("a"), chatling("b"), chatling("c")], ran_away: [] }
					: {
							chatlings: [chatling("a", { mood: "unhappy", persona: "Is a, and cross." })],
							ran_away: userId === FIRST ? ["b"] : [],
						},
			{ faults, seconds: BACK_SECONDS + 40 },
		);
		expect(run.game.chatlings.failures).toBeGreaterThan(2);
		expect(run.game.chatlings.failures).toBeLessThan(20);
		expect([...run.known.keys()].sort()).toEqual([idOf(FIRST, "a"), idOf(SECOND, "a")].sort());
		for (const userId of [FIRST, SECOND]) {
			expect(run.known.get(idOf(userId, "a"))?.mood).toBe("unhappy");
			expect(run.personas.get(idOf(userId, "a"))).toBe("Is a, and cross.");
		}
		const [told, ...more] = toldOfRunning(run, FIRST);
		expect(told?.text).toBe("Pet b has run away.");
		expect(told?.at).toBeGreaterThan(BACK_SECONDS);
		expect([...more, ...toldOfRunning(run, SECOND)]).toEqual([]);
		expect(run.game.chatlings).toMatchObject({ appeared: 6, changed: 2, left: 4, ranAway: 1, standing: 2 });
	});

	it("[CB62] go when their player goes, and come back with them", async () => {
		// Visits of a minute to three, with pauses in between.
		const run = await runWith(() => ({ chatlings: [chatling("a"), chatling("b")] }), {
			npcs: 2,
			players: 4,
			seconds: 115,
		});
		const here = run.summary.beings.filter(({ type }) => type === "player").map(({ id }) => id);
		expect([...run.known.keys()].sort()).toEqual(
			here.flatMap((userId) => [idOf(userId, "a"), idOf(userId, "b")]).sort(),
		);
		const visits = run.summary.players.reduce((sum, player) => sum + player.visits, 0);
		expect(visits).toBeGreaterThan(4);
		expect(run.game.chatlings).toMatchObject({ appeared: 2 * visits, ranAway: 0, standing: 2 * here.length });
	});
});
