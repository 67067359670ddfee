import { parseCursor, type Cursor } from "../../src/log/cursor.js";
import type { ChannelMessage, StateMessage, ToldMessage } from "./channel-message.js";

/** Of what topic a message told: the player's own, or the one that everybody shares. */
export type ToldOf = "user" | "shared";

export interface LedgerOptions {
	readonly userId: string;
	/** Hears of everything that was not as it must be. */
	readonly fault: (what: string) => void;
}

/** Where a client is: in the user's topic, and in the shared one. */
export function placesOf(cursor: string): {
	readonly user: Cursor | undefined;
	readonly shared: Cursor | undefined;
} {
	const middle = cursor.indexOf("~");
	return {
		user: parseCursor(middle < 0 ? cursor : cursor.slice(0, middle)),
		shared: middle < 0 ? undefined : parseCursor(cursor.slice(middle + 1)),
	};
}

/**
 * The account of one client, in a few numbers, so that one process can keep thousands: each entry of the user's
 * topic once and in order, by its cursor; entries of the shared topic never twice and never back (the user's own are
 * left out of it); nobody else's view, updates or quests.
 */
export class ChannelLedger {
	/** Entries of the user's topic. */
	told = 0;
	/** Entries of the shared topic. */
	heard = 0;
	resets = 0;
	/** To come back with; undefined while the client has not the whole state. */
	cursor: string | undefined;
	private user: Cursor | undefined;
	private shared: Cursor | undefined;
	/** Which parts of the state may come now. */
	private awaitsView = false;
	private awaitsWorld = false;

	constructor(private readonly options: LedgerOptions) {}

	/** Offset in the user's topic; -1 before any state. */
	get userOffset(): number {
		return this.user?.offset ?? -1;
	}

	get sharedOffset(): number {
		return this.shared?.offset ?? -1;
	}

	/** A new connection begins. Without a cursor to go on from it begins with fresh state. */
	begin(): void {
		this.awaitsView = this.awaitsWorld = this.cursor === undefined;
		if (this.cursor !== undefined) return;
		this.user = undefined;
		this.shared = undefined;
	}

	/** Takes a message; returns of what topic it told, where it did. */
	take(message: ChannelMessage): ToldOf | undefined {
		switch (message.type) {
			case "connected":
				this.checkUser(message.user_id, message.type);
				return undefined;
			case "view":
				this.checkUser(message.view.user_id, message.type);
				this.settle(message, this.awaitsView);
				this.user = placesOf(message.cursor).user;
				this.shared = undefined;
				this.awaitsView = false;
				// What is shared is told anew after each view.
				this.awaitsWorld = true;
				this.cursor = undefined;
				return undefined;
			case "world":
				this.settle(message, this.awaitsWorld);
				this.shared = placesOf(message.cursor).shared;
				this.awaitsView = this.awaitsWorld = false;
				this.cursor = message.cursor;
				return undefined;
			case "world_update":
			case "quest_update":
				this.checkUser(message.user_id, message.type);
				return this.advance(message);
			case "content":
				return this.advance(message);
			case "heartbeat":
			case "close":
				this.stand(message);
				return undefined;
			case "reset":
				this.resets += 1;
				this.awaitsView = this.awaitsWorld = true;
				return undefined;
			case "action_result":
			case "chat_accepted":
			case "resumed":
			case "pong":
			case "error":
				return undefined;
		}
	}

	private checkUser(userId: string, what: string): void {
		if (userId !== this.options.userId) this.fault(`a ${what} of ${JSON.stringify(userId)}`);
	}

	private settle({ type, cursor }: StateMessage, isAwaited: boolean): void {
		if (!isAwaited) this.fault(`a ${type} at ${cursor} after ${this.cursor}, without a reset`);
	}

	private advance({ type, cursor }: ToldMessage): ToldOf | undefined {
		const { user, shared } = placesOf(cursor);
		if (!this.user || !user || (this.shared && !shared)) {
			this.fault(`a ${type} at ${cursor} without state`);
			return undefined;
		}
		const step = this.stepTo(this.user, user, `${type} in the user's topic`);
		const leap = this.shared && shared ? this.stepTo(this.shared, shared, `${type} in the shared topic`) : 0;
		// A history begins with an entry that says how its messages are numbered, which is nobody's to read.
		const isFirst = this.user.offset === 0 && step === 2;
		if (step > 1 && !isFirst)
			this.fault(`a ${type} at ${cursor} after ${this.cursor}: ${step - 1} are missing`);
		if (step === 0 && leap === 0) this.fault(`a ${type} at ${cursor} again`);
		this.user = user;
		// Before the world has been told, its place is nobody's to come back to.
		if (this.shared) {
			this.shared = shared;
			this.cursor = cursor;
		}
		// What the user did moves both: its shared entry is passed over, as it was told in the user's own topic.
		if (step > 0) this.told += 1;
		else this.heard += 1;
		return step > 0 ? "user" : "shared";
	}

	/** Nothing was told: in the user's topic nothing may have been passed over. */
	private stand({ type, cursor }: { readonly type: string; readonly cursor: string }): void {
		const { user, shared } = placesOf(cursor);
		if (!this.user || !this.shared || !user || !shared) return;
		if (this.stepTo(this.user, user, type) !== 0) this.fault(`a ${type} at ${cursor} after ${this.cursor}`);
		this.stepTo(this.shared, shared, type);
		this.shared = shared;
		this.cursor = cursor;
	}

	private stepTo(from: Cursor, to: Cursor, what: string): number {
		if (from.epoch !== to.epoch) this.fault(`${what}: another history, without a reset`);
		else if (to.offset < from.offset) this.fault(`${what}: ${to.offset} after ${from.offset}`);
		return to.offset - from.offset;
	}

	private fault(what: string): void {
		this.options.fault(`${JSON.stringify(this.options.userId)}: ${what}`);
	}
}
