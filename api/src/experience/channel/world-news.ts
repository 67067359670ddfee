import type {
	SharedUpdateWire,
	StateChangeWire,
	WorldUpdateWire,
} from "../../../../game/src/shared/wire/index.js";
import type { ReadyFrame } from "../../doors/ready-frame.js";

/** What a player's own entry changed of what everybody shares. */
export interface OwnNews {
	/** The same in both topics. */
	readonly key: string;
	/** The entry without it, as JSON text. */
	readonly rest: string;
}

/** A shared entry, as players are told it. */
export interface SharedNews {
	/** Whose action it was. */
	readonly by: string;
	readonly key: string;
	/** The message to one player, as JSON text: the changes alone, addressed to who is told, and not a word of who it was. */
	readonly to: (userId: string) => string;
}

/** What frames say of the shared world; read once for all who are sent the same frame. */
export interface WorldNews {
	/** Of the user's topic; undefined where nothing shared was changed. */
	readonly own: (frame: ReadyFrame) => OwnNews | undefined;
	/** Of the shared topic; undefined where there is nothing to tell. */
	readonly shared: (frame: ReadyFrame) => SharedNews | undefined;
}

export function createWorldNews(): WorldNews {
	return { own: onceFor(readOwn), shared: onceFor(readShared) };
}

function onceFor<T>(read: (data: string) => T): (frame: ReadyFrame) => T {
	const made = new WeakMap<ReadyFrame, { readonly news: T }>();
	return (frame) => {
		const known = made.get(frame) ?? { news: read(frame.data) };
		made.set(frame, known);
		return known.news;
	};
}

function readOwn(data: string): OwnNews | undefined {
	const entry = JSON.parse(data) as WorldUpdateWire | { readonly type: "quest_update" | "content" };
	if (entry.type !== "world_update") return undefined;
	const shared = entry.changes.filter(isShared);
	if (shared.length === 0) return undefined;
	const rest: WorldUpdateWire = { ...entry, changes: entry.changes.filter((change) => !isShared(change)) };
	const { timestamp, metadata } = entry;
	return { key: keyOf({ timestamp, action_id: metadata?.action_id }, shared), rest: JSON.stringify(rest) };
}

function readShared(data: string): SharedNews | undefined {
	const { experience, user_id: by, changes, timestamp, action_id } = JSON.parse(data) as SharedUpdateWire;
	if (changes.length === 0) return undefined;
	const head = { type: "world_update", version: "0.3", experience } satisfies Partial<WorldUpdateWire>;
	const tail = { changes, timestamp } satisfies Partial<WorldUpdateWire>;
	const before = `${JSON.stringify(head).slice(0, -1)},"user_id":`;
	const after = `,${JSON.stringify(tail).slice(1)}`;
	return {
		by,
		key: keyOf({ timestamp, action_id }, changes),
		to: (userId) => `${before}${JSON.stringify(userId)}${after}`,
	};
}

function isShared(change: StateChangeWire): boolean {
	switch (change.operation) {
		case "add":
			return change.to.kind === "location";
		case "remove":
			return change.from.kind === "location";
		case "update":
			return false;
	}
}

/** By which an action is known in both topics. One player changes the same things at the same moment once. */
function keyOf(
	{ timestamp, action_id = "" }: Pick<SharedUpdateWire, "timestamp" | "action_id">,
	changes: readonly StateChangeWire[],
): string {
	return JSON.stringify([timestamp, action_id, changes]);
}
