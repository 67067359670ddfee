/**
 * Who polls. Between two polls a reader is not connected; it is taken to be there for a while after an answer,
 * and its next poll is known by the cursor that the answer gave.
 */
export interface PollPresence {
	readonly answered: (topic: string, cursor: string) => void;
	readonly returned: (topic: string, cursor: string) => void;
	readonly away: (topic: string) => number;
}

interface Answer {
	readonly topic: string;
	readonly count: number;
	readonly at: number;
}

/** `now` in unix seconds; `seconds` for which a reader counts after its last answer. */
export function createPollPresence(now: () => number, seconds: number): PollPresence {
	/** By topic and cursor, oldest first. */
	const answers = new Map<string, Answer>();

	function forget(): void {
		for (const [key, { at }] of answers) {
			if (at > now() - seconds) return;
			answers.delete(key);
		}
	}

	function put(key: string, answer: Answer): void {
		answers.delete(key);
		answers.set(key, answer);
	}

	return {
		answered(topic, cursor) {
			forget();
			const key = `${topic}\n${cursor}`;
			put(key, { topic, count: (answers.get(key)?.count ?? 0) + 1, at: now() });
		},
		returned(topic, cursor) {
			forget();
			const key = `${topic}\n${cursor}`;
			const answer = answers.get(key);
			if (!answer) return;
			if (answer.count > 1) answers.set(key, { ...answer, count: answer.count - 1 });
			else answers.delete(key);
		},
		away(topic) {
			forget();
			let count = 0;
			for (const answer of answers.values()) if (answer.topic === topic) count += answer.count;
			return count;
		},
	};
}
