import type { GameView, Health, ParticipantView, Viewer } from "../../../src/encounters/engine/view.js";

/** Two letters that stand for a name. */
export function initialsOf(name: string): string {
	const words = name.trim().split(/\s+/);
	const letters = words.length > 1 ? `${words[0]![0]}${words.at(-1)![0]}` : name.trim().slice(0, 2);
	return letters.toUpperCase();
}

/** The three that have a colour: the party, who is against it, and all others. */
export function sideOf({ side }: Pick<ParticipantView, "side">): "party" | "foes" | "others" {
	if (side === "party") return "party";
	return side === "others" ? "others" : "foes";
}

/** What is left of those whose hit points are not told, as far as one sees it. */
const SHARES: Readonly<Record<Health, number>> = {
	unhurt: 1,
	hurt: 0.75,
	bloodied: 0.5,
	"near death": 0.25,
	down: 0,
	dead: 0,
};

/** How well somebody is, from 0 to 1. */
export function wellbeing({ currentHP, maxHP, health }: ParticipantView): number {
	return currentHP === undefined || maxHP === undefined ? SHARES[health] : Math.max(0, currentHP / maxHP);
}

/** Hit points where they are told, else how somebody looks. */
export function healthText({ currentHP, maxHP, temporaryHP, health }: ParticipantView): string {
	if (currentHP === undefined || maxHP === undefined) return health;
	return `${currentHP}${temporaryHP ? ` + ${temporaryHP}` : ""} of ${maxHP} HP`;
}

/** Whether a viewer plays somebody. */
export function isPlayedBy(viewer: Viewer | undefined, { userId }: Pick<ParticipantView, "userId">): boolean {
	return viewer?.kind === "player" && userId === viewer.userId;
}

/** Whether a viewer acts for somebody: players for their own, the DM for those whose player is not here. */
export function isActedForBy(
	viewer: Viewer | undefined,
	one: Pick<ParticipantView, "userId" | "isConnected">,
): boolean {
	return viewer?.kind === "dm" ? one.userId === undefined || !one.isConnected : isPlayedBy(viewer, one);
}

/** The name of somebody for people; `Somebody` of who is not known any more. */
export function nameOf({ participants }: Pick<GameView, "participants">, entityId: string | null): string {
	return (entityId === null ? undefined : participants[entityId]?.name) ?? "Somebody";
}

/** Who has the turn, in words; undefined where it is nobody's. */
export function turnOf(view: GameView): string | undefined {
	if (!view.turn) return undefined;
	const seat = view.initiativeOrder[view.currentTurnIndex];
	return seat ? seat.entityIds.map((id) => nameOf(view, id)).join(", ") : "Somebody unseen";
}

/** Those whom a viewer acts for who have something left to do, as far as one sees. */
export function moversOf(view: GameView, viewer: Viewer | undefined): readonly ParticipantView[] {
	return Object.values(view.participants).filter(
		(one) => (one.availableActions?.length ?? 0) > 0 && isActedForBy(viewer, one),
	);
}

/** A user by the characters they play; else by their id. */
export function userName(view: GameView, userId: string | null): string {
	if (userId === null) return "The room";
	if (userId === view.dmId) return "DM";
	const played = Object.values(view.participants).filter((one) => one.userId === userId);
	return played.length > 0 ? played.map(({ name }) => name).join(", ") : userId;
}
