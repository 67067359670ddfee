import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ActionResultWire, PlayerViewWire } from "../../game/src/shared/wire/index.js";
import { readWorld } from "../lib/play-report.js";
import { compareItems } from "../lib/world-check.js";
import { FAULTS, expectNothingLost } from "./nothing-lost.js";
import { type Recorded, type Recorder, startRecorder } from "./recorder.js";
import { type Backend, type PlaceRunResult, pause, runPlace, startBackend } from "./run-place.js";

const EXPERIENCE = "wylding-woods";
/** Texts of each player's sights that are looked at: more than anybody sees in a run of these. */
const SIGHTS = 1_000;
/** NPCs enough that players walk to every zone. */
const PLACE = { npcs: 20, players: 6, seconds: 60, clock: "virtual", seed: 1, sights: SIGHTS } as const;

interface ActionBody {
	readonly id: string;
	readonly user_id: string;
	readonly action: string;
	readonly item: string;
}

/** A backend whose database is open, as it is a while after its start. */
async function startWarm(): Promise<Backend> {
	const backend = await startBackend();
	await viewOf(backend.url, "nobody");
	return backend;
}

async function viewOf(url: string, userId: string | number): Promise<PlayerViewWire> {
	const answer = await fetch(`${url}/v1/experience/${EXPERIENCE}/view?user_id=${userId}`);
	return ((await answer.json()) as { view: PlayerViewWire }).view;
}

/** As a player's own client asks for it. */
async function act(url: string, userId: string, action: object): Promise<ActionResultWire> {
	const answer = await fetch(`${url}/v1/experience/${EXPERIENCE}/actions`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ user_id: userId, ...action }),
	});
	return (await answer.json()) as ActionResultWire;
}

const actionsIn = (requests: readonly Recorded[]) =>
	requests
		.filter(({ path }) => path === `/v1/experience/${EXPERIENCE}/actions`)
		.map(({ body, answer }) => ({ body: body as ActionBody, answer: answer as ActionResultWire }));

/** Every item is where the backend has it, and nobody found more than was taken for them. */
async function expectSameItems(url: string, { game }: PlaceRunResult): Promise<void> {
	const { locations } = await readWorld(url, game);
	expect(Object.keys(game.experience.items)).toHaveLength(7);
	expect(compareItems(game, locations)).toEqual([]);
}

describe("a place with things to find", () => {
	let backend: Backend;
	let recorder: Recorder;
	let run: PlaceRunResult;
	let views: readonly PlayerViewWire[];

	beforeAll(async () => {
		backend = await startWarm();
		recorder = await startRecorder(backend.url);
		run = await runPlace({ ...PLACE, apiUrl: recorder.url });
		views = await Promise.all(run.summary.players.map(({ userId }) => viewOf(backend.url, userId)));
	});
	afterAll(async () => {
		await recorder.close();
		await backend.close();
	});

	it("lets players take what they walk by, and no script fails", async () => {
		await expectNothingLost(backend, run);
		const { taken, refused, givenUp, failures, states, polls } = run.game.experience;
		expect(taken).toBeGreaterThan(2);
		expect({ refused, givenUp, failures, states }).toEqual({
			refused: 0,
			givenUp: 0,
			failures: 0,
			states: 1,
		});
		expect(polls).toBeGreaterThan(taken);
	});

	it("has each item where the backend has it: gone for everybody, or lying about", async () => {
		await expectSameItems(backend.url, run);
		const carried = views.flatMap(({ inventory }) => inventory.map(({ id }) => id));
		const gone = Object.entries(run.game.experience.items).filter(([, location]) => location === "");
		expect(carried.sort()).toEqual(gone.map(([id]) => id).sort());
		expect(carried).toHaveLength(run.game.experience.taken);
	});

	it("asks once for each triggering, on behalf of the player, with an id of its own", () => {
		const actions = actionsIn(recorder.requests);
		expect(actions).toHaveLength(run.game.experience.takes);
		expect(new Set(actions.map(({ body }) => body.id)).size).toBe(actions.length);
		for (const { body, answer } of actions) {
			expect(body).toEqual({
				id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
				user_id: expect.stringMatching(/^10000\d\d$/) as string,
				action: "take",
				item: expect.stringMatching(/-dream$/) as string,
			});
			expect(answer).toMatchObject({ id: body.id, success: true });
		}
	});

	it("counts up on the panel of the player who took it, and on nobody else's", () => {
		for (const { userId, latest = [] } of run.summary.players) {
			const { found, needed } = views.find((view) => view.user_id === String(userId))!.quests[0]!;
			const counts = latest.filter(({ text }) => new RegExp(`^\\d/${needed}$`).test(text));
			const seen = counts.map(({ text }) => Number(text[0]));
			expect(seen).toEqual(seen.toSorted());
			if (found.length > 0) expect(seen.at(-1)).toBe(found.length);
			else expect(seen.filter((count) => count > 0)).toEqual([]);
		}
		expect(views.some(({ quests }) => quests[0]!.found.length > 0)).toBe(true);
	});
});

