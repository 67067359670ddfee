import type { Reply } from "../conversations/mind-port";

/** A question that was not given its reply yet. */
export interface Asking {
	readonly message: { readonly id: string; readonly npcId: string };
	readonly reply?: Reply;
	/** Seconds at which its reply came to hand. */
	readonly repliedAt?: number;
}

/** Which of these, in the order asked, may be given their replies: no NPC answers before what it was asked before. */
export function readyToGive<T extends Asking>(asked: readonly T[]): T[] {
	const waiting = new Set<string>();
	return asked.filter(({ message, reply }) => {
		if (reply === undefined) waiting.add(message.npcId);
		return !waiting.has(message.npcId);
	});
}

/** Questions whose missing replies have kept a later one of the same NPC waiting since `since` or longer. */
export function holdingUp<T extends Asking>(asked: readonly T[], since: number): T[] {
	const keptWaiting = new Set<string>();
	const found: T[] = [];
	for (let i = asked.size() - 1; i >= 0; i--) {
		const { message, repliedAt } = asked[i]!;
		if (repliedAt === undefined) {
			if (keptWaiting.has(message.npcId)) found.push(asked[i]!);
		} else if (repliedAt <= since) keptWaiting.add(message.npcId);
	}
	return found;
}
