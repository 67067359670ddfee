import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LineWire } from "../../game/src/shared/wire/index.js";
import { type Recorder, startRecorder } from "./recorder.js";
import { type Backend, type PlaceRunResult, runPlace, startBackend } from "./run-place.js";
import { inTwoConversations, messagesIn, strangersInContexts, unheardInContexts } from "./talk-rules.js";
import { compareGroups, compareMemory, readAnswers, readLines } from "./told-talk.js";

/** Texts of each player's sights that are looked at: more than anybody sees in a run of these. */
const SIGHTS = 1_000;

const PLACE = { npcs: 40, players: 4, seconds: 60, clock: "virtual", seed: 1, sights: SIGHTS } as const;

/** Text of a line as players see it where the filter hides nothing. */
const shownAs = (line: LineWire, userId: string): string =>
	line.overheardBy.includes(userId) ? `(overheard) ${line.content}` : line.content;

describe("a place whose NPCs talk", () => {
	let backend: Backend;
	let recorder: Recorder;
	let run: PlaceRunResult;
	let lines: readonly LineWire[];

	beforeAll(async () => {
		backend = await startBackend();
		recorder = await startRecorder(backend.url);
		run = await runPlace({ ...PLACE, apiUrl: recorder.url });
		lines = await readLines(backend.url);
	});
	afterAll(async () => {
		await recorder.close();
		await backend.close();
	});

	it("lets them meet, greet, talk and part, and no script fails", () => {
		const { conversations, mind } = run.game.talk;
		expect(run.summary.firstErrors).toEqual([]);
		expect(run.code).toBe(0);
		expect(conversations.conversations).toBeGreaterThan(5);
		expect(conversations.npcLines).toBeGreaterThan(conversations.openings);
		expect(conversations.playerLines).toBeGreaterThan(0);
		expect(conversations.overheard).toBeGreaterThan(0);
		expect(conversations.active).toBe(0);
		expect(mind).toMatchObject({ failures: 0, linesDropped: 0, linesSetAside: 0, waiting: 0, npcsTold: 40 });
	});

	it("has every answer from the queue while the backend is up, each once", async () => {
		const { conversations, mind } = run.game.talk;
		expect(conversations.replies).toMatchObject({ direct: 0, local: 0 });
		expect(mind).toMatchObject({ directCalls: 0, late: 0, duplicates: 0, strays: 0, resets: 0 });
		const answers = await readAnswers(backend.url, run.game.serverId);
		expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(answers.length);
		expect(answers.length).toBeGreaterThanOrEqual(conversations.replies.queue);
		expect(answers.length).toBeLessThanOrEqual(conversations.mindCalls);
		const { lines: delivered, openings, mindCalls } = conversations;
		expect(mindCalls).toBeLessThanOrEqual(1.2 * delivered + openings + 2 * conversations.conversations);
	});

	it("tells the backend every line once", () => {
		expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
		expect(lines).toHaveLength(run.game.talk.conversations.lines);
		const ofPlayers = lines.filter(({ speaker }) => speaker.type === "player");
		expect(ofPlayers).toHaveLength(run.game.talk.conversations.playerLines);
	});

	it("tells members of a change once the backend has confirmed it", () => {
		const { notices, enhanced } = run.game.talk.conversations;
		expect(notices).toBeGreaterThan(0);
		expect(enhanced).toBe(0);
		const messages = messagesIn(recorder.requests);
		expect(messages.filter(({ context }) => context.cluster)).toEqual([]);
		expect(messages.length).toBeGreaterThan(0);
		expect(strangersInContexts(recorder.requests)).toEqual([]);
	});

	it("ends with the same groups in the place and in the backend", async () => {
		expect(Object.keys(run.game.clusters).length).toBeGreaterThan(0);
		expect(await compareGroups(backend.url, run.game)).toEqual([]);
	});

	it("lets each NPC know what it heard, in the backend and when it is asked, and nothing else", async () => {
		const npcs = run.summary.beings.filter(({ type }) => type === "npc");
		const wrong = await Promise.all(npcs.map(({ id }) => compareMemory(backend.url, id, lines)));
		expect(wrong.flat()).toEqual([]);
		expect(unheardInContexts(messagesIn(recorder.requests), lines)).toEqual([]);
	});

	it("shows players what was said near them, who is there and who is about to speak", () => {
		for (const { userId, bubbles, systemLines, panelUpdates, signs, errors, latest } of run.summary.players) {
			const own = String(userId);
			expect(Math.min(bubbles, systemLines, panelUpdates, signs)).toBeGreaterThan(0);
			expect(errors).toBe(0);
			const near = lines.filter(
				(line) => line.speaker.type === "npc" && [...line.heardBy, ...line.overheardBy].includes(own),
			);
			const seen = latest?.filter(({ kind }) => kind === "bubbles").map(({ text }) => text) ?? [];
			const told = near.map((line) => shownAs(line, own));
			expect(seen.filter((text) => !told.includes(text))).toEqual([]);
			// What was said at the very end may not have reached everybody.
			expect(near.length - seen.length).toBeLessThanOrEqual(2);
		}
	});

	it("answers what a player types, as a bubble and in the chat of that player", () => {
		const messages = new Map(messagesIn(recorder.requests).map((message) => [message.id, message]));
		const answered = run.summary.players.filter(({ userId, latest = [] }) => {
			const said = latest.filter(({ kind }) => kind === "said").map(({ text }) => text);
			const answers = lines.filter(({ inReplyTo = "" }) => {
				const message = messages.get(inReplyTo);
				const isOwn = message?.sender.id === String(userId) && message.priority === "urgent";
				return isOwn && said.some((text) => message.content.includes(text));
			});
			const sees = (kind: string, text: string): boolean =>
				latest.some((sight) => sight.kind === kind && sight.text.includes(text));
			return answers.some(({ content }) => sees("bubbles", content) && sees("systemLines", content));
		});
		expect(answered.length).toBeGreaterThan(0);
	});
});

describe("a place where talk is one to one", () => {
	it("has nobody in two conversations, and tells and remembers all the same", async () => {
		const backend = await startBackend();
		try {
			const config = { ConversationPolicy: "paired" };
			const run = await runPlace({ ...PLACE, apiUrl: backend.url, config });
			const { conversations } = run.game.talk;
			expect(run.summary.firstErrors).toEqual([]);
			expect(conversations.replies).toMatchObject({ direct: 0, local: 0 });
			expect(conversations.conversations).toBeGreaterThan(5);
			expect(conversations.playerLines).toBeGreaterThan(0);
			const lines = await readLines(backend.url);
			expect(new Set(lines.map(({ id }) => id)).size).toBe(conversations.lines);
			expect(inTwoConversations(lines)).toEqual([]);
			const npcs = run.summary.beings.filter(({ type }) => type === "npc");
			const wrong = await Promise.all(npcs.map(({ id }) => compareMemory(backend.url, id, lines)));
			expect(wrong.flat()).toEqual([]);
			expect(await compareGroups(backend.url, run.game)).toEqual([]);
		} finally {
			await backend.close();
		}
	});
});
