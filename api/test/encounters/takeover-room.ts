import { getUntypedClient } from "@trpc/client";
import { WebSocket } from "ws";
import {
	createEncounterClient,
	type EncounterClient,
	type EncounterClientOptions,
} from "../../client/encounters/index.js";
import { type NewParticipant } from "../../src/encounters/engine/commands.js";
import { openRows, someone } from "../../src/encounters/engine/testing/test-room.js";
import type { Random } from "../../src/wording/random.js";
import { userToken } from "../cuts/credentials.js";
import { callerAt, type Guest } from "./table.js";

export interface TakeoverRoomOptions {
	readonly name: string;
	/** Of an instance that runs. */
	readonly port: number;
	/** Of what leads to an instance that runs. */
	readonly balancer: number;
	/** Of turns; null for none, with an NPC beside the player. */
	readonly turnSeconds: number | null;
	readonly random: Random;
}

/** A room whose DM and player follow it at whatever instance they are led to. */
export interface TakeoverRoom {
	readonly roomId: string;
	readonly dm: Guest;
	/** Of the DM, over a WebSocket, and of the player, over server-sent events. */
	readonly clients: readonly [EncounterClient, EncounterClient];
	/** Whose turn it is, as the DM sees it, and since when. */
	readonly turn: () => { readonly seatId: string; readonly startedAt: number } | undefined;
	/** Whether all show what somebody said. */
	readonly haveHeard: (text: string) => boolean;
	readonly leave: () => void;
}

/** Whom the player plays. */
export const PLAYER = "ana";

const SIDE = 12;

/** Nothing stands behind this door. */
class NoSocket extends WebSocket {
	constructor(address: string, protocols: string[]) {
		super(address.replace("/ws/trpc", "/ws/none"), protocols);
	}
}

export async function openTakeoverRoom(options: TakeoverRoomOptions): Promise<TakeoverRoom> {
	const { name, port, balancer, turnSeconds, random } = options;
	const [dm, player] = await Promise.all(
		["dm", PLAYER].map(async (one): Promise<Guest> => {
			const userId = `${name} ${one}`;
			return { userId, token: await userToken(userId) };
		}),
	);
	const caller = callerAt(port, dm!.token);
	const { roomId } = await caller.createRoom.mutate({
		title: name,
		turnSeconds,
		mapState: { width: SIDE, height: SIDE, rows: [...openRows(SIDE, SIDE)] },
	});
	for (const participant of partyOf(player!.userId, turnSeconds === null))
		await getUntypedClient(caller).mutation("addParticipant", { roomId, participant });

	const clientOf = ({ token }: Guest, Socket: EncounterClientOptions["WebSocket"] & {}): EncounterClient => {
		const baseUrl = `http://127.0.0.1:${balancer}`;
		const client = createEncounterClient({ baseUrl, roomId, token, WebSocket: Socket, random });
		client.start();
		return client;
	};
	const clients = [clientOf(dm!, WebSocket), clientOf(player!, NoSocket)] as const;
	await caller.startInteraction.mutate({ roomId });
	return {
		roomId,
		dm: dm!,
		clients,
		turn: () => clients[0].state().confirmed?.turn ?? undefined,
		haveHeard: (text) =>
			clients.every((client) => client.state().confirmed?.chatLog.some((message) => message.text === text)),
		leave: () => {
			for (const client of clients) client.close();
		},
	};
}

/** Out of each other's way, so that nobody is ever defeated. */
function partyOf(userId: string, isMinded: boolean): readonly NewParticipant[] {
	const ana = someone(PLAYER, {
		entityType: "playerCharacter",
		userId,
		maxHP: 9_999,
		initiative: 20,
		position: { x: 0, y: 0 },
	});
	const other = someone("guard", {
		entityType: isMinded ? "npc" : "monster",
		maxHP: 9_999,
		initiative: 10,
		position: { x: SIDE - 1, y: SIDE - 1 },
		side: "guards",
	});
	return [ana, other];
}
