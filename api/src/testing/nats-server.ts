import { describeOnServer } from "./describe-on-server.js";
import { NATS_KIND, type NatsServer } from "./nats-process.js";

export type { NatsServer };

/** A suite on a real NATS, skipped by name where there is none. */
export function describeOnNats(name: string, suite: (nats: () => NatsServer) => void): void {
	describeOnServer(NATS_KIND, name, suite);
}
