import { chatroomTopic } from "../chatroom-topic.js";
import type { ChatroomEventWire } from "../chatroom-wire.js";
import { numberOn, type OutboxRow } from "../../outbox/outbox.js";
import type { ToldParticipant } from "../../db/schema.js";
import type { Change, Conversation, Opinion } from "../core/outcome.js";
import { type Difficulty, difficultyOf } from "../core/recovery.js";
import type { Chatling } from "../core/society.js";
import { remember } from "../dialogue/marks.js";
import { conversationId } from "./conversation-id.js";
import type { Step, Words } from "./plan-step.js";
import type { Member } from "./read-members.js";
import type { Run } from "./run.js";

/** A change of a chatling that stays. */
export interface MoodRow extends Change {
	readonly userId: string;
}

export interface RunawayRow {
	readonly userId: string;
	/** As it was when it left. */
	readonly chatling: Chatling;
	readonly difficulty: Difficulty;
}

export interface ConversationRow {
	readonly id: string;
	readonly userId: string;
	readonly conversation: Conversation;
	readonly participants: readonly ToldParticipant[];
}

export interface MessageRow {
	readonly conversationId: string;
	readonly order: number;
	readonly speaker: string;
	readonly opinion: Opinion;
	readonly line: string;
}

export interface NotificationRow {
	readonly id: string;
	readonly userId: string;
	readonly kind: "runaway" | "rare_event";
	readonly data: object;
}

/** What a conversation leaves with its user. */
export interface MemberRow {
	readonly userId: string;
	/** Those that moved. */
	readonly friendships: Readonly<Record<string, number>>;
	readonly said: readonly string[];
	readonly reward: number;
	readonly lastNumber: number;
}

/** Everything that some steps come to, as rows. */
export class StepRows {
	readonly moods: MoodRow[] = [];
	readonly runaways: RunawayRow[] = [];
	readonly conversations: ConversationRow[] = [];
	readonly messages: MessageRow[] = [];
	readonly notifications: NotificationRow[] = [];
	readonly members: MemberRow[] = [];
	/** For those who read along. */
	readonly told: OutboxRow[] = [];

	constructor(
		private readonly run: Run,
		/** Unix seconds. */
		private readonly now: number,
	) {}

	add(step: Step): void {
		for (const change of step.outcome.changes) this.change(step.member, change);
		if ("written" in step) this.talk(step.member, step.outcome, step.written);
	}

	private change({ society: { userId, chatlings } }: Member, change: Change): void {
		if (!change.isRunaway) {
			this.moods.push({ userId, ...change });
			return;
		}
		const { mood, unhappyCount, isMeditating } = change;
		const chatling = chatlings.find(({ id }) => id === change.id)!;
		this.runaways.push({
			userId,
			chatling: { ...chatling, mood, unhappyCount, isMeditating },
			difficulty: difficultyOf(unhappyCount),
		});
	}

	private talk(member: Member, conversation: Conversation, { lines, used }: Words): void {
		const { userId } = member.society;
		const id = conversationId(this.run.runId, userId);
		const participants = toldParticipants(conversation);
		const gone = participants.filter(({ isRunaway }) => isRunaway);
		this.conversations.push({ id, userId, conversation, participants });
		for (const [order, { speaker, opinion }] of conversation.turns.entries()) {
			this.messages.push({ conversationId: id, order, speaker, opinion, line: lines[order]! });
		}
		this.notify({ id, userId, conversation, participants });
		const told = this.tell(member, [
			{ type: "conversation", data: { id } },
			...gone.map((one) => ({ type: "runaway", data: { creature_id: one.id } }) as const),
		]);
		this.members.push({
			userId,
			friendships: Object.fromEntries(conversation.friendships),
			said: used === undefined ? member.said : remember(member.said, used),
			reward: conversation.rareEvent?.reward ?? 0,
			lastNumber: member.lastNumber + told,
		});
	}

	private notify({ id, userId, conversation: { rareEvent }, participants }: ConversationRow): void {
		for (const { id: creature, name, personality, isRunaway } of participants) {
			if (!isRunaway) continue;
			const data = { conversation_id: id, creature_id: creature, name, personality };
			this.notifications.push({ id: `runaway:${id}:${creature}`, userId, kind: "runaway", data });
		}
		if (!rareEvent) return;
		const data = { conversation_id: id, event: rareEvent.kind, reward: rareEvent.reward };
		this.notifications.push({ id: `rare_event:${id}`, userId, kind: "rare_event", data });
	}

	/** Gives how many messages were added: none where nobody reads along, who reads them on opening. */
	private tell({ society, followedUntil, lastNumber }: Member, events: readonly ChatroomEventWire[]): number {
		if (followedUntil <= this.now) return 0;
		const topic = chatroomTopic(society.userId);
		this.told.push(...numberOn(events, { topic, lastNumber, at: this.now }));
		return events.length;
	}
}

/** Who took part, and what it did to them. */
export function toldParticipants({ participants, changes }: Conversation): readonly ToldParticipant[] {
	return participants.map(({ chatling: { id, name, personality, mood }, opinion }) => {
		const change = changes.find((one) => one.id === id);
		return {
			id,
			name,
			personality,
			opinion,
			before: mood,
			after: change?.mood ?? mood,
			isRunaway: change?.isRunaway ?? false,
		};
	});
}
