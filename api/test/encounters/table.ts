import { createTRPCClient, getUntypedClient, httpLink, retryLink, type TRPCClient } from "@trpc/client";
import type { EncounterRouter } from "../../src/encounters/router/encounter-router.js";
import { ROWS, somebody } from "../../src/encounters/engine/testing/random-play.js";
import type { Random } from "../../src/wording/random.js";
import { userToken } from "../cuts/credentials.js";

/** Somebody at a table. */
export interface Guest {
	readonly userId: string;
	readonly token: string;
}

/** A room, and the users who sit in it. */
export interface Table {
	readonly roomId: string;
	readonly dm: Guest;
	/** DM first. */
	readonly guests: readonly Guest[];
	/** As whom the users of a command that was drawn at random come to this table. */
	readonly userOf: (drawn: string) => string;
}

export type Caller = TRPCClient<EncounterRouter>;

/** What passes: a user who calls too often for the moment, and an instance that has not reached its log yet. */
const PASSING: ReadonlySet<number | undefined> = new Set([429, 503]);
const AGAIN_MILLISECONDS = 50;

/** Calls a service by tRPC's own client, which asks again where that is all there is to it. */
export function callerAt(port: number, token: string): Caller {
	const headers = { authorization: `Bearer ${token}` };
	return createTRPCClient<EncounterRouter>({
		links: [
			retryLink({
				retry: ({ error }) => PASSING.has(error.data?.httpStatus),
				retryDelayMs: () => AGAIN_MILLISECONDS,
			}),
			httpLink({ url: `http://127.0.0.1:${port}/trpc`, headers }),
		],
	});
}

/** Those whom `somebody` has played, and the monsters. */
const HEROES = ["ana", "bo", "cy"];
const PARTY = [...HEROES, "qorc", "qrat"];

/** A time that no turn comes to: what happens is the players' doing. */
const TURN_SECONDS = 3_600;

/**
 * Opens a room of its own users and begins it. Calls of a user are bounded, so that nobody sits at two tables.
 */
export async function openTable(port: number, name: string, random: Random): Promise<Table> {
	const userOf = (drawn: string): string => `${name} ${drawn.replace(/^user /, "")}`;
	const guests = await Promise.all(
		["dm", ...HEROES].map(async (drawn): Promise<Guest> => {
			const userId = userOf(drawn);
			return { userId, token: await userToken(userId) };
		}),
	);
	const dm = guests[0]!;
	const caller = callerAt(port, dm.token);
	const { roomId } = await caller.createRoom.mutate({
		title: name,
		turnSeconds: TURN_SECONDS,
		mapState: { width: ROWS[0]!.length, height: ROWS.length, rows: ROWS },
	});
	for (const entityId of PARTY) {
		const { userId, ...one } = somebody(random, entityId);
		const participant = { ...one, ...(userId !== undefined && { userId: userOf(userId) }) };
		await getUntypedClient(caller).mutation("addParticipant", { roomId, participant });
	}
	await caller.startInteraction.mutate({ roomId });
	return { roomId, dm, guests, userOf };
}
