import {
	createEncounterClient,
	createLobby,
	type EncounterClient,
	type Lobby,
} from "../../../client/encounters/index.js";
import { Refused } from "../../../client/http.js";
import type { CommandOf, NewParticipant } from "../../../src/encounters/engine/commands.js";
import type { RoomSummary } from "../../../src/encounters/encounters.js";
import type { Access } from "../../access/access.js";

/** A room as it is opened: its settings and map, and who is in it from the start. */
export interface NewRoom extends Omit<CommandOf<"create">, "type" | "interactionId" | "seed"> {
	readonly participants: readonly NewParticipant[];
}

/** The rooms that there are, and how there come to be more. */
export interface Rooms {
	/** Newest activity first. */
	readonly list: (signal: AbortSignal) => Promise<readonly RoomSummary[]>;
	/** Opens a room with whoever asks as its DM; answers its id. */
	readonly create: (room: NewRoom) => Promise<string>;
	/** Opens a room with those who stand together in the place, led by whoever asks; answers its id. */
	readonly openFromCluster: (order: ClusterOrder) => Promise<string>;
}

type ClusterOrder = Parameters<Lobby["openFromCluster"]>[0];

/** Somebody could not be put into a room that is open by now. */
export class NotPlaced extends Error {
	override readonly name = "NotPlaced";
}

/** Resolves once the server has said as whom it sees a client: before that it would take its DM for a player. */
function seated(client: EncounterClient): Promise<void> {
	return new Promise((resolve, reject) => {
		const look = (): void => {
			const { viewer, status, reason } = client.state();
			if (viewer) resolve();
			else if (status === "refused" || status === "expired") reject(new NotPlaced(reason ?? status));
			else return;
			stop();
		};
		const stop = client.subscribe(look);
		client.start();
		look();
	});
}

async function place(client: EncounterClient, participants: readonly NewParticipant[]): Promise<void> {
	try {
		await seated(client);
		for (const participant of participants) {
			const answer = await client.command({ type: "addParticipant", participant });
			if (!answer.ok) throw new NotPlaced(`${participant.name}: ${answer.reason}`);
		}
	} finally {
		client.close();
	}
}

/** Rooms of the server that serves the page, as its player. */
export function createRooms(access: Access): Rooms {
	const credential = { baseUrl: "", token: access.token, onUnauthorised: access.renew };
	const lobby = createLobby(credential);

	/** A refused token is renewed once where that can be done. */
	async function asPlayer<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
		try {
			return await ask();
		} catch (error) {
			// Each browser has words of its own for that, none of them for people.
			if (error instanceof TypeError) throw new Error("The server does not answer.", { cause: error });
			if (!(error instanceof Refused) || error.status !== 401) throw error;
			const tried = access.token();
			const renewed = await access.renew();
			if (renewed === undefined || renewed === tried) throw error;
			return ask();
		}
	}

	return {
		list: (signal) => asPlayer(() => lobby.list(signal)),
		async openFromCluster(order) {
			const { roomId } = await asPlayer(() => lobby.openFromCluster(order, new AbortController().signal));
			return roomId;
		},
		async create({ participants, ...room }) {
			const { roomId } = await asPlayer(() => lobby.create(room, new AbortController().signal));
			await place(createEncounterClient({ ...credential, roomId }), participants);
			return roomId;
		},
	};
}
