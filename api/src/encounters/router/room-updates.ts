import { tracked, type TrackedEnvelope } from "@trpc/server";
import type { UserCaller } from "../../http/caller.js";
import { Refusal } from "../../http/refusal.js";
import type { Encounters, RoomNews } from "../encounters.js";
import type { Disturbances } from "./disturbances.js";
import { expiry } from "./expiry.js";
import { cursorIn, placeOf } from "./places.js";
import { givenId, seatFor } from "./seats.js";
import { asTrpcError } from "./trpc-errors.js";
import type { UserRates } from "./user-rates.js";
import type { RoomUpdate } from "./wire.js";

export interface RoomUpdatesDeps {
	readonly encounters: Encounters;
	readonly rates: UserRates;
	readonly disturbances: Disturbances;
	/** Aborted when the service goes away: readers come back with their places. */
	readonly closing: AbortSignal;
	/** Unix seconds. */
	readonly now: () => number;
}

export interface Reading {
	readonly roomId: string;
	readonly lastEventId?: string | null | undefined;
	readonly caller: UserCaller;
	/** Aborted when the reader leaves. */
	readonly signal: AbortSignal;
	readonly hasRoom: () => Promise<void>;
}

/** What a reader is sent of a room, for as long as they stay and may; errors are those of tRPC. */
export async function* roomUpdates(
	deps: RoomUpdatesDeps,
	reading: Reading,
): AsyncGenerator<TrackedEnvelope<RoomUpdate>, void> {
	try {
		yield* stay(deps, reading);
	} catch (error) {
		throw asTrpcError(error);
	}
}

async function* stay(
	deps: RoomUpdatesDeps,
	reading: Reading,
): AsyncGenerator<TrackedEnvelope<RoomUpdate>, void> {
	const { caller, roomId } = reading;
	const unfollow = deps.rates.follow(caller.userId);
	const time = expiry(caller.expiresAt, deps.now);
	const disturbed = deps.disturbances.join(roomId);
	const signal = AbortSignal.any([reading.signal, deps.closing, time.signal, disturbed.signal]);
	const presence = createPresence(deps.encounters, { roomId, userId: caller.userId });
	try {
		let place = reading.lastEventId ?? undefined;
		while (!signal.aborted) place = yield* readAs(deps, { ...reading, signal, presence }, place);
		if (!reading.signal.aborted) {
			throw time.signal.aborted ? new Refusal("unauthenticated", "The token has expired.") : interrupted();
		}
	} finally {
		presence.set(false);
		disturbed.leave();
		time.stop();
		unfollow();
	}
}

function interrupted(): Refusal {
	return new Refusal("unavailable", "Come back with the last event's id.", { retryAfterSeconds: 1 });
}

/** Whether a user is at the table: through fresh views they stay. */
interface Presence {
	readonly set: (isThere: boolean) => void;
}

function createPresence(
	{ attend }: Pick<Encounters, "attend">,
	{ roomId, userId }: { readonly roomId: string; readonly userId: string },
): Presence {
	let leave: (() => void) | undefined;
	return {
		set(isThere) {
			if (isThere) return void (leave ??= attend(roomId, userId));
			leave?.();
			leave = undefined;
		},
	};
}

/** Reads as one viewer. Ends where the user is another one from now on, or the place leads nowhere: then one looks anew. */
async function* readAs(
	deps: RoomUpdatesDeps,
	{ roomId, caller, signal, hasRoom, presence }: Reading & { readonly presence: Presence },
	place: string | undefined,
): AsyncGenerator<TrackedEnvelope<RoomUpdate>, undefined> {
	const { encounters, disturbances } = deps;
	const { viewer, own, isSeated } = await seatFor(encounters, roomId, caller);
	presence.set(isSeated);
	try {
		let after = place === undefined ? undefined : cursorIn(place, viewer);
		if (!after) {
			const { cursor, view } = await encounters.look(roomId, viewer);
			after = cursor;
			await hasRoom();
			yield tracked(placeOf(cursor, viewer), { type: "view", viewer, view });
		}
		const seat = { userId: caller.userId, viewer: own };
		for await (const news of encounters.follow(roomId, viewer, { after, signal, seat })) {
			await disturbances.delay(roomId, signal);
			await hasRoom();
			if (signal.aborted) return undefined;
			yield tracked(placeOf(news.cursor, viewer), newsFor(news, caller.userId));
		}
		if (signal.aborted) return undefined;
		throw interrupted();
	} catch (error) {
		if (error instanceof Refusal && error.code === "gone") return undefined;
		throw error;
	}
}

function newsFor({ events, commandId }: RoomNews, userId: string): RoomUpdate {
	const own = givenId(userId, commandId);
	return { type: "news", events, ...(own !== undefined && { commandId: own }) };
}
