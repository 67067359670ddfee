import type { NatsLink } from "../nats/nats-link.js";
import type { Bus } from "./bus.js";
import type { HearersOptions } from "./hearers.js";
import { createMemoryBus } from "./memory-bus.js";
import { createNatsBus } from "./nats-bus.js";

/** The bus of this process: over NATS where it has a connection there, which stays its owner's, else within itself. */
export function openBus(link: NatsLink | undefined, report: HearersOptions["report"]): Bus {
	return link ? createNatsBus({ link, report }) : createMemoryBus({ report });
}
