import type { SharedUpdateWire, StateChangeWire } from "../../../game/src/shared/wire/index.js";
import { sharedTopic, userTopic } from "../../src/experience/experience.js";
import { formatCursor, parseCursor, type Cursor } from "../../src/log/cursor.js";
import type { Log, LogEntry } from "../../src/log/log.js";
import { EXPERIENCE, type PlayerClient, type ToldMessage } from "./player-client.js";

const PAGE = 1_000;

/** Types of a user's topic that its clients are told. */
const TOLD: ReadonlySet<string> = new Set(["world_update", "quest_update", "content"]);

/** Everything that a topic holds. */
interface Held {
	readonly head: Cursor;
	readonly entries: readonly LogEntry[];
}

async function readAll(log: Log, topic: string): Promise<Held> {
	const head = await log.head(topic);
	const entries: LogEntry[] = [];
	while ((entries.at(-1)?.offset ?? 0) < head.offset) {
		const read = await log.read(topic, { ...head, offset: entries.at(-1)?.offset ?? 0 }, PAGE);
		if (!read.ok) throw new Error(`${topic} does not reach back to its beginning: ${read.reason}`);
		entries.push(...read.entries);
	}
	return { head, entries };
}

/** Both places of a cursor as clients are told it. */
function placesOf(cursor: string): readonly [user: Cursor, shared: Cursor] {
	const [user, shared] = cursor.split("~").map((part) => parseCursor(part));
	if (!user || !shared) throw new Error(`${cursor} is no cursor of two topics`);
	return [user, shared];
}

/** Equal texts for equal values, whatever the order of their fields. */
function textOf(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === "object" && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
			: inner,
	);
}

interface Changes {
	readonly changes: readonly StateChangeWire[];
	readonly timestamp: number;
}

/** What one client was told, or was to be told: of its own topic, and of the shared one. */
interface Story {
	readonly own: string[];
	readonly shared: string[];
}

const sharedOf = ({ changes, timestamp }: Changes): string => textOf({ changes, timestamp });

/** A message or entry of a user's topic, without what is the channel's. */
const ownOf = (told: object): string => textOf({ ...told, cursor: undefined });

function wanted(client: PlayerClient, own: Held, shared: Held): Story {
	const [ownFrom, sharedFrom] = placesOf(client.from());
	const story: Story = { own: [], shared: [] };
	for (const { offset, type, data } of own.entries) {
		if (offset > ownFrom.offset && TOLD.has(type)) story.own.push(ownOf(JSON.parse(data) as object));
	}
	for (const { offset, type, data } of shared.entries) {
		if (offset <= sharedFrom.offset || type !== "shared_update") continue;
		story.shared.push(sharedOf(JSON.parse(data) as SharedUpdateWire));
	}
	return story;
}

/** What it was told, by topic: of its own is what moved its place there to an entry that clients are told. */
function told(client: PlayerClient, { entries }: Held): Story {
	const toldAt = new Set(entries.filter(({ type }) => TOLD.has(type)).map(({ offset }) => offset));
	const story: Story = { own: [], shared: [] };
	let at = placesOf(client.from())[0].offset;
	for (const message of client.told) {
		const [{ offset }] = placesOf(message.cursor);
		const isOwn = offset !== at && toldAt.has(offset);
		at = offset;
		if (isOwn) story.own.push(ownOf(message));
		else if ("changes" in message) story.shared.push(sharedOf(message as ToldMessage & Changes));
	}
	return story;
}

/** The first difference between what was to be told and what was; undefined where there is none. */
function difference(due: readonly string[], heard: readonly string[]): string | undefined {
	const at = due.findIndex((one, index) => heard[index] !== one);
	if (at < 0 && heard.length === due.length) return undefined;
	const place = at < 0 ? due.length : at;
	return `${heard.length} told of ${due.length}; at ${place} ${heard[place]} instead of ${due[place]}`;
}

/** Everything that clients were told otherwise than the log has it: lost, doubled, out of order, or somebody else's. */
export async function faultsOf(log: Log, clients: readonly PlayerClient[]): Promise<readonly string[]> {
	const shared = await readAll(log, sharedTopic(EXPERIENCE));
	const faults: string[] = [];
	for (const client of clients) {
		const own = await readAll(log, userTopic({ experience: EXPERIENCE, userId: client.userId }));
		const due = wanted(client, own, shared);
		const heard = told(client, own);
		for (const [name, found] of [
			["own topic", difference(due.own, heard.own)],
			["shared topic", difference(due.shared, heard.shared)],
		] as const) {
			if (found !== undefined) faults.push(`${client.userId}, ${name}: ${found}`);
		}
	}
	return faults;
}

/** Whether a client has been told everything that there is. */
export async function isCaughtUp(log: Log, client: PlayerClient): Promise<boolean> {
	const [own, shared] = await Promise.all([
		log.head(userTopic({ experience: EXPERIENCE, userId: client.userId })),
		log.head(sharedTopic(EXPERIENCE)),
	]);
	return client.cursor() === `${formatCursor(own)}~${formatCursor(shared)}`;
}
