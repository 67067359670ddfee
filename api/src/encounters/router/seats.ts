import { type UserCaller, isAdmin } from "../../http/caller.js";
import { Refusal } from "../../http/refusal.js";
import type { Encounters, GivenCommand, RoomCommand } from "../encounters.js";
import type { Actor } from "../engine/commands.js";
import type { Viewer } from "../engine/view.js";
import { formatCursor } from "../../log/cursor.js";
import { viewerKey } from "../rooms/viewers.js";
import type { CommandTold } from "./wire.js";

/** The room that a call is about, and the call's id, under which it is done once. */
export interface Addressed {
	readonly roomId: string;
	readonly id?: string | undefined;
}

/** A user in a room. */
export interface Seat {
	/** As what they read it. */
	readonly viewer: Viewer;
	/** As what they see it by themselves. */
	readonly own: Viewer;
	/** They lead it or play somebody in it. */
	readonly isSeated: boolean;
}

/** Where a user sits in a room: an admin who plays nobody in it sees it as its DM does, and sits nowhere. */
export async function seatFor(
	encounters: Pick<Encounters, "viewerOf">,
	roomId: string,
	caller: UserCaller,
): Promise<Seat> {
	const own = await encounters.viewerOf(roomId, caller.userId);
	const isSeated = own.kind !== "watcher";
	return { viewer: !isSeated && isAdmin(caller) ? { kind: "dm" } : own, own, isSeated };
}

/** Those who only watch say nothing. @throws Refusal `forbidden` */
export function mustSitToTalk({ type }: RoomCommand, isSeated: boolean): void {
	if (type === "chat" && !isSeated)
		throw new Refusal("forbidden", "Only those who are in the room talk in it.");
}

/** Who leads a room for a caller: its DM, or an admin in their place. Rejects with Refusal `forbidden`. */
export async function leaderFor(encounters: Encounters, roomId: string, caller: UserCaller): Promise<Actor> {
	const { kind } = await encounters.viewerOf(roomId, caller.userId);
	if (kind === "dm") return { kind: "dm", userId: caller.userId };
	if (!isAdmin(caller)) throw new Refusal("forbidden", "Only the DM of this room may do that.");
	const { view } = await encounters.look(roomId, { kind: "dm" });
	return { kind: "dm", userId: view.dmId };
}

/** Ids are each user's own: nobody's command is taken for a repeat of another's. */
export function ownId(userId: string, id: string): string {
	return `${encodeURIComponent(userId)}/${id}`;
}

/** For a command: its id, if it has one. */
export function underOwnId(userId: string, id: string | undefined): { readonly id?: string } {
	return id === undefined ? {} : { id: ownId(userId, id) };
}

/** The id as the user gave it; undefined of a command of somebody else. */
export function givenId(userId: string, id: string | undefined): string | undefined {
	return givenIn(ownId(userId, ""), id);
}

/** As whom a user acts in a room. */
export function actorOf({ userId }: Pick<UserCaller, "userId">, viewer: Viewer): Actor {
	return { kind: viewer.kind === "dm" ? "dm" : "player", userId };
}

/** What follows the beginning of an id; undefined of one that begins otherwise. */
export function givenIn(scope: string, id: string | undefined): string | undefined {
	return id?.startsWith(scope) ? id.slice(scope.length) : undefined;
}

/** An id of what is done for nobody in particular: no user's begins so. */
export function roomsOwnId(...parts: readonly string[]): string {
	return `:${parts.map(encodeURIComponent).join("/")}`;
}

/** Gives a command, and tells whoever gave it what it came to. Rejects with Refusal as `Encounters.command` does. */
export async function giveCommand(
	encounters: Encounters,
	given: GivenCommand,
	{ roomId, viewerNow }: { readonly roomId: string; readonly viewerNow: () => Viewer | Promise<Viewer> },
): Promise<CommandTold> {
	const { result, isRepeated, cursor } = await encounters.command(roomId, given);
	if (result.ok) return { ok: true, isRepeated, cursor: formatCursor(cursor) };
	const { code, reason } = result;
	// Somebody else's command may have made another viewer of them, before this one and while they look.
	for (let viewer = await viewerNow(); ;) {
		const { view, cursor: now } = await encounters.look(roomId, viewer);
		const after = await viewerNow();
		if (viewerKey(after) === viewerKey(viewer))
			return { ok: false, code, reason, isRepeated, cursor: formatCursor(now), view };
		viewer = after;
	}
}
