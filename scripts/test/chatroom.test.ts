import { afterEach, beforeEach, expect, it } from "vitest";
import type { ConversationsWire, ConversationWire, MoodsWire } from "../../api/src/chatroom/chatroom-wire.js";
import { readWorld } from "../lib/play-report.js";
import { expectNothingLost } from "./nothing-lost.js";
import { type Backend, pause, runPlace, startBackend } from "./run-place.js";
import { readLines } from "./told-talk.js";

/** The only player of the place, and what they have collected. */
const PLAYER = "1000001";
const CHATLINGS = [
	{ id: "pip", name: "Pip", personality: "cheerful", likes: ["food"], dislikes: ["work"] },
	{ id: "brick", name: "Brick", personality: "grumpy", likes: ["work"], dislikes: ["music"] },
	{ id: "moss", name: "Moss", personality: "kind", likes: ["nature"], dislikes: [] },
];

/** A group is looked at for as long as it may still speak, by the backend's clock; after that it counts. */
const MOST_SECONDS = 90;

let backend: Backend;

beforeEach(async () => {
	backend = await startBackend({ CHATROOM_CRON: "off" });
});

afterEach(() => backend.close());

async function send<T>(
	path: string,
	init: RequestInit & { readonly headers?: Record<string, string> },
): Promise<T> {
	const answer = await fetch(backend.url + path, {
		...init,
		headers: { "content-type": "application/json", ...init.headers },
	});
	if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
	return (await answer.json()) as T;
}

/** What the chatroom says to the player. */
async function asked<T>(path: string): Promise<T> {
	const { token } = await send<{ readonly token: string }>("/dev/token", {
		method: "POST",
		body: JSON.stringify({ userId: PLAYER, roles: [] }),
	});
	return send<T>(`/api/chatroom/${path}`, { headers: { authorization: `Bearer ${token}` } });
}

async function conversations(): Promise<readonly ConversationWire[]> {
	for (let second = 0; second < MOST_SECONDS; second += 1) {
		const { conversations: told } = await asked<ConversationsWire>("conversations");
		if (told.length > 0)
			return Promise.all(told.map(({ id }) => asked<ConversationWire>(`conversation/${id}`)));
		await pause(1_000);
	}
	throw new Error("nothing that was said in the place counts as a conversation");
}

it("[CB63] chatlings that a game gave stand in its place as they feel, and what they say there is theirs", async () => {
	await send(`/api/chatroom/collection/${PLAYER}`, {
		method: "PUT",
		body: JSON.stringify({ chatlings: CHATLINGS }),
	});
	const run = await runPlace({
		npcs: 2,
		players: 1,
		seconds: 150,
		clock: "virtual",
		seed: 1,
		config: { Experience: "" },
		apiUrl: backend.url,
	});
	await expectNothingLost(backend, run);
	expect(run.game.chatlings).toMatchObject({ failures: 0, standing: 3 });
	const { members } = await readWorld(backend.url, run.game);
	const standing = members.filter(({ id }) => id.startsWith(`chatling:${PLAYER}:`));
	expect(standing.map(({ name }) => name).sort()).toEqual(["Brick", "Moss", "Pip"]);

	const talks = await conversations();
	const spoken = await readLines(backend.url);
	const said = new Set(spoken.map(({ speaker, content }) => `${speaker.id}: ${content}`));
	for (const { world, participants, messages } of talks) {
		expect(world).toBe("default");
		expect(participants.length).toBeGreaterThan(1);
		expect(messages.length).toBeGreaterThan(1);
		for (const { speaker, line } of messages)
			expect(said).toContain(`chatling:${PLAYER}:${speaker}: ${line}`);
	}
	// The newest has told how they feel now.
	const { chatlings } = await asked<MoodsWire>("moods");
	const moods = new Map(chatlings.map(({ id, mood }) => [id, mood]));
	for (const { id, mood_after: after } of talks[0]!.participants) expect(moods.get(id)).toBe(after);
}, 200_000);
