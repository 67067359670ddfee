import type { Bus } from "./bus.js";
import { createHearers, type HearersOptions } from "./hearers.js";

/** The bus of a process that has nobody beside it. */
export function createMemoryBus(options: Pick<HearersOptions, "report">): Bus {
	const hearers = createHearers({ ...options, onFirst: () => () => undefined });
	let published = 0;
	return {
		publish: (subject, data) => {
			published += 1;
			hearers.tell(subject, data);
		},
		subscribe: hearers.add,
		status: () => ({ engine: "memory", ready: true, subjects: hearers.count(), published, unheard: 0 }),
		close: () => {
			hearers.close();
			return Promise.resolve();
		},
	};
}
