import type { Reply } from "../conversations/mind-port";

/** What became of a question: how its reply came, or that nobody waited for it any more. */
export type Outcome = Reply["via"] | "cancelled";

/** Questions remembered after their end: at ten a second, answers of the last three minutes are told apart. */
const REMEMBERED = 2_000;

/** Knows what an answer is that nobody waits for. */
export class LateAnswers {
	private readonly outcomes = new Map<string, Outcome>();
	/** Oldest first. */
	private readonly ids: string[] = [];

	ended(messageId: string, outcome: Outcome): void {
		if (!this.outcomes.has(messageId)) this.ids.push(messageId);
		this.outcomes.set(messageId, outcome);
		if (this.ids.size() > REMEMBERED) this.outcomes.delete(this.ids.shift()!);
	}

	/** `late` once for each question that ended without its answer. */
	judge(messageId: string): "late" | "duplicate" | "stray" {
		const outcome = this.outcomes.get(messageId);
		if (outcome === undefined) return "stray";
		if (outcome === "queue" || outcome === "direct") return "duplicate";
		this.outcomes.set(messageId, "queue");
		return "late";
	}
}
