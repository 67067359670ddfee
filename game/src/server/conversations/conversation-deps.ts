import type { EventLog } from "./event-log";
import type { PeoplePorts } from "./people";
import type { TalkPorts } from "./setting";

/** What conversations are built from. `random` and `newId` are seeded where a run must repeat. */
export interface ConversationDeps extends TalkPorts, PeoplePorts {
	/** Takes everything that talk is given, for a replay; nothing is recorded without it. */
	readonly log?: EventLog;
}
