import type { SnapshotKindWire, SnapshotWire } from "../../shared/wire";
import type { HttpRequest } from "../backend/http-port";
import type { BodyOptions } from "./body";
import type { RequestClass } from "./budget";

/** The one request that is under way, from its composition to its end, through all its retries. */
export interface Flight {
	readonly body: SnapshotWire;
	readonly text: string;
	readonly requestClass: RequestClass;
	/** Holds events and nothing of the state. */
	readonly alone: boolean;
	failures: number;
	/** Seconds before which it does not go out again. */
	notBefore: number;
	onTheWire: boolean;
}

/** A request to send now; its answer is to be handed back together with `flight`. */
export interface Outgoing {
	readonly flight: Flight;
	readonly request: HttpRequest;
}

/** What is to be said next. */
export interface Plan extends Pick<BodyOptions, "scope" | "events"> {
	readonly kind: SnapshotKindWire;
	readonly requestClass: RequestClass;
}

/** What the choice of the next request depends on. */
export interface Situation {
	readonly needsFull: boolean;
	/** Events to be tried alone next; 0 where none are under suspicion. */
	readonly onTrial: number;
	/** A change of a cluster waits to be told. */
	readonly urgent: boolean;
	/** It is time for the regular sync. */
	readonly due: boolean;
}

/** The next request, or undefined where nothing has to be said now. */
export function planOf({ needsFull, onTrial, urgent, due }: Situation): Plan | undefined {
	const requestClass = urgent ? "urgent" : "snapshot";
	if (needsFull) return { kind: "full", scope: "all", events: onTrial > 0 ? 0 : math.huge, requestClass };
	if (onTrial > 0) return { kind: "delta", scope: "none", events: onTrial, requestClass };
	// A sync that is due takes the change along, and goes at once for it.
	if (due) return { kind: "delta", scope: "all", events: math.huge, requestClass };
	if (urgent) return { kind: "cluster_update", scope: "groups", events: math.huge, requestClass };
	return undefined;
}
