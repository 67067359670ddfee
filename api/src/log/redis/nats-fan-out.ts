import { createHash } from "node:crypto";
import type { NatsLink } from "../../nats/nats-link.js";
import type { FanOut } from "./fan-out.js";

/** A subject's tokens end at dots and know wildcards; a topic holds whatever it likes, so its hash stands for it. */
function subjectOf(topic: string): string {
	return `earshot.log.${createHash("sha256").update(topic).digest("base64url")}`;
}

/** News of topics over NATS; `turned` is called each time that it has come or gone. The link stays its owner's. */
export function createNatsFanOut(link: NatsLink, turned: () => void): FanOut {
	const stops = new Set<() => void>([link.onTurn(turned)]);
	return {
		isUp: link.isUp,
		say: (topic, news) => void link.publish(subjectOf(topic), news),
		hear: (topic, heard) => {
			const unsubscribe = link.subscribe(subjectOf(topic), heard);
			const stop = (): void => {
				stops.delete(stop);
				unsubscribe();
			};
			stops.add(stop);
			return stop;
		},
		settled: link.settled,
		close: () => {
			for (const stop of stops) stop();
		},
	};
}
