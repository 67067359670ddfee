import type { EarshotConfig } from "../../shared/config/config";
import type { LineWire, MessageWire, NpcWire } from "../../shared/wire";

/** Something to be told to the backend. */
export type TalkItem =
	| { readonly kind: "npc"; readonly value: NpcWire }
	| { readonly kind: "message"; readonly value: MessageWire }
	| { readonly kind: "line"; readonly value: LineWire }
	/** Id of a message whose answer nobody waits for any more. */
	| { readonly kind: "cancel"; readonly value: string };

export interface QueuedTalk {
	readonly item: TalkItem;
	/** Of the NPC, the message or the line. */
	readonly id: string;
	/** As encoded. */
	readonly bytes: number;
}

export type TalkQueueConfig = Pick<EarshotConfig, "maxTalkWaiting" | "maxTalkBytes">;

/** Places in the queue. NPCs first, as an answer for one who is not known is a poor one. */
const NPC = 0;
const URGENT = 1;
/** Before what can wait, as an answer should know of them. */
const LINE = 2;
const CONVERSATION = 3;
const BACKGROUND = 4;
const CANCEL = 5;

/** What is given up first where too much waits: what is merely thrifty, then what has other ways, then lines. */
const LEAST_MISSED = [CANCEL, BACKGROUND, CONVERSATION, URGENT, LINE];

function rankOf(item: TalkItem): number {
	if (item.kind === "npc") return NPC;
	if (item.kind === "line") return LINE;
	if (item.kind === "cancel") return CANCEL;
	if (item.value.priority === "urgent") return URGENT;
	return item.value.priority === "conversation" ? CONVERSATION : BACKGROUND;
}

/** Talk that waits for a request: the urgent before the rest, and each kind in the order it came. */
export class TalkQueue {
	private readonly queue: QueuedTalk[] = [];
	private held = 0;

	constructor(private readonly config: TalkQueueConfig) {}

	/** Returns what had to be given up for it, or was replaced by it (an NPC is told as it is now). */
	add(queued: QueuedTalk): QueuedTalk[] {
		const { item, id } = queued;
		if (item.kind === "npc") this.withdraw("npc", id);
		const rank = rankOf(item);
		let index = this.queue.size();
		while (index > 0 && rankOf(this.queue[index - 1]!.item) > rank) index -= 1;
		this.queue.insert(index, queued);
		this.held += queued.bytes;
		const dropped: QueuedTalk[] = [];
		while (this.queue.size() > this.config.maxTalkWaiting || this.held > this.config.maxTalkBytes) {
			const victim = this.leastMissed();
			if (victim === undefined) break;
			dropped.push(this.remove(victim));
		}
		return dropped;
	}

	/** Takes back what has not been taken for a request yet. */
	withdraw(kind: TalkItem["kind"], id: string): QueuedTalk | undefined {
		const index = this.queue.findIndex((queued) => queued.id === id && queued.item.kind === kind);
		return index === -1 ? undefined : this.remove(index);
	}

	/** Takes what comes next, within both bounds and at least one; NPCs travel by themselves. */
	take(count: number, bytes: number): QueuedTalk[] {
		const taken: QueuedTalk[] = [];
		let total = 0;
		for (const queued of this.queue) {
			total += queued.bytes;
			if (taken.size() >= count || (total > bytes && !taken.isEmpty())) break;
			if ((queued.item.kind === "npc") !== ((taken[0] ?? queued).item.kind === "npc")) break;
			taken.push(queued);
		}
		for (const _ of taken) this.remove(0);
		return taken;
	}

	/** Of the messages that wait. */
	messageIds(): readonly string[] {
		return this.queue.filter(({ item }) => item.kind === "message").map(({ id }) => id);
	}

	size(): number {
		return this.queue.size();
	}

	bytes(): number {
		return this.held;
	}

	/** Somebody stands waiting for what is at the front. */
	hasUrgent(): boolean {
		return !this.queue.isEmpty() && rankOf(this.queue[0]!.item) <= URGENT;
	}

	private leastMissed(): number | undefined {
		for (const rank of LEAST_MISSED) {
			const index = this.queue.findIndex(({ item }) => rankOf(item) === rank);
			if (index !== -1) return index;
		}
		return undefined;
	}

	private remove(index: number): QueuedTalk {
		const removed = this.queue.remove(index)!;
		this.held -= removed.bytes;
		return removed;
	}
}
