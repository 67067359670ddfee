import { seededRandom } from "../../../wording/random.js";
import type { Conversation } from "../../core/outcome.js";
import { planConversation } from "../../core/plan-conversation.js";
import { randomSociety, TOPICS, type Wanted } from "../../core/testing/random-society.js";
import { remember } from "../marks.js";
import { writeLines, type Written } from "../write-lines.js";

export interface Talk extends Written {
	readonly conversation: Conversation;
	/** What the user's last ten had used before. */
	readonly before: readonly string[];
}

/** So many conversations in a row of one user, whose chatlings stay what they are. */
export function talksOf(seed: string, count: number, wanted: Wanted = {}): readonly Talk[] {
	const all = { isMeditating: false, ...wanted.all };
	const society = randomSociety("ana", seededRandom(`society ${seed}`), { size: 6, ...wanted, all });
	let before: readonly string[] = [];
	return Array.from({ length: count }, (_, index): Talk => {
		const random = seededRandom(`run ${seed} ${index}`);
		const conversation = planConversation(society, { topics: TOPICS, random });
		if ("skipped" in conversation) throw new Error("there were enough to talk");
		const talk = { conversation, before, ...writeLines(conversation, { random, used: before }) };
		before = remember(before, talk.used);
		return talk;
	});
}

/** Of all lines, the share that stood in the last ten conversations before, or earlier in the same. */
export function repeatedShare(talks: readonly Pick<Talk, "lines">[]): number {
	const lines = talks.flatMap((talk) => talk.lines);
	const repeated = talks.flatMap((talk, at) =>
		talk.lines.filter(
			(line, index) =>
				talk.lines.indexOf(line) < index ||
				talks.slice(Math.max(0, at - 10), at).some((earlier) => earlier.lines.includes(line)),
		),
	);
	return repeated.length / lines.length;
}
