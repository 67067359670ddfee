import { inTurns } from "../log/in-turns.js";
import { isAway } from "../log/is-away.js";
import type { Log } from "../log/log.js";
import { retry } from "../log/retry.js";
import type { DoorCounts } from "./door-counts.js";
import { createFoldedFrames, type FoldedFrames } from "./folded-frames.js";
import { createHistoryReads, type HistoryReads, READ_BATCH } from "./history-reads.js";
import { createRecentEntries, type RecentEntries } from "./recent-entries.js";

/** Somebody who follows a topic. Neither call may throw. */
export interface HubMember {
	/** The hub knows of new entries. */
	readonly wake: () => void;
	/** The log failed. */
	readonly fail: (error: unknown) => void;
}

/** What all followers of a topic share: one watch of the log, each new entry read once. */
export interface Hub {
	readonly recent: RecentEntries;
	readonly history: HistoryReads;
	readonly folded: FoldedFrames;
	/** Asks the log again and wakes the members when it answers: for one that could not read it. */
	readonly lookAgain: () => void;
	readonly leave: (member: HubMember) => void;
}

export interface Hubs {
	/** The topic's hub, made for its first member and gone with its last. */
	readonly join: (topic: string, member: HubMember) => Hub;
}

export function createHubs(log: Log, counts: DoorCounts): Hubs {
	const hubs = new Map<string, { readonly hub: Hub; readonly members: Set<HubMember> }>();

	return {
		join(topic, member) {
			const known = hubs.get(topic);
			if (known) {
				known.members.add(member);
				return known.hub;
			}
			const members = new Set([member]);
			const recent = createRecentEntries(counts);
			const history = createHistoryReads(log, topic, counts);
			const folded = createFoldedFrames(counts);
			const forgetBefore = (oldest: number): void => {
				for (const held of [recent, history, folded]) held.forgetBefore(oldest);
			};
			const keeping = keepUpWith({ log, topic, members, recent, forgetBefore });
			const hub: Hub = {
				recent,
				history,
				folded,
				lookAgain: keeping.lookAgain,
				leave(leaver) {
					if (!members.delete(leaver) || members.size > 0) return;
					keeping.stop();
					hubs.delete(topic);
					counts.hubs -= 1;
				},
			};
			hubs.set(topic, { hub, members });
			counts.hubs += 1;
			return hub;
		},
	};
}

interface Watch {
	readonly log: Log;
	readonly topic: string;
	readonly members: ReadonlySet<HubMember>;
	readonly recent: RecentEntries;
	/** Lets go of entries that the log no longer holds. */
	readonly forgetBefore: (oldest: number) => void;
}

interface Keeping {
	readonly lookAgain: () => void;
	readonly stop: () => void;
}

/**
 * Keeps `recent` up with the log, and wakes the members. It watches before it first asks for the head, so nothing
 * falls between. A log that is away is asked again, by one for all members, who stay.
 */
function keepUpWith({ log, topic, members, recent, forgetBefore }: Watch): Keeping {
	let isWanted = false;

	const wakeAll = (): Promise<void> => inTurns(members, (member) => member.wake());

	async function readNew(): Promise<void> {
		const known = recent.head();
		if (!known) {
			recent.restart(await log.head(topic));
			if (isWanted) await wakeAll();
			isWanted = false;
			return;
		}
		for (let after = known; ; after = recent.head()!) {
			const result = await log.read(topic, after, READ_BATCH);
			if (!result.ok) recent.restart(result.head);
			else for (const entry of result.entries) recent.add(entry);
			await wakeAll();
			if (!result.ok || result.entries.length < READ_BATCH) break;
		}
		isWanted = false;
		forgetBefore(await log.oldest(topic));
	}

	const keeping = retry(readNew, (error) => {
		isWanted = true;
		if (!isAway(error)) for (const member of [...members]) member.fail(error);
	});
	const stopWatching = log.watch(topic, () => void keeping.run());
	void keeping.run();
	return {
		lookAgain: () => {
			isWanted = true;
			keeping.runLater();
		},
		stop: () => {
			stopWatching();
			keeping.stop();
		},
	};
}
