import type {
	ActionResultWire,
	ActionWire,
	ExperienceCommandWire,
} from "../../../game/src/shared/wire/index.js";
import { ChannelLedger, type ToldOf } from "./channel-ledger.js";
import type { AnswerMessage, ChannelMessage } from "./channel-message.js";
import {
	type Channel,
	type ChannelAddress,
	type ChannelEars,
	type ChannelEnd,
	openChannel,
} from "./open-channel.js";

/** What many clients have in common. */
export interface ClientSurroundings {
	readonly experience: string;
	/** Where the next connection goes. */
	readonly port: () => number;
	/** A connection that says nothing for so long is given up; asked for each look. */
	readonly silenceMilliseconds: () => number;
	readonly fault: (what: string) => void;
	/** Of connections; by the library that most clients use where there is none. */
	readonly open?: (address: ChannelAddress, ears: ChannelEars) => Channel;
}

export interface ClientOptions {
	readonly userId: string;
	readonly token: string;
	/** Hears every message, after the ledger; `of` is the topic that it told of, where it did. */
	readonly onMessage?: (message: ChannelMessage, of: ToldOf | undefined) => void;
}

interface Pending {
	readonly command: ExperienceCommandWire;
	readonly resolve: (answer: AnswerMessage) => void;
}

/** Before it comes again. */
const RETRY_MILLISECONDS = 10;
const LOOK_MILLISECONDS = 25;

/** Statuses and codes with which a client is sent away that may come again. */
const COME_AGAIN_STATUS: ReadonlySet<number> = new Set([429, 502, 503]);
const COME_AGAIN_CODE: ReadonlySet<number> = new Set([1001, 1005, 1006, 1011, 4008]);

/**
 * A player's client without any library: comes back with its cursor however often it is cut off, and asks again, with
 * the same id, whatever has not been answered.
 */
export class ChannelClient {
	readonly ledger: ChannelLedger;
	/** Connections that began. */
	connections = 0;
	/** Codes with which connections ended. */
	readonly ends: number[] = [];
	private channel: Channel | undefined;
	private pending: Map<string, Pending> | undefined;
	private hasLeft = false;
	private heardAt = 0;
	private looking: NodeJS.Timeout | undefined;
	private gone: (() => void) | undefined;

	constructor(
		private readonly surroundings: ClientSurroundings,
		private readonly options: ClientOptions,
	) {
		this.ledger = new ChannelLedger({ userId: options.userId, fault: surroundings.fault });
	}

	get userId(): string {
		return this.options.userId;
	}

	/** Whether it has the whole state. */
	get stands(): boolean {
		return this.ledger.cursor !== undefined;
	}

	start(): void {
		const { experience, port, silenceMilliseconds, open = openChannel } = this.surroundings;
		this.connections += 1;
		this.ledger.begin();
		this.heardAt = performance.now();
		const address = { port: port(), experience, token: this.options.token, cursor: this.ledger.cursor };
		this.channel = open(address, {
			onMessage: (message) => this.take(message),
			onEnd: (end) => this.ended(end),
		});
		if (!this.looking && Number.isFinite(silenceMilliseconds()))
			this.looking = setInterval(() => this.lookForLife(), LOOK_MILLISECONDS);
	}

	/** Leaves; resolves when the connection is over. */
	async leave(): Promise<void> {
		this.hasLeft = true;
		clearInterval(this.looking);
		if (!this.channel) return;
		const over = new Promise<void>((resolve) => (this.gone = resolve));
		this.channel.end();
		await over;
	}

	/** Cuts the connection, as a network would; it comes back. */
	cut(): void {
		this.channel?.end();
	}

	/** Sends what wants no answer; false where there is no connection. */
	send(command: ExperienceCommandWire): boolean {
		return this.channel?.send(command) ?? false;
	}

	/** Asks until it is answered, over as many connections as it takes. */
	ask(command: ExperienceCommandWire & { readonly id: string }): Promise<AnswerMessage> {
		return new Promise((resolve) => {
			(this.pending ??= new Map()).set(command.id, { command, resolve });
			this.channel?.send(command);
		});
	}

	/** Does an action. Where the state cannot be had for a while, it is asked for again with the same id. */
	async act(action: ActionWire, id: string): Promise<ActionResultWire> {
		for (;;) {
			const answer = await this.ask({ type: "action", id, ...action });
			if (answer.type === "action_result") return answer;
			const mayAgain =
				answer.type === "error" && (answer.code === "unavailable" || answer.code === "rate_limited");
			if (!mayAgain) throw new Error(`${id} was answered ${JSON.stringify(answer)}`);
			await new Promise((resolve) => setTimeout(resolve, 10 * RETRY_MILLISECONDS));
		}
	}

	private take(message: ChannelMessage): void {
		this.heardAt = performance.now();
		const of = this.ledger.take(message);
		this.options.onMessage?.(message, of);
		if (message.type === "connected") this.askAgain();
		else if ("id" in message && message.id !== undefined) this.answered(message.id, message as AnswerMessage);
	}

	private answered(id: string, answer: AnswerMessage): void {
		const pending = this.pending?.get(id);
		if (!pending) return;
		this.pending!.delete(id);
		pending.resolve(answer);
	}

	private askAgain(): void {
		for (const { command } of this.pending?.values() ?? []) this.channel?.send(command);
	}

	private lookForLife(): void {
		if (performance.now() - this.heardAt > this.surroundings.silenceMilliseconds()) this.cut();
	}

	private ended({ code, status }: ChannelEnd): void {
		this.ends.push(code);
		this.channel = undefined;
		if (this.hasLeft) return this.gone?.();
		const isOff = status === undefined ? !COME_AGAIN_CODE.has(code) : !COME_AGAIN_STATUS.has(status);
		if (isOff) return this.surroundings.fault(`${JSON.stringify(this.userId)}: sent off, ${status ?? code}`);
		setTimeout(() => this.hasLeft || this.start(), RETRY_MILLISECONDS);
	}
}
