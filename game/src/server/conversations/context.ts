import type { MessageContextWire } from "../../shared/wire";
import type { Setting } from "./setting";
import type { Talk } from "./talk";

/** What an NPC may know now: who is with it, where it is, and what it heard. Its relationships are added to it. */
export function contextOf(
	{ people, memories, whereabouts, locationAt }: Setting,
	talk: Talk,
	npcId: string,
): Omit<MessageContextWire, "relationships"> {
	const position = whereabouts.position(npcId);
	return {
		members: talk.members.map((id) => people.speaker(id)),
		recentMessages: memories.of(npcId),
		location: position && locationAt(position.x, position.y, position.z),
	};
}
