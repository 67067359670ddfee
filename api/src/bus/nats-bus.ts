import type { NatsLink } from "../nats/nats-link.js";
import { type Bus, plainSubject } from "./bus.js";
import { createHearers, type HearersOptions } from "./hearers.js";

export interface NatsBusOptions extends Pick<HearersOptions, "report"> {
	/** Stays its owner's. */
	readonly link: NatsLink;
}

/**
 * The bus of processes on one NATS. Within this process it passes on by itself, whether NATS is there or not; others
 * hear while it is. A subject is listened to there once, as long as somebody here listens to it.
 */
export function createNatsBus({ link, report }: NatsBusOptions): Bus {
	const hearers = createHearers({
		report,
		onFirst: (subject) => link.subscribe(subject, (data) => hearers.tell(subject, data)),
	});
	let published = 0;
	let unheard = 0;
	return {
		publish: (subject, data) => {
			published += 1;
			if (!link.publish(plainSubject(subject), data)) unheard += 1;
			hearers.tell(subject, data);
		},
		subscribe: hearers.add,
		status: () => ({
			engine: "nats",
			ready: link.isUp(),
			subjects: hearers.count(),
			published,
			unheard,
			...(!link.isUp() && { detail: "NATS cannot be reached, other processes do not hear" }),
		}),
		close: async () => {
			hearers.close();
			// What was published and not yet sent still goes out; where NATS is away there is nobody to wait for.
			await link.settled().catch(() => undefined);
		},
	};
}