describe("a place whose requests fail", () => {
	it("takes nothing twice and ends as the backend has it", async () => {
		const backend = await startWarm();
		const recorder = await startRecorder(backend.url);
		try {
			// Calm for the last while, as in any outage that ends.
			const faults = FAULTS.map((rule) => ({ ...rule, to: 60 }));
			const run = await runPlace({ ...PLACE, seconds: 100, seed: 2, faults, apiUrl: recorder.url });
			await expectNothingLost(backend, run);
			await expectSameItems(backend.url, run);
			const done = actionsIn(recorder.requests).filter(({ answer }) => answer.success && !answer.repeated);
			const items = done.map(({ body }) => body.item);
			expect(new Set(items).size).toBe(items.length);
			expect(items.length).toBeGreaterThan(2);
			expect(items.length).toBeGreaterThanOrEqual(run.game.experience.taken);
		} finally {
			await recorder.close();
			await backend.close();
		}
	});
});

describe("two places of one experience, and a page", () => {
	it("lose what is taken in one of them, and get back what is dropped, where it was dropped", async () => {
		const backend = await startWarm();
		try {
			const take = (id: string) => act(backend.url, "page", { id, action: "take", item: "owl-dream" });
			const options = {
				...PLACE,
				players: 0,
				seconds: 60,
				clock: "scaled",
				speed: 8,
				apiUrl: backend.url,
			} as const;
			const [first, second] = await Promise.all([
				runPlace({ ...options, seed: 1 }, async () => {
					// Until both have heard of the world as it was.
					await pause(4_000);
					expect(await take("t1")).toMatchObject({ success: true });
					expect(await take("t1")).toMatchObject({ success: true, repeated: true });
					expect(await act(backend.url, "page", { action: "drop", item: "owl-dream" })).toMatchObject({
						success: true,
					});
					expect(await act(backend.url, "page", { action: "take", item: "fern-dream" })).toMatchObject({
						success: true,
					});
				}),
				runPlace({ ...options, seed: 2 }),
			]);
			for (const run of [first, second]) {
				await expectSameItems(backend.url, run);
				const { items, updates } = run.game.experience;
				expect(items).toMatchObject({ "owl-dream": "clearing", "fern-dream": "", "ember-dream": "clearing" });
				expect(updates).toBe(3);
				expect(run.code).toBe(0);
			}
		} finally {
			await backend.close();
		}
	});
});

describe("a place without items", () => {
	it("asks nothing of any experience", async () => {
		const backend = await startWarm();
		try {
			const config = { Experience: "" };
			const run = await runPlace({ ...PLACE, seconds: 5, npcs: 2, players: 2, config, apiUrl: backend.url });
			const routes = Object.keys(run.summary.http.byRoute);
			expect(routes.filter((route) => route.includes("experience"))).toEqual([]);
			expect(run.code).toBe(0);
		} finally {
			await backend.close();
		}
	});
});
