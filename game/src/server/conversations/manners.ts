import type { Stage } from "./stage";
import type { Talk } from "./talk";

/** Shows or ends that an NPC is typing; what is so already is not told again. */
export function setTyping(
	stage: Stage,
	talk: Talk,
	{ npcId, isTyping }: { npcId: string; isTyping: boolean },
): void {
	if (talk.typing.has(npcId) === isTyping) return;
	if (isTyping) talk.typing.add(npcId);
	else talk.typing.delete(npcId);
	stage.setTyping(npcId, isTyping);
}

/** Turns an NPC to somebody, or lets it go its ways. */
export function face(stage: Stage, talk: Talk, npcId: string, towards?: string): void {
	if (talk.facing.get(npcId) === towards) return;
	if (towards === undefined) talk.facing.delete(npcId);
	else talk.facing.set(npcId, towards);
	stage.face(npcId, towards);
}

/** Nobody types any more. */
export function endTyping(stage: Stage, talk: Talk): void {
	const typing: string[] = [];
	for (const npcId of talk.typing) typing.push(npcId);
	for (const npcId of typing.sort()) setTyping(stage, talk, { npcId, isTyping: false });
}

/** Everybody may go its ways. */
export function endFacing(stage: Stage, talk: Talk): void {
	const facing: string[] = [];
	for (const [npcId] of talk.facing) facing.push(npcId);
	for (const npcId of facing.sort()) face(stage, talk, npcId);
}
