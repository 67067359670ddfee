import type { CommandAnswer, GivenCommand, RoomNews } from "../../encounters.js";
import { canonical } from "../../engine/hash.js";
import { DM, player } from "../../engine/testing/test-room.js";
import type { Viewer } from "../../engine/view.js";
import type { Rooms } from "../rooms.js";
import { openPage } from "./page.js";
import { MAP, PARTY } from "./test-rooms.js";

export const VIEWERS: readonly Viewer[] = [
	{ kind: "dm" },
	{ kind: "player", userId: "user ana" },
	{ kind: "watcher" },
];

/** What somebody outside of a process was told by it. */
export type Told =
	| { readonly kind: "made"; readonly roomId: string }
	| { readonly kind: "answer"; readonly id: string; readonly answer: CommandAnswer }
	/** What one of the viewers saw after news, as canonical text. */
	| {
			readonly kind: "seen";
			readonly viewer: number;
			readonly cursor: RoomNews["cursor"];
			readonly view: string;
	  };

const ANA = player("user ana");
const BO = player("user bo");
const act = (action: Extract<GivenCommand["body"], { type: "act" }>["action"]) =>
	({ type: "act", action }) as const;

/** An evening in short: some of it refused, some of it taken back. */
const COMMANDS: readonly Omit<GivenCommand, "id">[] = [
	...PARTY.map((participant) => ({ by: DM, body: { type: "addParticipant", participant } as const })),
	{ by: DM, body: { type: "start" } },
	{ by: ANA, body: act({ type: "move", entityId: "ana", position: { x: 3, y: 3 } }) },
	{ by: BO, body: act({ type: "move", entityId: "bo", position: { x: 0, y: 0 } }) },
	{ by: ANA, body: act({ type: "attack", entityId: "ana", target: "bo", actionId: "sword" }) },
	{ by: ANA, body: act({ type: "end", entityId: "ana" }) },
	{ by: BO, body: { type: "chat", channel: "party", text: "Hey!" } },
	{ by: DM, body: { type: "undo", to: 6 } },
	{ by: ANA, body: act({ type: "attack", entityId: "ana", target: "bo", actionId: "sword" }) },
	{ by: DM, body: { type: "pause" } },
];

/** The whole evening, from making the room on, under the same ids each time. */
export async function playSession(rooms: Rooms, tell: (told: Told) => void): Promise<string> {
	const { roomId } = await rooms.create({ id: "evening", dmId: "dm", mapState: MAP, seed: "seed" });
	tell({ kind: "made", roomId });
	const pages = await Promise.all(
		VIEWERS.map((viewer, index) =>
			openPage(rooms, {
				roomId,
				viewer,
				onNews: ({ cursor }, view) => tell({ kind: "seen", viewer: index, cursor, view: canonical(view) }),
			}),
		),
	);
	for (const [index, command] of COMMANDS.entries()) {
		const id = `c${String(index)}`;
		tell({ kind: "answer", id, answer: await rooms.command(roomId, { ...command, id }) });
	}
	for (const page of pages) await page.leave();
	return roomId;
}
