import type { SharedUpdateWire } from "../../../game/src/shared/wire/index.js";
import { sharedTopic, userTopic } from "../../src/experience/experience.js";
import { formatCursor, parseCursor, type Cursor } from "../../src/log/cursor.js";
import type { Log, LogEntry } from "../../src/log/log.js";
import { EXPERIENCE, type PlayerClient, type ToldMessage } from "./player-client.js";

const PAGE = 1_000;

/** Types of a user's topic that its clients are told. */
const TOLD: ReadonlySet<string> = new Set(["world_update", "quest_update", "content"]);

/** Everything that a topic holds. */
interface Record {
	readonly head: Cursor;
	readonly entries: readonly LogEntry[];
}

async function readAll(log: Log, topic: string): Promise<Record> {
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

const withoutCursor = (message: ToldMessage): object => ({ ...message, cursor: undefined });

/** Equal texts for equal messages, whatever the order of their fields. */
function textOf(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		typeof inner === "object" && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
			: inner,
	);
}

/** What a client must have been told of its own topic, and of the shared one. */
function expected(client: PlayerClient, own: Record, shared: Record): readonly [string[], string[]] {
	const [ownFrom, sharedFrom] = placesOf(client.from());
	const ownTold = own.entries
		.filter(({ offset, type }) => offset > ownFrom.offset && TOLD.has(type))
		.map(({ data }) => textOf(JSON.parse(data)));
	const sharedTold = shared.entries
		.filter(({ offset, type }) => offset > sharedFrom.offset && type === "shared_update")
		.map(({ data }) => JSON.parse(data) as SharedUpdateWire)
		.filter(({ user_id: by, changes }) => by !== client.userId && changes.length > 0)
		.map(({ changes, timestamp }) => textOf({ changes, timestamp }));
	return [ownTold, sharedTold];
}

/** What it was told, by topic: of its own is what moved its place there to an entry that clients are told. */
function split(client: PlayerClient, { entries }: Record): readonly [string[], string[]] {
	const toldAt = new Set(entries.filter(({ type }) => TOLD.has(type)).map(({ offset }) => offset));
	const own: string[] = [];
	const shared: string[] = [];
	let at = placesOf(client.from())[0].offset;
	for (const message of client.told) {
		const [{ offset }] = placesOf(message.cursor);
		const isOwn = offset !== at && toldAt.has(offset);
		at = offset;
		if (isOwn) own.push(textOf(withoutCursor(message)));
		else {
			const { changes, timestamp } = message as ToldMessage & Pick<SharedUpdateWire, "changes" | "timestamp">;
			shared.push(textOf({ changes, timestamp }));
		}
	}
	return [own, shared];
}

/** The first difference between what was to be told and what was; undefined where there is none. */
function difference(wanted: readonly string[], told: readonly string[]): string | undefined {
	const at = wanted.findIndex((one, index) => told[index] !== one);
	if (at < 0 && told.length === wanted.length) return undefined;
	const place = at < 0 ? wanted.length : at;
	return `${told.length} told of ${wanted.length}; at ${place} ${told[place]} instead of ${wanted[place]}`;
}

/** Everything that clients were told otherwise than the log has it: lost, doubled, out of order, or somebody else's. */
export async function faultsOf(log: Log, clients: readonly PlayerClient[]): Promise<readonly string[]> {
	const shared = await readAll(log, sharedTopic(EXPERIENCE));
	const faults: string[] = [];
	for (const client of clients) {
		const own = await readAll(log, userTopic({ experience: EXPERIENCE, userId: client.userId }));
		const [ownWanted, sharedWanted] = expected(client, own, shared);
		const [ownTold, sharedTold] = split(client, own);
		for (const [name, found] of [
			["own topic", difference(ownWanted, ownTold)],
			["shared topic", difference(sharedWanted, sharedTold)],
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
