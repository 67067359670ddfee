import type { WorldUpdateWire } from "../../../game/src/shared/wire/index.js";
import type { ToldMessage } from "./channel-message.js";
import type { ToldOf } from "./channel-ledger.js";

/** Looks at the order in which one player is told what one message or action came to. */
export interface TellingCheck {
	readonly take: (message: ToldMessage, of: ToldOf) => void;
	/** Actions that changed something, by their ids, in the order in which they were told. */
	readonly actions: () => readonly string[];
	/** Changes of what everybody shares, the user's own and others', in the order in which they were told. */
	readonly shared: () => readonly string[];
	/** Messages of which the last piece was told. */
	readonly narrated: () => number;
}

/** One change at a location is told once, of whichever topic: what changed, and when. */
function sharedKeys({ changes, timestamp }: WorldUpdateWire): readonly string[] {
	return changes.flatMap((change) => {
		if (change.operation === "add" && change.to.kind === "location")
			return [`${timestamp} ${change.item.id} to ${change.to.id}`];
		if (change.operation === "remove" && change.from.kind === "location")
			return [`${timestamp} ${change.item_id} from ${change.from.id}`];
		return [];
	});
}

/**
 * Each change of what is shared once; each action's `world_update` once, and before any narration of it; its narration piece by piece from 0 to the last,
 * each once.
 */
export function createTellingCheck(fault: (what: string) => void): TellingCheck {
	const actions = new Set<string>();
	const shared = new Set<string>();
	/** The next piece of each message's narration; `Infinity` after the last. */
	const pieces = new Map<string, number>();
	let narrated = 0;

	return {
		take(message, of) {
			if (message.type === "content") {
				const { message_id: id, index, done } = message;
				const next = pieces.get(id) ?? 0;
				if (of !== "user") fault(`narration of ${id} in the shared topic`);
				if (index !== next) fault(`piece ${index} of ${id}, not ${next}`);
				if (done) narrated += 1;
				pieces.set(id, done ? Infinity : next + 1);
				return;
			}
			if (message.type !== "world_update") return;
			for (const key of sharedKeys(message)) {
				if (shared.has(key)) fault(`${key} is told again`);
				shared.add(key);
			}
			if (of !== "user") return;
			const id = message.metadata?.action_id;
			if (id === undefined) return fault("an update of its own says nothing of its action");
			if (actions.has(id)) fault(`${id} is told again`);
			if (pieces.has(id)) fault(`${id} is told after its narration`);
			actions.add(id);
		},
		actions: () => [...actions],
		shared: () => [...shared],
		narrated: () => narrated,
	};
}
