import type { RawData } from "ws";
import type { ExperienceCommandWire } from "../../../../game/src/shared/wire/index.js";
import { createFloodGate } from "../../http/flood-gate.js";
import { type TokenBucket, createTokenBucket } from "../../http/token-bucket.js";
import type { Experiences, Player } from "../experience.js";
import type { OwnMessage } from "./channel-message.js";
import { COMMANDS_AT_ONCE, COMMANDS_PER_SECOND, MAX_COMMAND_BYTES, MAX_UNDER_WAY } from "./channel-limits.js";
import { errorOf } from "./error-of.js";
import { Lane, LatestLane } from "./lanes.js";
import { readMessage } from "./read-message.js";

export interface PlayerCommandsOptions {
	readonly experiences: Pick<Experiences, "act" | "chat" | "moveTo">;
	readonly player: Player;
	/** Unix seconds. */
	readonly now: () => number;
	/** Whether the connection still takes commands. */
	readonly isOpen: () => boolean;
	readonly say: (message: OwnMessage) => void;
	/** Begins anew after a cursor; `id` is the command's. */
	readonly resume: (cursor: string, id: string | undefined) => void;
	/** Far more came than anybody honest sends. */
	readonly onFlood: () => void;
	/** Hears of our own failures. */
	readonly onFailure: (error: unknown) => void;
}

/**
 * What a player's client says, and what is done about it. Actions and chats are done one after the other, in their
 * order; pings are answered at once, and of positions the latest counts, so that neither waits for a slow action.
 * What is not begun when the connection closes is not done: unanswered, it may be sent again under its id.
 */
export class PlayerCommands {
	private readonly gate: TokenBucket;
	private readonly bucket: TokenBucket;
	private readonly actions = new Lane(MAX_UNDER_WAY);
	private readonly positions = new LatestLane();
	/** Settled when the player stands where the client last said. */
	private placed: Promise<void> = Promise.resolve();

	constructor(private readonly options: PlayerCommandsOptions) {
		const { now } = options;
		this.gate = createFloodGate(now);
		this.bucket = createTokenBucket({ burst: COMMANDS_AT_ONCE, perSecond: COMMANDS_PER_SECOND, now });
	}

	/** Takes a message as it came. */
	take(data: RawData, isBinary: boolean): void {
		const { isOpen, onFlood } = this.options;
		if (!isOpen()) return;
		if (!this.gate.admits()) return onFlood();
		if (isBinary) return this.refuse({ code: "binary", message: "Messages are text." });
		// Before it is made a text: what is refused costs no more than its reading.
		if (bytesOf(data) > MAX_COMMAND_BYTES) {
			return this.refuse({ code: "too_large", message: `A message has at most ${MAX_COMMAND_BYTES} bytes.` });
		}
		const read = readMessage(String(data));
		if (!read.ok) return this.refuse(read.error);
		const { id } = read.command;
		if (!this.bucket.admits()) {
			const message = `At most ${COMMANDS_PER_SECOND} messages a second are done; this one was not.`;
			return this.refuse({ code: "rate_limited", message, id });
		}
		try {
			this.perform(read.command);
		} catch (error) {
			this.failed(error, id);
		}
	}

	private perform(command: ExperienceCommandWire): void {
		const { player, experiences, now, say, resume } = this.options;
		const { id } = command;
		switch (command.type) {
			case "ping":
				return say({ type: "pong", id, timestamp: now() });
			case "resume":
				return resume(command.cursor, id);
			case "position": {
				const { x, y, z } = command;
				const move = this.task(id, () => experiences.moveTo(player, { x, y, z }));
				this.placed = this.positions.take(move);
				return;
			}
			case "action": {
				const { id: _, type: __, ...action } = command;
				return this.inTurn(id, async () => {
					say({ ...(await experiences.act(player, { id, action })), id });
				});
			}
			case "chat":
				return this.inTurn(id, async () => {
					const { messageId } = await experiences.chat(player, { id, content: command.content });
					say({ type: "chat_accepted", id, message_id: messageId });
				});
		}
	}

	/** After what came before it: also after the way to where it is done. */
	private inTurn(id: string | undefined, work: () => Promise<void>): void {
		const { placed } = this;
		if (this.actions.take(() => placed.then(this.task(id, work)))) return;
		const message = `${MAX_UNDER_WAY} actions are under way; this one was not done.`;
		this.refuse({ code: "rate_limited", message, id });
	}

	private task(id: string | undefined, work: () => Promise<void>): () => Promise<void> {
		return async () => {
			if (!this.options.isOpen()) return;
			try {
				await work();
			} catch (error) {
				this.failed(error, id);
			}
		};
	}

	private failed(error: unknown, id: string | undefined): void {
		const { ours, ...refused } = errorOf(error);
		if (ours) this.options.onFailure(error);
		this.refuse({ ...refused, id });
	}

	private refuse(error: Omit<Extract<OwnMessage, { readonly type: "error" }>, "type">): void {
		this.options.say({ type: "error", ...error });
	}
}

function bytesOf(data: RawData): number {
	return Array.isArray(data) ? data.reduce((sum, part) => sum + part.byteLength, 0) : data.byteLength;
}
