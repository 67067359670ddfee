import type { AnswerWire, MessageWire } from "../../../game/src/shared/wire/index.js";
import type { RecentIds } from "../worlds/recent-ids.js";
import { createRecentIds } from "../worlds/recent-ids.js";
import type { Fold, Plan } from "../log/fold.js";
import { keepNewest } from "../log/keep-newest.js";
import type { MindAnswer } from "./mind.js";
import { ANSWERS, GONE_MESSAGES, MESSAGE_SECONDS } from "./talk-limits.js";

/** A message was taken, and is to be answered. */
export interface TakenEntry {
	readonly message: MessageWire;
	readonly world: string;
	/** Unix seconds. */
	readonly takenAt: number;
	/** Unix seconds after which nobody waits for its answer. */
	readonly deadline: number;
}

/** Types of the entries of a server's topic, and their data. `answer` alone is told to the server. */
export interface ServerEntries {
	readonly message: TakenEntry;
	readonly answer: AnswerWire;
	/** Nobody wants these answers any more. */
	readonly cancelled: { readonly ids: readonly string[] };
	readonly erased: { readonly userId: string };
}

/** An entry of a server's topic. */
export type ServerEntry = {
	readonly [T in keyof ServerEntries]: { readonly type: T; readonly data: ServerEntries[T] };
}[keyof ServerEntries];

/** What is known of the messages that one server sent. */
export interface ServerState {
	/** Taken and not answered, by message id. */
	readonly pending: Map<string, TakenEntry>;
	/** The newest answers, by message id. */
	readonly answers: Map<string, AnswerWire>;
	/** Messages that will not be answered any more. */
	readonly gone: RecentIds;
}

function emptyServer(): ServerState {
	return { pending: new Map(), answers: new Map(), gone: createRecentIds(GONE_MESSAGES) };
}

function giveUp({ pending, gone }: ServerState, id: string): void {
	if (pending.delete(id)) gone.add(id);
}

function take(state: ServerState, taken: TakenEntry): void {
	for (const [id, { deadline }] of state.pending) if (deadline <= taken.takenAt) giveUp(state, id);
	state.pending.set(taken.message.id, taken);
}

/** Whether a message, or what is told along with it, is of a user. */
function concerns({ sender, context }: MessageWire, userId: string): boolean {
	const { members, recentMessages, cluster } = context;
	return [
		sender,
		...members,
		...recentMessages.map(({ speaker }) => speaker),
		...(cluster?.members ?? []),
	].some(({ id }) => id === userId);
}

function erase(state: ServerState, userId: string): void {
	for (const [id, { message }] of state.pending) if (concerns(message, userId)) giveUp(state, id);
	// Whom an answer names cannot be told from it. Servers have been sent these already.
	for (const id of state.answers.keys()) state.gone.add(id);
	state.answers.clear();
}

/** How the entries of a server's topic make what is known of its messages. */
export const serverFold: Fold<ServerState, ServerEntry> = {
	empty: emptyServer,
	apply: (state, { type, data }) => {
		switch (type) {
			case "message":
				return take(state, data);
			case "answer":
				state.pending.delete(data.messageId);
				return keepNewest(state.answers, [data.messageId, data], ANSWERS);
			case "cancelled":
				return data.ids.forEach((id) => giveUp(state, id));
			case "erased":
				return erase(state, data.userId);
		}
	},
	dump: ({ pending, answers, gone }) =>
		JSON.stringify({ pending: [...pending.values()], answers: [...answers.values()], gone: gone.list() }),
	load: (text) => {
		const dumped = JSON.parse(text) as {
			readonly pending: readonly TakenEntry[];
			readonly answers: readonly AnswerWire[];
			readonly gone: readonly string[];
		};
		return {
			pending: new Map(dumped.pending.map((taken) => [taken.message.id, taken])),
			answers: new Map(dumped.answers.map((answer) => [answer.messageId, answer])),
			gone: createRecentIds(GONE_MESSAGES, dumped.gone),
		};
	},
};

/** How a message stands: `unknown` was never taken, `gone` will not be answered. */
export type Standing = "unknown" | "pending" | "gone" | AnswerWire;

export function standingOf({ pending, answers, gone }: Readonly<ServerState>, id: string): Standing {
	if (pending.has(id)) return "pending";
	return answers.get(id) ?? (gone.has(id) ? "gone" : "unknown");
}

/** Writes an answer if its message still waits for one; the result is the message, as it was taken. */
export function planAnswer(
	state: Readonly<ServerState>,
	messageId: string,
	answer: MindAnswer,
): Plan<ServerEntry, TakenEntry | undefined> {
	const taken = state.pending.get(messageId);
	if (!taken) return { entries: [], result: undefined };
	const { npcId, clusterId } = taken.message;
	return { entries: [{ type: "answer", data: { messageId, npcId, clusterId, ...answer } }], result: taken };
}

/** Gives messages up that still wait for an answer; the result is their ids. */
export function planCancel(
	state: Readonly<ServerState>,
	ids: readonly string[],
): Plan<ServerEntry, readonly string[]> {
	const waiting = [...new Set(ids)].filter((id) => state.pending.has(id));
	return {
		entries: waiting.length > 0 ? [{ type: "cancelled", data: { ids: waiting } }] : [],
		result: waiting,
	};
}

/** A message that is asked past the queue. */
export interface Direct {
	readonly message: MessageWire;
	readonly world: string;
	/** Unix seconds. */
	readonly now: number;
}

/** Takes a message that is to be answered at once, unless it was taken before; the result is it, or how it stands. */
export function planDirect(
	state: Readonly<ServerState>,
	{ message, world, now }: Direct,
): Plan<ServerEntry, TakenEntry | AnswerWire | "gone"> {
	const standing = standingOf(state, message.id);
	if (standing === "pending") return { entries: [], result: state.pending.get(message.id)! };
	if (standing !== "unknown") return { entries: [], result: standing };
	const taken = { message, world, takenAt: now, deadline: now + MESSAGE_SECONDS };
	return { entries: [{ type: "message", data: taken }], result: taken };
}
