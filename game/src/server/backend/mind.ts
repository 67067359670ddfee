import type { EarshotConfig } from "../../shared/config/config";
import type { Clock, Logger, RandomSource } from "../../shared/util/ports";
import type { MessageWire } from "../../shared/wire";
import type { MindPort, Reply } from "../conversations/mind-port";
import type { RequestBudget } from "../state/budget";
import { Notices } from "../state/notices";
import { DirectCalls } from "./direct-calls";
import type { HttpPort } from "./http-port";
import { createInbox } from "./inbox";
import { LateAnswers } from "./late-answers";
import type { LocalSpeaker } from "./local-line";
import { LocalVoices } from "./local-voices";
import { holdingUp, readyToGive } from "./reply-order";
import type { StreamPort } from "./stream-port";
import { replyOf } from "./talk-checks";
import { newTalkCounters } from "./talk-counters";
import type { TalkCounters } from "./talk-counters";
import { TalkOutbox } from "./talk-outbox";

export interface MindDeps {
	readonly config: EarshotConfig;
	readonly serverId: string;
	readonly http: HttpPort;
	/** Shared by everything in the place that sends requests. */
	readonly budget: RequestBudget;
	readonly clock: Clock;
	readonly random: RandomSource;
	readonly logger: Logger;
	/** What an NPC's own lines are made from; undefined where it has gone. */
	readonly speaker: (npcId: string) => LocalSpeaker | undefined;
	/** In Studio. */
	readonly stream?: StreamPort;
}

/** The counters, and where things stand now. */
export interface MindStats extends Readonly<TalkCounters> {
	readonly awaited: number;
	readonly waiting: number;
	readonly waitingBytes: number;
}

export interface Mind extends MindPort {
	/** One frame; `now` in the clock's seconds. Replies are given out here and nowhere else. */
	readonly step: (now: number) => void;
	/** Forgets what an NPC said by itself; its questions are its conversation's to cancel. */
	readonly forget: (npcId: string) => void;
	/**
	 * For shutdown: gives up all answers and sends what is unsent while `step` goes on being called. `done` hears
	 * once whether everything was taken before `deadline` (the clock's seconds).
	 */
	readonly flush: (done: (complete: boolean) => void, deadline: number) => void;
	readonly stats: () => MindStats;
}

/** A question on its way to its reply. */
interface Question {
	readonly message: MessageWire;
	readonly onReply: (reply: Reply) => void;
	/** Told to the queue; waits for a direct call; the call is out. */
	stage: "queue" | "direct" | "calling";
	/** Seconds at which the next way is tried. */
	dueAt: number;
	/** The queue may know of it. */
	isTold: boolean;
	reply?: Reply;
	repliedAt?: number;
}

/**
 * Answers from the backend's queue, else by one direct call, else from the persona, so that every question has
 * exactly one reply and no NPC stays silent as something is down.
 */
