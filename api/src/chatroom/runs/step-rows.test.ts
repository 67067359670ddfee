import { describe, expect, it } from "vitest";
import { pairKey, type Chatling } from "../core/society.js";
import type { Conversation } from "../core/outcome.js";
import { conversationId } from "./conversation-id.js";
import type { Member } from "./read-members.js";
import { StepRows } from "./step-rows.js";
import { RUN } from "./testing/seed-societies.js";

const chatling = (id: string, more: Partial<Chatling> = {}): Chatling => ({
	id,
	name: `Name of ${id}`,
	personality: "kind",
	likes: ["music"],
	dislikes: [],
	mood: "neutral",
	unhappyCount: 0,
	isMeditating: false,
	isInTeam: false,
	...more,
});

const UNHAPPY = chatling("b", { mood: "unhappy", unhappyCount: 3 });
const CHATLINGS = [chatling("a"), UNHAPPY, chatling("c", { isMeditating: true })];

const MEMBER: Member = {
	society: { userId: "ana", chatlings: CHATLINGS, friendships: new Map([[pairKey("a", "b"), 5]]) },
	said: ["one", "two"],
	followedUntil: 50,
	lastNumber: 7,
};

const CONVERSATION: Conversation = {
	topic: { id: "t", title: "Soup", category: "food" },
	participants: [
		{ chatling: CHATLINGS[0]!, opinion: "positive", turns: 1 },
		{ chatling: UNHAPPY, opinion: "negative", turns: 1 },
	],
	turns: [
		{ speaker: "b", opinion: "negative" },
		{ speaker: "a", opinion: "positive", answers: 0 },
	],
	climate: "conflict",
	changes: [
		{ id: "b", mood: "unhappy", unhappyCount: 4, isRunaway: true, isMeditating: false },
		{ id: "c", mood: "happy", unhappyCount: 0, isRunaway: false, isMeditating: false },
	],
	friendships: new Map([[pairKey("a", "b"), -1]]),
	rareEvent: { kind: "lost_coin", reward: 5 },
};

const ID = conversationId(RUN.runId, "ana");

describe("the rows of a step", () => {
	const rowsAt = (now: number, conversation = CONVERSATION) => {
		const rows = new StepRows(RUN, now);
		rows.add({ member: MEMBER, outcome: conversation, written: { lines: ["No.", "Yes."], used: "three" } });
		return rows;
	};

	it("[CG19] say what was talked of, by whom, what it did to them, and every line in its order", () => {
		const { conversations, messages } = rowsAt(100);
		const people = { personality: "kind", isRunaway: false, before: "neutral", after: "neutral" };
		expect(conversations).toEqual([
			{
				id: ID,
				userId: "ana",
				conversation: CONVERSATION,
				participants: [
					{ ...people, id: "a", name: "Name of a", opinion: "positive" },
					{
						...people,
						id: "b",
						name: "Name of b",
						opinion: "negative",
						before: "unhappy",
						after: "unhappy",
						isRunaway: true,
					},
				],
			},
		]);
		expect(messages).toEqual([
			{ conversationId: ID, order: 0, speaker: "b", opinion: "negative", line: "No." },
			{ conversationId: ID, order: 1, speaker: "a", opinion: "positive", line: "Yes." },
		]);
	});

	it("[CG19] move who runs away, as it is by then, and change who stays", () => {
		const { moods, runaways, members } = rowsAt(100);
		expect(moods).toEqual([{ userId: "ana", ...CONVERSATION.changes[1]! }]);
		expect(runaways).toEqual([
			{ userId: "ana", chatling: { ...UNHAPPY, unhappyCount: 4 }, difficulty: "normal" },
		]);
		expect(members).toEqual([
			{ userId: "ana", friendships: { "a b": -1 }, said: ["one", "two", "three"], reward: 5, lastNumber: 7 },
		]);
	});

	it("[CG19] notify of a runaway and of a rare event, by ids that are the same whenever it is done", () => {
		expect(rowsAt(100).notifications).toEqual([
			{
				id: `runaway:${ID}:b`,
				userId: "ana",
				kind: "runaway",
				data: { conversation_id: ID, creature_id: "b", name: "Name of b", personality: "kind" },
			},
			{
				id: `rare_event:${ID}`,
				userId: "ana",
				kind: "rare_event",
				data: { conversation_id: ID, event: "lost_coin", reward: 5 },
			},
		]);
		const { rareEvent: _, ...plain } = { ...CONVERSATION, changes: [] };
		expect(rowsAt(100, plain).notifications).toEqual([]);
	});

	it("[CG8] tell who is read along by then, and count what was told", () => {
		const { told, members } = rowsAt(49.9);
		expect(told).toEqual([
			{
				topic: "chatroom:ana",
				number: 8,
				type: "conversation",
				data: JSON.stringify({ id: ID }),
				savedAt: 49.9,
			},
			{ topic: "chatroom:ana", number: 9, type: "runaway", data: '{"creature_id":"b"}', savedAt: 49.9 },
		]);
		expect(members[0]!.lastNumber).toBe(9);
		expect(rowsAt(50).told).toEqual([]);
	});

	it("[CG19] of who had nobody to talk to are only what rest did", () => {
		const rows = new StepRows(RUN, 0);
		rows.add({ member: MEMBER, outcome: { skipped: "too_few", changes: [CONVERSATION.changes[1]!] } });
		expect(rows.moods).toHaveLength(1);
		const { conversations, messages, members, notifications, told, runaways } = rows;
		expect([conversations, messages, members, notifications, told, runaways]).toEqual([
			[],
			[],
			[],
			[],
			[],
			[],
		]);
	});
});
