import type { EventWire, SnapshotKindWire, SnapshotWire } from "../../shared/wire";
import type { Encoding } from "../backend/http-port";
import type { Baseline } from "./baseline";
import { difference } from "./delta";
import type { DifferenceOptions } from "./delta";
import type { PlaceState } from "./game-state";
import type { Outbox } from "./outbox";

/** What a body is for: it names its sender, its place in the sequence and its moment. */
export interface Heading {
	readonly timestamp: number;
	readonly serverId: string;
	readonly epoch: string;
	readonly seq: number;
	readonly world: string;
	readonly kind: SnapshotKindWire;
	readonly priority: "immediate" | "normal";
}

export interface BodyOptions extends Omit<DifferenceOptions, "scope" | "limit"> {
	/** `none`: events alone. */
	readonly scope: DifferenceOptions["scope"] | "none";
	/** Events that the body may hold. */
	readonly events: number;
	readonly maxBytes: number;
	readonly encode: (body: unknown) => Encoding;
}

/** A body ready to go. `more`: something waits that did not fit. `encoding` says where JSON cannot hold it. */
export interface Composed {
	readonly body: SnapshotWire;
	readonly encoding: Encoding;
	readonly more: boolean;
}

/** Where the share that fits is guessed from sizes: entries differ, so a little less, rather than one try more. */
const SHRINK_SLACK = 0.9;

const NO_STATE = { humanContext: {}, clusters: [], removed: undefined, entries: 0, whole: true };

/**
 * The largest body within `maxBytes`: state first, then events, so that where an event has been confirmed, so has
 * the state that it speaks of. What cannot be cut goes out whatever its size.
 */
export function composeBody(
	heading: Heading,
	source: { wanted: PlaceState; baseline: Baseline; outbox: Outbox },
	options: BodyOptions,
): Composed {
	const { scope, maxBytes } = options;
	let limit = math.huge;
	for (;;) {
		const part =
			scope === "none" ? NO_STATE : difference(source.wanted, source.baseline, { ...options, scope, limit });
		const room = part.whole ? math.min(options.events, limit - part.entries) : 0;
		const queued = source.outbox.first(room, maxBytes);
		const events = queued.map(({ event }): EventWire => event);
		const { humanContext, clusters, removed } = part;
		const body = { ...heading, clusters, events, humanContext, removed };
		const encoding = options.encode(body);
		const entries = part.entries + events.size();
		if (!encoding.ok || encoding.text.size() <= maxBytes || entries <= 1 || entries > limit) {
			const more = !part.whole || events.size() < math.min(options.events, source.outbox.size());
			return { body, encoding, more };
		}
		const fitting = math.floor((entries * maxBytes * SHRINK_SLACK) / encoding.text.size());
		limit = math.clamp(fitting, 1, entries - 1);
	}
}
