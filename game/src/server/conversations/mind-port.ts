import type { AnswerPriorityWire, LineWire, MessageWire, MindActionWire, NpcWire } from "../../shared/wire";

/** What an NPC says when it was asked. */
export interface Reply {
	/** Id of the message that was asked. */
	readonly messageId: string;
	readonly npcId: string;
	readonly clusterId: string;
	/** Empty where it has nothing to say. */
	readonly content: string;
	readonly priority: AnswerPriorityWire;
	readonly action: MindActionWire;
	readonly generatedBy: string;
	/** A language model wrote it. */
	readonly byModel: boolean;
	/** How it came: `local` is the persona's own line, made here as the backend could not be asked. */
	readonly via: "queue" | "direct" | "local";
}

/** Where NPCs' answers come from. Nothing here calls back while it is being called. */
export interface MindPort {
	/**
	 * Asks an NPC. `onReply` hears exactly once, unless the message is cancelled before; replies of one NPC come in
	 * the order in which it was asked.
	 */
	readonly ask: (message: MessageWire, onReply: (reply: Reply) => void) => void;
	/** Nobody waits for this answer any more; a late one is dropped and counted. */
	readonly cancel: (messageId: string) => void;
	/** Tells the backend a line that was spoken, and who heard it. Never lost without a word. */
	readonly spoken: (line: LineWire) => void;
	/** Tells the backend who an NPC is. */
	readonly register: (npc: NpcWire) => void;
}
