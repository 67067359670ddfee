import { t } from "@rbxts/t";
import type { EarshotConfig } from "../../shared/config/config";
import type { RandomSource } from "../../shared/util/ports";
import type { RequestBudget } from "../state/budget";
import type { Notices } from "../state/notices";
import { pauseSeconds } from "../state/pause";
import { readAnswer } from "../state/verdict";
import type { Failure, Unhappy } from "../state/verdict";
import type { Encoding, HttpAnswer, HttpRequest } from "./http-port";
import { talkBody } from "./talk-body";
import type { TalkOrigin } from "./talk-body";
import { isMessagesAnswer } from "./talk-checks";
import type { TalkCounters } from "./talk-counters";
import { TalkQueue } from "./talk-queue";
import type { QueuedTalk, TalkItem } from "./talk-queue";

/** Spoken of once each, until talk is taken again. */
const OUTAGES: readonly Failure[] = ["lost", "unsent", "busy", "server", "barred"];
const TAKEN_AGAIN = "The backend takes talk again.";

/** The one request under way, through all its tries: the same bytes each time. */
export interface TalkFlight {
	readonly batch: readonly QueuedTalk[];
	readonly request: HttpRequest;
	failures: number;
	/** Why its last try failed. */
	failure?: Failure;
	/** Seconds before which it does not go out again. */
	notBefore: number;
	onTheWire: boolean;
}

export interface TalkOutboxOptions {
	readonly config: EarshotConfig;
	readonly origin: TalkOrigin;
	readonly encode: (body: unknown) => Encoding;
	readonly random: RandomSource;
	readonly budget: RequestBudget;
	readonly counters: TalkCounters;
	readonly notices: Notices;
	/** The queue has not taken this message: its answer must come another way. May be told more than once. */
	readonly onUntaken: (messageId: string) => void;
}

/** Whether NPCs were taken; a page of a proxy is no body that could be read. */
function readNpcs(answer: HttpAnswer): ReturnType<typeof readAnswer<object>> {
	if (answer.kind === "answered" && answer.status === 204) return { kind: "read", body: {} };
	return readAnswer(answer, t.table);
}

/**
 * Everything that the place has to tell of talk, on its way to the backend. One request at a time, so that lines
 * arrive in their order. Does no I/O: `step` says what to send, `answer` hears how it went. Times are seconds of
 * one clock.
 */
export class TalkOutbox {
	private readonly queue: TalkQueue;
	/** Batches the backend refused, in halves: what is wrong with them is in one item, and the rest is to arrive. */
	private readonly halves: (readonly QueuedTalk[])[] = [];
	private flight: TalkFlight | undefined;
	private sentAt = -math.huge;
	private closing = false;

	constructor(private readonly options: TalkOutboxOptions) {
		this.queue = new TalkQueue(options.config);
	}

	tell(item: TalkItem): void {
		const id = item.kind === "cancel" ? item.value : item.kind === "npc" ? item.value.npcId : item.value.id;
		const encoding = this.options.encode(item.value);
		if (!encoding.ok) return this.setAside({ item, id, bytes: 0 }, encoding.reason);
		for (const dropped of this.queue.add({ item, id, bytes: encoding.text.size() })) this.drop(dropped);
	}

	/** Takes back a message that is not on its way yet; false where it is, or was. */
	withdraw(messageId: string): boolean {
		return this.queue.withdraw("message", messageId) !== undefined;
	}

	/** The last try of the request under way failed, and not as the backend has too much to do. */
	isDown(): boolean {
		const failure = this.flight?.failure;
		return failure !== undefined && failure !== "busy";
	}

	waiting(): { readonly items: number; readonly bytes: number } {
		return { items: this.queue.size(), bytes: this.queue.bytes() };
	}

	/** What is left goes out at once, and waits between tries are short. */
	close(now: number): void {
		this.closing = true;
		if (this.flight !== undefined) this.flight.notBefore = now;
	}

	/** After `close`: everything was taken. */
	isFinished(): boolean {
		const isEmpty = this.queue.size() === 0 && this.halves.isEmpty();
		return this.closing && this.flight === undefined && isEmpty;
	}

