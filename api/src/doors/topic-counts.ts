/** How many readers each topic has. Asked with every payload that comes in, so that nothing is counted then. */
export interface TopicCounts {
	readonly add: (topic: string) => void;
	readonly remove: (topic: string) => void;
	readonly of: (topic: string) => number;
}

export function createTopicCounts(): TopicCounts {
	const counts = new Map<string, number>();
	const of = (topic: string): number => counts.get(topic) ?? 0;
	return {
		add: (topic) => void counts.set(topic, of(topic) + 1),
		remove(topic) {
			if (of(topic) > 1) counts.set(topic, of(topic) - 1);
			else counts.delete(topic);
		},
		of,
	};
}
