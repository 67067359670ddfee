import { parseCursor, type Cursor } from "../../src/log/cursor.js";
import { formatPlace, type Place } from "../../client/experience/place.js";
import { endOf, EXPERIENCE, type Woods } from "./woods.js";

/** One connection of a player to the stand-in: what it is told, by the rules of both topics. */
export interface WoodsReader {
	/** What there is to tell, of each topic at most so many messages. */
	readonly pull: (limits?: { readonly user: number; readonly shared: number }) => readonly object[];
	readonly cursor: () => string;
}

const ALL = { user: Number.POSITIVE_INFINITY, shared: Number.POSITIVE_INFINITY };

interface History {
	readonly epoch: string;
	readonly entries: readonly unknown[];
}

const leadsOn = (cursor: Cursor | undefined, { epoch, entries }: History): cursor is Cursor =>
	cursor !== undefined && cursor.epoch === epoch && cursor.offset <= entries.length;

/** @param wanted the cursor to go on after */
export function createWoodsReader(woods: Woods, userId: string, wanted: string | undefined): WoodsReader {
	const [user, shared] = (wanted ?? "").split("~").map((half) => (half ? parseCursor(half) : undefined));
	let place: Place = { ...(user && { user }), ...(shared && { shared }) };
	let isGreeted = false;
	const cursor = (): string => formatPlace(place);

	function greeting(): readonly object[] {
		if (isGreeted) return [];
		isGreeted = true;
		return [
			{ type: "connected", connection_id: "c", user_id: userId, experience: EXPERIENCE, cursor: cursor() },
		];
	}

	function userMessages(limit: number): readonly object[] {
		const topic = woods.userTopic(userId);
		const told: object[] = [];
		if (!leadsOn(place.user, topic)) {
			if (place.user) told.push({ type: "reset", reason: "epoch" });
			place = { user: endOf(topic) };
			told.push({ type: "view", view: woods.view(userId), cursor: cursor() });
		}
		for (const entry of topic.entries.slice(place.user?.offset).slice(0, limit)) {
			place = { ...place, user: { epoch: topic.epoch, offset: (place.user?.offset ?? 0) + 1 } };
			told.push({ ...entry, cursor: cursor() });
		}
		return told;
	}

	function sharedMessages(limit: number): readonly object[] {
		const topic = woods.sharedTopic();
		const told: object[] = [];
		if (!leadsOn(place.shared, topic)) {
			if (place.shared) told.push({ type: "reset", reason: "epoch" });
			place = { ...place, shared: endOf(topic) };
			told.push({ type: "world", world: woods.world(), cursor: cursor() });
		}
		for (const entry of topic.entries.slice(place.shared?.offset).slice(0, limit)) {
			place = { ...place, shared: { epoch: topic.epoch, offset: (place.shared?.offset ?? 0) + 1 } };
			const { experience, changes, timestamp } = entry;
			told.push({
				type: "world_update",
				version: "0.3",
				experience,
				user_id: userId,
				changes,
				timestamp,
				cursor: cursor(),
			});
		}
		return told;
	}

	return {
		cursor,
		pull({ user: ofUser, shared: ofShared } = ALL) {
			// The shared world is told once the player's own topic has been.
			const isFresh = !leadsOn(place.shared, woods.sharedTopic());
			const own = userMessages(isFresh || !isGreeted ? ALL.user : ofUser);
			return [...greeting(), ...own, ...sharedMessages(ofShared)];
		},
	};
}
