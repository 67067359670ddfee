import type { Reply } from "./mind-port";

/** One NPC that was asked about the same thing as others, and what decides when its answer is heard. */
export interface Asked {
	readonly messageId: string;
	readonly npcId: string;
	/** How it stands to whoever spoke, from -1 (hostile) to 1 (close). */
	readonly closeness: number;
	/** How much the line concerns it, from 0 to 1: 1 where it was spoken to by name. */
	readonly concern: number;
	/** 1 is a usual speaker; pauses are divided by it. */
	readonly responseSpeed: number;
}

/** What a conversation's floor has come to. */
export type FloorAct =
	| { readonly kind: "typing"; readonly npcId: string; readonly isTyping: boolean }
	/** This is to be said now. */
	| { readonly kind: "say"; readonly reply: Reply }
	/** Another answer has made these needless while they were still awaited: to be cancelled. */
	| { readonly kind: "forgone"; readonly messageIds: readonly string[] }
	/** Everybody who was asked has been heard or had nothing to say, or was given up; `spoken` answers were shown. */
	| { readonly kind: "over"; readonly spoken: number };

/**
 * Who speaks when in one conversation: answers are collected, put in order, and shown one after the other with
 * natural pauses. Times are seconds of one clock.
 */
export interface Floor {
	/** Awaits the answers of one round; a round that comes while another is on is shown after it. */
	readonly collect: (asked: readonly Asked[], now: number) => void;
	readonly reply: (reply: Reply, now: number) => void;
	/**
	 * A player has spoken: nothing that has not been shown yet is shown any more. Gives the ids of the messages
	 * still awaited, to be cancelled, and how many answers at hand were given up. Rounds that end so have no `over`.
	 */
	readonly preempt: () => { readonly awaited: readonly string[]; readonly dropped: number };
	/** An NPC has gone: what it would have said is given up; gives the ids of its messages still awaited. */
	readonly forget: (npcId: string) => readonly string[];
	readonly step: (now: number) => readonly FloorAct[];
	/** Nothing is awaited, and nothing is left to show. */
	readonly isQuiet: () => boolean;
}
