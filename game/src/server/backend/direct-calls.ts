import { t } from "@rbxts/t";
import type { EarshotConfig } from "../../shared/config/config";
import type { MessageWire } from "../../shared/wire";
import type { Reply } from "../conversations/mind-port";
import type { RequestBudget } from "../state/budget";
import { readAnswer } from "../state/verdict";
import type { HttpPort } from "./http-port";
import type { TalkOrigin } from "./talk-body";
import { replyOf } from "./talk-checks";
import type { TalkCounters } from "./talk-counters";

const CHAT_PATH = "/v1/chat";

export interface DirectCallOptions {
	readonly config: Pick<EarshotConfig, "directSeconds" | "maxDirectCalls" | "directPauseSeconds">;
	readonly origin: TalkOrigin;
	readonly http: HttpPort;
	readonly budget: RequestBudget;
	readonly counters: TalkCounters;
	/** The clock's seconds. */
	readonly seconds: () => number;
}

/** Asks the mind for one answer at a time, without the queue. */
export class DirectCalls {
	private open = 0;
	private pausedUntil = -math.huge;

	constructor(private readonly options: DirectCallOptions) {}

	/** One failed a moment ago: the next would too. */
	isPaused(now: number): boolean {
		return now < this.pausedUntil;
	}

	/** Asks where a call may go out now; `done` hears the reply, or undefined where it failed. */
	call(message: MessageWire, now: number, done: (reply: Reply | undefined) => void): boolean {
		const { config, origin, http, budget, counters } = this.options;
		if (this.open >= config.maxDirectCalls || !budget.allows("urgent", now)) return false;
		const encoding = http.encode({ ...origin, message });
		if (!encoding.ok) {
			done(undefined);
			return true;
		}
		budget.take("urgent", now);
		this.open += 1;
		counters.directCalls += 1;
		const request = { method: "POST", path: CHAT_PATH, body: encoding.text } as const;
		http.send({ ...request, timeoutSeconds: config.directSeconds }, (answer) => {
			this.open -= 1;
			const result = readAnswer(answer, t.table);
			const reply = result.kind === "read" ? replyOf(result.body, "direct") : undefined;
			const isAnswer = reply !== undefined && reply.messageId === message.id;
			// A refusal is about this message alone; everything else is about the backend.
			if (!isAnswer && result.kind !== "refused") {
				this.pausedUntil = this.options.seconds() + config.directPauseSeconds;
			} else if (isAnswer) this.pausedUntil = -math.huge;
			done(isAnswer ? reply : undefined);
		});
		return true;
	}
}