export function createMind(deps: MindDeps): Mind {
	const { config, serverId, http, budget, clock, random } = deps;
	const origin = { serverId, world: config.world };
	const counters = newTalkCounters();
	const notices = new Notices(deps.logger);
	const late = new LateAnswers();
	/** In the order asked. */
	let questions: Question[] = [];
	const voices = new LocalVoices(deps.speaker, random);
	const overdueSeconds = {
		urgent: config.urgentOverdueSeconds,
		conversation: config.conversationOverdueSeconds,
		background: config.backgroundOverdueSeconds,
	};
	let closing: { readonly done: (complete: boolean) => void; readonly deadline: number } | undefined;

	const find = (messageId: string) => questions.find(({ message }) => message.id === messageId);
	const direct = new DirectCalls({ config, origin, http, budget, counters, seconds: clock.seconds });
	const outbox = new TalkOutbox({
		config,
		origin,
		encode: http.encode,
		random,
		budget,
		counters,
		notices,
		onUntaken: (messageId) => {
			const question = find(messageId);
			if (question?.stage === "queue") askDirectly(question, clock.seconds());
		},
	});
	const inbox = createInbox({
		...{ config, serverId, http, budget, clock, random, counters, notices },
		stream: deps.stream,
		onAnswer: (data) => receive(replyOf(data, "queue")),
		onReset: () => {
			const now = clock.seconds();
			for (const question of questions) if (question.stage === "queue") askDirectly(question, now);
		},
	});

	function settle(question: Question, reply: Reply): void {
		question.reply = reply;
		question.repliedAt = clock.seconds();
		late.ended(question.message.id, reply.via);
	}

	function receive(reply: Reply | undefined): void {
		const question = reply && find(reply.messageId);
		if (reply !== undefined && question !== undefined && question.reply === undefined) {
			return settle(question, reply);
		}
		const judgement = reply === undefined ? "stray" : late.judge(reply.messageId);
		if (judgement === "late") counters.late += 1;
		else if (judgement === "duplicate") counters.duplicates += 1;
		else counters.strays += 1;
	}

	function askDirectly(question: Question, now: number): void {
		if (outbox.withdraw(question.message.id)) question.isTold = false;
		question.stage = "direct";
		question.dueAt = now + config.directSeconds;
	}

	/** Spares the backend an answer that nobody waits for. */
	function callOff({ message, isTold }: Question): void {
		if (isTold && !outbox.withdraw(message.id)) outbox.tell({ kind: "cancel", value: message.id });
	}

	function speakForItself(question: Question): void {
		callOff(question);
		settle(question, voices.reply(question.message));
	}

	function advance(question: Question, now: number): void {
		if (question.stage === "queue" && now >= question.dueAt) askDirectly(question, now);
		if (question.stage === "direct") {
			const isHopeless = now >= question.dueAt || direct.isPaused(now);
			if (isHopeless) return speakForItself(question);
			if (!direct.call(question.message, now, (reply) => called(question, reply))) return;
			question.stage = "calling";
		}
		// The call ends by itself in time; should it not, nobody waits for it.
		if (question.stage === "calling" && now >= question.dueAt) speakForItself(question);
	}

	function called(question: Question, reply: Reply | undefined): void {
		if (reply !== undefined) return receive(reply);
		if (question.reply === undefined && questions.includes(question)) speakForItself(question);
	}

	function giveOut(): void {
		const ready = readyToGive(questions);
		if (ready.isEmpty()) return;
		for (const question of ready) {
			// Whoever heard an earlier one may have cancelled it.
			const index = questions.indexOf(question);
			if (index === -1) continue;
			questions.remove(index);
			const { reply, onReply } = question;
			const { via } = reply!;
			if (via === "queue") counters.queueReplies += 1;
			else if (via === "direct") counters.directReplies += 1;
			else counters.localReplies += 1;
			onReply(reply!);
		}
	}

	function checkClosing(now: number): void {
		if (closing === undefined) return;
		const complete = outbox.isFinished();
		if (!complete && now < closing.deadline) return;
		const { done } = closing;
		closing = undefined;
		done(complete);
	}

	return {
		ask: (message, onReply) => {
			if (closing !== undefined) return;
			counters.asked += 1;
			const now = clock.seconds();
			const dueAt = now + overdueSeconds[message.priority];
			const isTold = !outbox.isDown();
			const question: Question = { message, onReply, stage: "queue", dueAt, isTold };
			questions.push(question);
			if (isTold) outbox.tell({ kind: "message", value: message });
			else askDirectly(question, now);
		},
		cancel: (messageId) => {
			const question = find(messageId);
			if (question === undefined) return;
			questions.remove(questions.indexOf(question));
			counters.cancelled += 1;
			if (question.reply !== undefined) return;
			late.ended(messageId, "cancelled");
			callOff(question);
		},
		spoken: (line) => outbox.tell({ kind: "line", value: line }),
		register: (npc) => outbox.tell({ kind: "npc", value: npc }),
		forget: voices.forget,
		step: (now) => {
			inbox.step(
				now,
				questions.some(({ reply }) => reply === undefined),
			);
			for (const question of [...questions]) if (question.reply === undefined) advance(question, now);
			for (const question of holdingUp(questions, now - config.orderWaitSeconds)) speakForItself(question);
			giveOut();
			const flight = outbox.step(now);
			if (flight !== undefined) {
				http.send(flight.request, (answer) => outbox.answer(flight, answer, clock.seconds()));
			}
			checkClosing(now);
		},
		flush: (done, deadline) => {
			for (const question of questions) if (question.reply === undefined) callOff(question);
			questions = [];
			inbox.close();
			outbox.close(clock.seconds());
			closing = { done, deadline };
		},
		stats: () => {
			const { items, bytes } = outbox.waiting();
			const awaited = questions.size();
			return { ...counters, awaited, waiting: items, waitingBytes: bytes };
		},
	};
}