	step(now: number): TalkFlight | undefined {
		const { budget, counters } = this.options;
		this.flight ??= this.isDue(now) ? this.compose(now) : undefined;
		const { flight } = this;
		if (flight === undefined || flight.onTheWire || now < flight.notBefore) return undefined;
		if (!budget.take("urgent", now)) return undefined;
		flight.onTheWire = true;
		this.sentAt = now;
		counters.requests += 1;
		return flight;
	}

	answer(flight: TalkFlight, answer: HttpAnswer, now: number): void {
		if (flight !== this.flight || !flight.onTheWire) return;
		flight.onTheWire = false;
		const isOfNpcs = flight.batch[0]!.item.kind === "npc";
		const result = isOfNpcs ? readNpcs(answer) : readAnswer(answer, isMessagesAnswer);
		if (result.kind !== "read") return this.failed(flight, result, now);
		this.flight = undefined;
		this.options.notices.over([...OUTAGES, "overflow"], TAKEN_AGAIN);
		this.taken(flight.batch, isMessagesAnswer(result.body) ? result.body.accepted : []);
	}

	private isDue(now: number): boolean {
		const { urgentTalkSeconds, talkSeconds } = this.options.config;
		if (!this.halves.isEmpty()) return true;
		if (this.queue.size() === 0) return false;
		return this.closing || now - this.sentAt >= (this.queue.hasUrgent() ? urgentTalkSeconds : talkSeconds);
	}

	private compose(now: number): TalkFlight | undefined {
		const { config, budget, encode, origin } = this.options;
		if (!budget.allows("urgent", now)) return undefined;
		const batch = this.halves.shift() ?? this.queue.take(config.maxTalkPerRequest, config.maxBodyBytes);
		const { method, path, body } = talkBody(batch, origin);
		const encoding = encode(body);
		if (!encoding.ok) {
			this.refused(batch, encoding.reason);
			return undefined;
		}
		const request = { method, path, body: encoding.text, timeoutSeconds: config.requestTimeoutSeconds };
		return { batch, request, failures: 0, notBefore: now, onTheWire: false };
	}

	private taken(batch: readonly QueuedTalk[], accepted: readonly { readonly id: string }[]): void {
		const { counters, onUntaken } = this.options;
		const held = new Set(accepted.map(({ id }) => id));
		for (const { item, id } of batch) {
			if (item.kind === "line") counters.linesTold += 1;
			else if (item.kind === "npc") counters.npcsTold += 1;
			else if (item.kind === "message" && !held.has(id)) onUntaken(id);
		}
	}

	private failed(flight: TalkFlight, result: Unhappy, now: number): void {
		const { config, counters, notices, onUntaken } = this.options;
		counters.failures += 1;
		if (result.kind === "refused") {
			this.flight = undefined;
			return this.refused(flight.batch, result.detail);
		}
		flight.failures += 1;
		flight.failure = result.failure;
		const level = result.kind === "barred" ? "error" : "warn";
		notices.once(result.failure, level, `Talk was not taken and is told again: ${result.detail}`);
		const seconds = pauseSeconds(result, flight.failures, this.options);
		flight.notBefore = now + (this.closing ? math.min(seconds, config.retryBaseSeconds) : seconds);
		// A backend with too much to do does not need the same questions by another door as well.
		if (result.failure === "busy") return;
		for (const { item, id } of flight.batch) if (item.kind === "message") onUntaken(id);
		for (const id of this.queue.messageIds()) onUntaken(id);
	}

	private refused(batch: readonly QueuedTalk[], reason: string): void {
		if (batch.size() === 1) return this.setAside(batch[0]!, reason);
		const middle = math.floor(batch.size() / 2);
		this.halves.unshift(batch.filter((_, i) => i >= middle));
		this.halves.unshift(batch.filter((_, i) => i < middle));
	}

	private setAside({ item, id }: QueuedTalk, reason: string): void {
		const { counters, notices, onUntaken } = this.options;
		if (item.kind === "line") counters.linesSetAside += 1;
		notices.say("error", `The ${item.kind} ${id} is not told: ${reason}`);
		if (item.kind === "message") onUntaken(id);
	}

	private drop({ item, id }: QueuedTalk): void {
		const { counters, notices, onUntaken } = this.options;
		if (item.kind === "message") onUntaken(id);
		if (item.kind !== "line") return;
		counters.linesDropped += 1;
		notices.once("overflow", "error", `Too much talk waits to be told: line ${id} is given up`);
	}
}
