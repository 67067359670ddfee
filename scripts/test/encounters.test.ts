import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KEY, type TestTable } from "../../api/src/encounters/router/testing/test-table.js";
import { startRooms } from "./encounter-backend.js";
import { expectNothingLost } from "./nothing-lost.js";
import { type Recorded, type Recorder, startRecorder } from "./recorder.js";
import { type Backend, type PlaceRunResult, type RunOptions, runPlace, startBackend } from "./run-place.js";

const PLACE = {
	npcs: 4,
	players: 2,
	seconds: 70,
	clock: "virtual",
	seed: 1,
	sights: 1_000,
	fights: true,
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

const run = (options: Partial<RunOptions> = {}): Promise<PlaceRunResult> =>
	runPlace({ ...PLACE, ...options, apiUrl: recorder.url });

describe("encounters in a place", () => {
	it("first", async () => {
		const result = await run();
		console.log(
			JSON.stringify(result.game.encounters),
			result.summary.firstErrors,
			result.summary.http.byRoute,
		);
		for (const { method, path, status, body, answer } of recorder.requests) {
			if (path.startsWith("/v1/encounters") && method === "POST")
				console.log(path, status, JSON.stringify(body), JSON.stringify(answer).slice(0, 200));
		}
		for (const player of result.summary.players)
			console.log(
				player.userId,
				JSON.stringify(
					player.latest
						?.filter((one) => one.kind === "panelUpdates")
						.map((one) => `${one.at.toFixed(1)} ${one.text}`),
				),
			);
		await expectNothingLost(backend, result);
	});
});
