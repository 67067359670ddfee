import type { HeardLineWire, MessageWire, SpeakerWire } from "../../../game/src/shared/wire/index.js";
import type { MindRequest, NpcProfile } from "./mind.js";
import { isErased } from "./plan-talk.js";
import { tellSummary } from "./summary.js";
import { HEARD_LINES } from "./talk-limits.js";
import type { TalkState } from "./talk-state.js";

/** Of an NPC that its place has not registered, its name is all that is known. */
function profileOf({ npcs }: Readonly<TalkState>, { npcId, context }: MessageWire): NpcProfile {
	const known = npcs.get(npcId);
	if (known) {
		const { name, persona, abilities, responseSpeed } = known;
		return { npcId, name, persona, abilities, responseSpeed };
	}
	const name = context.members.find(({ id }) => id === npcId)?.name ?? npcId;
	return { npcId, name, persona: "", abilities: [], responseSpeed: 1 };
}

/** Lines that a place tells along have no id: the same words of the same speaker at the same time are one line. */
function keyOf({ speaker, content, at }: HeardLineWire): string {
	return JSON.stringify([speaker.id, at, content]);
}

/** What the NPC heard, by the log; lines that its place knows of it and has not told yet fill in. */
function heardBy(state: Readonly<TalkState>, { npcId, context }: MessageWire): HeardLineWire[] {
	const held = state.heard.get(npcId)?.lines ?? [];
	const lines = new Map<string, HeardLineWire>();
	for (const line of context.recentMessages) {
		if (!isErased(state, line.speaker.id, line.at)) lines.set(keyOf(line), line);
	}
	for (const { id: _id, ...line } of held) lines.set(keyOf(line), line);
	return [...lines.values()].sort((a, b) => a.at - b.at).slice(-HEARD_LINES);
}

/** Who is with the NPC: as its group is known; else as the place says. */
function membersOf(
	{ groups }: Readonly<TalkState>,
	{ clusterId, context }: MessageWire,
): readonly SpeakerWire[] {
	const known = groups.get(clusterId)?.members ?? [];
	return known.length > 0 ? known : context.members;
}

/** All that a mind is given to answer a message: nothing that the asked NPC did not hear itself. */
export function mindRequest(state: Readonly<TalkState>, message: MessageWire): MindRequest {
	const heard = heardBy(state, message);
	const summary = state.heard.get(message.npcId)?.summary;
	const location = message.context.cluster?.location ?? message.context.location;
	return {
		npc: profileOf(state, message),
		message,
		heard,
		summary: summary ? tellSummary(summary) : "",
		members: membersOf(state, message),
		...(location === undefined ? {} : { location }),
	};
}
