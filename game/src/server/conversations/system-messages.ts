import type { MemberTypeWire, SpeakerWire } from "../../shared/wire";

/** The place itself, where it speaks. */
export const SYSTEM_SPEAKER: SpeakerWire = { id: "system", name: "System", type: "system" };

/** Names in one line for players; a crowd is summed up. */
const NAMES_SHOWN = 4;

/** What an NPC that can open a conversation is told when somebody has come. */
export function enteredMessage(kind: MemberTypeWire, name: string): string {
	const who = kind === "player" ? "A player" : "Another NPC";
	return `[SYSTEM] ${who} (${name}) has entered your area. You can initiate a conversation if you'd like.`;
}

/** Names as a sentence lists them. */
export function listNames(names: readonly string[]): string {
	const shown: string[] = [];
	for (const name of names) if (shown.size() < NAMES_SHOWN) shown.push(name);
	const more = names.size() - shown.size();
	if (more > 0) shown.push(`${more} more`);
	const last = shown.pop() ?? "nobody";
	return shown.isEmpty() ? last : `${shown.join(", ")} and ${last}`;
}

/** Line in a player's chat when others have come within earshot. */
export function cameLine(names: readonly string[]): string {
	return `${listNames(names)} ${names.size() === 1 ? "is" : "are"} within earshot.`;
}

/** Line in a player's chat when one of their chatlings has run away. */
export function ranAwayLine(name: string): string {
	return `${name} has run away.`;
}

/** Line in a player's chat when others have gone out of earshot. */
export function wentLine(names: readonly string[]): string {
	return `${listNames(names)} ${names.size() === 1 ? "is" : "are"} out of earshot.`;
}
