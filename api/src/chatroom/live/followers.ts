import { coalesce } from "../../log/coalesce.js";
import type { RunningOutbox } from "../../outbox/start-outbox.js";
import { followUsers } from "./follow-users.js";
import { RENEW_SECONDS } from "./live-limits.js";

export interface FollowersDeps {
	readonly outbox: Pick<RunningOutbox, "calls" | "isInUse"> & {
		readonly teller: Pick<RunningOutbox["teller"], "tell">;
	};
	/** Unix seconds. */
	readonly now: () => number;
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
	/** Seconds between two times that readers are seen. */
	readonly renewSeconds?: number;
}

/** Users whose societies somebody follows through this process, running until `stop`. */
export interface Followers {
	/**
	 * Resolves when what changes from now on will be told to readers of a user, and what changed unseen before has been.
	 * Those who come at once are seen to together. Rejects with Refusal `unavailable` where the database cannot be had.
	 */
	readonly follow: (userId: string) => Promise<void>;
	/** A reader of a user is there, until what is returned is called: the user stays followed. */
	readonly hold: (userId: string) => () => void;
	readonly stop: () => void;
}

export function startFollowers(deps: FollowersDeps): Followers {
	const { outbox, now, report, renewSeconds = RENEW_SECONDS } = deps;
	/** Readers by user. */
	const held = new Map<string, number>();
	const coming = new Set<string>();

	const followAll = async (userIds: readonly string[]): Promise<void> => {
		// Where there is no database yet nobody has a society: it is not opened to be told so.
		if (userIds.length === 0 || !outbox.isInUse()) return;
		await outbox.teller.tell(await outbox.calls.run((sql) => followUsers(sql, { userIds, at: now() })));
	};

	const followComing = coalesce(async () => {
		const userIds = [...coming];
		coming.clear();
		await followAll(userIds);
	});

	let isFailing = false;
	const renew = coalesce(async () => {
		try {
			await followAll([...held.keys()]);
			isFailing = false;
		} catch (error) {
			// What is missed meanwhile is made up for by the next that succeeds.
			if (!isFailing) report("It could not be noted who follows a chatroom.", { error });
			isFailing = true;
		}
	});
	const renewing = setInterval(() => void renew(), renewSeconds * 1000);

	return {
		follow: (userId) => {
			coming.add(userId);
			return followComing();
		},
		hold: (userId) => {
			held.set(userId, (held.get(userId) ?? 0) + 1);
			let isHeld = true;
			return () => {
				if (!isHeld) return;
				isHeld = false;
				const left = held.get(userId)! - 1;
				if (left > 0) held.set(userId, left);
				else held.delete(userId);
			};
		},
		stop: () => clearInterval(renewing),
	};
}
