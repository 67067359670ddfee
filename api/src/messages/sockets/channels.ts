import type { ClusterEntry, LineEntry, NoteEntry } from "../talk-entries.js";

/** What a channel of a cluster carries: who is in it, what is said there, what the system tells it. */
export type ChannelKind = "update" | "message" | "notification";

/** How channels of each kind begin: `cluster:{id}:update`, `chat:{id}:message`, `system:{id}:notification`. */
const BEGINNINGS: Readonly<Record<ChannelKind, string>> = {
	update: "cluster",
	message: "chat",
	notification: "system",
};

const KINDS: readonly ChannelKind[] = ["update", "message", "notification"];

/** In place of an id: every cluster. In place of a kind, after `cluster:{id}`: all three. */
const EVERY = "*";

/** Channels that one name stands for. */
export interface Channels {
	/** Undefined for every cluster. */
	readonly clusterId: string | undefined;
	readonly kinds: readonly ChannelKind[];
}

/** What one entry of a world's talk is on one channel. */
export interface ChannelEvent {
	readonly kind: ChannelKind;
	readonly clusterId: string;
	readonly channel: string;
	readonly data: unknown;
}

/** The channels of a name, such as `chat:7:message` or `cluster:7:*`; undefined where it names none. Ids may hold colons. */
export function parseChannel(name: string): Channels | undefined {
	const [, beginning, id, ending] = /^(\w+):(.+):(\w+|\*)$/.exec(name) ?? [];
	if (beginning === undefined || id === undefined) return undefined;
	const kinds =
		ending === EVERY && beginning === BEGINNINGS.update
			? KINDS
			: KINDS.filter((kind) => kind === ending && BEGINNINGS[kind] === beginning);
	if (kinds.length === 0) return undefined;
	return { clusterId: id === EVERY ? undefined : id, kinds };
}

function on(kind: ChannelKind, clusterId: string, data: unknown): ChannelEvent {
	return { kind, clusterId, channel: `${BEGINNINGS[kind]}:${clusterId}:${kind}`, data };
}

function clusterEvents(entry: ClusterEntry): ChannelEvent[] {
	const { clusterId, members, joined, at } = entry;
	const update = on("update", clusterId, entry);
	if (joined.length === 0) return [update];
	return [update, on("notification", clusterId, { kind: "cluster_joined", clusterId, joined, members, at })];
}

/** An entry of a talk topic on the channels that carry it; none for what no group is told. */
export function eventsOf(type: string, data: unknown): readonly ChannelEvent[] {
	switch (type) {
		case "cluster":
			return clusterEvents(data as ClusterEntry);
		case "line":
			return [on("message", (data as LineEntry).clusterId, data)];
		case "note":
			return [on("notification", (data as NoteEntry).clusterId, { kind: "note", ...(data as NoteEntry) })];
		default:
			return [];
	}
}
