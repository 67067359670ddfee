import { type Cursor, parseCursor } from "../src/log/cursor.js";
import type { DoorEvent } from "./door-event.js";
import { endFor } from "./ends.js";
import type { Following, FollowPorts } from "./follow.js";
import { readJson, readReason } from "./frames.js";
import { type Connection, type ConnectionPorts, keepConnected } from "./keep-connected.js";

export interface TopicFollowerOptions extends Omit<ConnectionPorts, "connect"> {
	/**
	 * Takes one event, its data decoded: each of the topic's once and in order, or `state`, which replaces all
	 * that came before it.
	 */
	readonly take: (event: string, data: unknown) => void;
	/** Makes one connection through some door. */
	readonly connect: (ports: FollowPorts, stop: AbortSignal) => Following;
}

/** Follows one topic of the log, from fresh state and then from its cursor, through any cut. */
export function followTopic({ connect, ...options }: TopicFollowerOptions): Connection {
	let cursor: Cursor | undefined;

	function take({ event, data, id }: DoorEvent): void {
		if (event === "close") throw endFor(readReason(readJson(data)));
		// Fresh state follows, with its own cursor.
		if (event === "reset") return;
		if (event !== "") options.take(event, readJson(data));
		if (id !== undefined) cursor = parseCursor(id);
	}

	return keepConnected({
		...options,
		connect: (stop, { opened, following }) => {
			const begun = connect({ clock: options.clock, cursor: () => cursor, opened, take }, stop);
			following(begun);
			return begun.ended;
		},
	});
}
