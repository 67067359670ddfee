import { expect, it, onTestFinished } from "vitest";
import type { InboxWire, MessageWire } from "../../game/src/shared/wire/index.js";
import {
	type StubServer,
	completion,
	startStubServer,
} from "../../api/src/messages/minds/testing/stub-server.js";
import { FAULTS, expectNothingLost } from "./nothing-lost.js";
import { type Recorded, type Recorder, startRecorder } from "./recorder.js";
import { type Backend, pause, runPlace, startBackend } from "./run-place.js";
import { readLines } from "./told-talk.js";

async function backendFor(settings?: Readonly<Record<string, string>>): Promise<Backend> {
	const backend = await startBackend(settings);
	onTestFinished(() => backend.close());
	return backend;
}

async function recorderFor({ url }: Backend): Promise<Recorder> {
	const recorder = await startRecorder(url);
	onTestFinished(() => recorder.close());
	return recorder;
}

/** A language model that never says the same twice, and always something that the text filter hides. */
async function rudeModel(): Promise<StubServer> {
	let count = 0;
	const model = await startStubServer(() => {
		count += 1;
		return completion(`Heck, that makes ${count} of us. Call 555${1000 + count}.`);
	});
	onTestFinished(() => model.stop());
	return model;
}

it("shows players nothing that the filter has not passed, and counts what it kept back", async () => {
	const model = await rudeModel();
	const backend = await backendFor({ MIND_URL: model.url, MIND_MODEL: "small" });
	const run = await runPlace({
		apiUrl: backend.url,
		npcs: 40,
		players: 4,
		seconds: 60,
		clock: "virtual",
		seed: 1,
		sights: 1_000,
		filterFailures: 0.3,
	});
	expect(run.summary.firstErrors).toEqual([]);
	const lines = await readLines(backend.url);
	expect(lines.filter(({ content }) => content.startsWith("Heck, that")).length).toBeGreaterThan(5);

	const sights = run.summary.players
		.flatMap(({ latest = [] }) => latest)
		.filter(({ kind }) => kind !== "said");
	const bubbles = sights.filter(({ kind }) => kind === "bubbles").map(({ text }) => text);
	expect(bubbles.length).toBeGreaterThan(0);
	for (const text of bubbles)
		expect(text).toMatch(/^(\(overheard\) )?####, that makes \d+ of us\. Call #{7}\.$/);
	const spoken = sights.filter(({ kind, text }) => kind === "systemLines" && text.includes("of us"));
	expect(spoken.length).toBeGreaterThan(0);
	for (const { text } of spoken) expect(text).toContain("[AI]");
	expect(sights.filter(({ text }) => /heck|darn|555\d{4}/i.test(text) && !text.includes("#"))).toEqual([]);

	const { shown, withheld } = run.game.talk.texts;
	expect(run.summary.filter.failed).toBeGreaterThan(0);
	expect(withheld).toBeGreaterThan(0);
	expect(bubbles.length).toBeLessThanOrEqual(shown);
});

it("hears answers by stream in Studio, and by polls while the stream is broken off, each once", async () => {
	const speed = 4;
	const backend = await backendFor();
	const recorder = await recorderFor(backend);
	let cut = 0;
	const run = await runPlace(
		{ apiUrl: recorder.url, npcs: 40, players: 4, seconds: 48, speed, seed: 1, studio: true },
		async () => {
			await pause((12 / speed) * 1000);
			cut = recorder.cutStreams();
		},
	);
	expect(run.summary.firstErrors).toEqual([]);
	expect(cut).toBe(1);
	const { conversations, mind } = run.game.talk;
	expect(mind.streams).toBe(2);
	// One that learns where the inbox stands, and those of the 30 s until the next stream.
	expect(mind.polls).toBeGreaterThan(1);
	expect(conversations.replies).toMatchObject({ direct: 0, local: 0 });
	expect(conversations.replies.queue).toBeGreaterThan(10);
	expect(mind).toMatchObject({ duplicates: 0, strays: 0, resets: 0 });
	const lines = await readLines(backend.url);
	expect(new Set(lines.map(({ id }) => id)).size).toBe(conversations.lines);
});

/** Messages whose answers a recording brought by polls, and not by a direct call. */
function answersOfPolls(requests: readonly Recorded[]): ReadonlyMap<string, string> {
	const answers = new Map<string, string>();
	for (const { path, status, answer } of requests) {
		if (!path.endsWith("/inbox") || status !== 200) continue;
		for (const { data } of (answer as InboxWire).events) answers.set(data.messageId, data.content);
	}
	for (const { path, body } of requests) {
		if (path === "/v1/chat") answers.delete((body as { readonly message: MessageWire }).message.id);
	}
	return answers;
}

it("loses nothing and leaves no NPC mute while the backend is killed for 20 s and 30% of requests fail", async () => {
	const speed = 4;
	const backend = await backendFor();
	const recorder = await recorderFor(backend);
	let answeredBefore = 0;
	const run = await runPlace(
		{ apiUrl: recorder.url, npcs: 40, players: 4, seconds: 140, speed, seed: 3, chatty: 12, faults: FAULTS },
		async () => {
			await pause((15 / speed) * 1000);
			await backend.kill();
			answeredBefore = recorder.requests.length;
			await pause((20 / speed) * 1000);
			await backend.restart();
		},
	);
	await expectNothingLost(backend, run);
	const { replies, enhanced } = run.game.talk.conversations;
	expect(enhanced).toBeGreaterThan(0);
	expect(replies.local).toBeGreaterThan(0);
	// Afterwards NPCs say what the queue has answered: polls are tried again within 30 s, of which some fail too.
	const answers = answersOfPolls(recorder.requests.slice(answeredBefore));
	const lines = await readLines(backend.url);
	const spoken = lines.filter(({ inReplyTo = "", content }) => answers.get(inReplyTo) === content);
	expect(spoken.length).toBeGreaterThan(0);
});
