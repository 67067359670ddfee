import { createHmac, randomBytes } from "node:crypto";
import { Refusal } from "../../http/refusal.js";
import { createNameIndex } from "../../log/name-index.js";
import type { TopicFamily } from "../../log/topic-family.js";
import type { Encounters } from "../encounters.js";
import type { Command } from "../engine/commands.js";
import { planEntry } from "../engine/replay.js";
import { emptyState } from "../engine/state.js";
import type { KeptEntry, RoomState } from "./room-fold.js";
import { ID_BYTES } from "./room-limits.js";
import type { RoomsDeps } from "./rooms.js";

const ROOM_ID = new RegExp(`^[A-Za-z0-9_-]{${String(Math.ceil((ID_BYTES * 8) / 6))}}$`);

/** Whether a text may be the id of a room at all. */
export function isRoomId(text: string): boolean {
	return ROOM_ID.test(text);
}

export interface RoomMaker {
	readonly create: Encounters["create"];
	readonly stop: () => void;
}

/** Makes rooms. What is made under an id is found under it again, since the room's own id comes of it and a secret. */
export function createRoomMaker(
	rooms: TopicFamily<RoomState, KeptEntry>,
	{ log, report, now }: RoomsDeps,
): RoomMaker {
	const secrets = createNameIndex({ log, report, topic: "rooms:secret" });

	const secret = async (): Promise<string> => {
		const [first] = await secrets.list();
		if (first !== undefined) return first;
		await secrets.add(randomId());
		// Of several who made one up, the first one's is everybody's.
		return (await secrets.list())[0]!;
	};

	const idFor = async (dmId: string, id: string): Promise<string> =>
		createHmac("sha256", await secret())
			.update(JSON.stringify([dmId, id]))
			.digest()
			.subarray(0, ID_BYTES)
			.toString("base64url");

	return {
		create: async ({ id, dmId, seed = randomId(), ...settings }) => {
			const roomId = id === undefined ? randomId() : await idFor(dmId, id);
			const command: Command = {
				...settings,
				type: "create",
				interactionId: roomId,
				seed,
				by: { kind: "dm", userId: dmId },
				at: now(),
			};
			const { result, entry } = planEntry(emptyState(), command);
			if (!entry) throw new Refusal("invalid", result.ok ? "That is no room." : result.reason);
			await rooms.write(roomId, ({ game }) => ({
				entries: game.interactionId === "" ? [entry] : [],
				result: undefined,
			}));
			return { roomId };
		},
		stop: secrets.stop,
	};
}

function randomId(): string {
	return randomBytes(ID_BYTES).toString("base64url");
}
