import type { Encounters, GivenCommand, RoomCommand } from "../encounters.js";
import type { Actor } from "../engine/commands.js";
import type { Viewer } from "../engine/view.js";
import { actorOf, givenIn, mustSitToTalk, ownId, roomsOwnId } from "./seats.js";

/** For whom a game server speaks: one of the two. */
export interface OnBehalf {
	readonly user_id?: string | undefined;
	readonly entity_id?: string | undefined;
}

type Rooms = Pick<Encounters, "viewerOf">;

/** As what a player or an NPC sees a room. Rejects with Refusal `not_found`. */
export async function viewerFor(encounters: Rooms, roomId: string, who: OnBehalf): Promise<Viewer> {
	if (who.user_id !== undefined) return encounters.viewerOf(roomId, who.user_id);
	return { kind: "mind", entityId: who.entity_id ?? "" };
}

/** The command of a player or an NPC. Rejects with Refusal. */
export async function giveFor(
	encounters: Rooms,
	roomId: string,
	{ who, id, body }: { readonly who: OnBehalf; readonly id: string | undefined; readonly body: RoomCommand },
): Promise<GivenCommand> {
	const viewer = await viewerFor(encounters, roomId, who);
	mustSitToTalk(body, viewer.kind !== "watcher");
	const by: Actor =
		who.user_id === undefined
			? { kind: "mind", entityId: who.entity_id ?? "" }
			: actorOf({ userId: who.user_id }, viewer);
	return { by, body, ...(id !== undefined && { id: scoped(who, id) }) };
}

/** The id of a command as it was given for somebody; nothing of others' commands. */
export function idFor(who: OnBehalf, id: string | undefined): { readonly command_id?: string } {
	const given = givenIn(scoped(who, ""), id);
	return given === undefined ? {} : { command_id: given };
}

/** Tells those apart for whom game servers speak: each is counted by itself. */
export function nameOf(who: OnBehalf): string {
	return who.user_id ?? scoped(who, "");
}

/** A player's commands are theirs through whichever door; an NPC's are its own. */
function scoped({ user_id: userId, entity_id: entityId = "" }: OnBehalf, id: string): string {
	return userId === undefined ? `${roomsOwnId("mind", entityId)}/${id}` : ownId(userId, id);
}
