import type { ConversationDeps } from "./conversation-deps";
import type { EventLog, TalkRead } from "./event-log";

/** The same dependencies, with whatever talk reads through them noted in the log. */
export function recordReads(deps: ConversationDeps, log: EventLog): ConversationDeps {
	const noted = <T>(of: TalkRead["of"], value: T): T => {
		log.note({ kind: "read", of, value });
		return value;
	};
	return {
		...deps,
		newId: () => noted("id", deps.newId()),
		entity: (id) => noted("entity", deps.entity(id)),
		relationships: (id) => noted("relationships", deps.relationships(id)),
		locationAt: (x, y, z) => noted("location", deps.locationAt(x, y, z)),
	};
}
