import { type Bus, userUpdatesSubject } from "../bus/bus.js";
import type { TellerDeps } from "../outbox/teller.js";
import { userOf } from "./experience.js";

/** Publishes what is told to a user of what changed for them, for whoever listens beside the log. */
export function publishUserUpdates(bus: Pick<Bus, "publish">): NonNullable<TellerDeps["onTold"]> {
	return (topic, { type, data }) => {
		const user = userOf(topic);
		if (user && type === "world_update") bus.publish(userUpdatesSubject(user.userId), data);
	};
}
