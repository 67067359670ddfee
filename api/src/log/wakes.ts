/** Who wants to know that a topic has new entries. */
export interface Wakes {
	/** Returns the stop; after it `wake` is not called again. */
	readonly watch: (topic: string, wake: () => void) => () => void;
	readonly wake: (topic: string) => void;
}

export function createWakes(): Wakes {
	const watchers = new Map<string, Set<{ readonly wake: () => void }>>();

	return {
		watch(topic, wake) {
			const watcher = { wake };
			const ofTopic = watchers.get(topic) ?? new Set();
			watchers.set(topic, ofTopic.add(watcher));
			return () => {
				ofTopic.delete(watcher);
				if (ofTopic.size === 0 && watchers.get(topic) === ofTopic) watchers.delete(topic);
			};
		},
		wake(topic) {
			const ofTopic = watchers.get(topic);
			// Each in its own microtask: one that throws neither stops the others nor the append that woke it.
			for (const watcher of ofTopic ?? []) {
				queueMicrotask(() => {
					if (ofTopic?.has(watcher) === true) watcher.wake();
				});
			}
		},
	};
}
