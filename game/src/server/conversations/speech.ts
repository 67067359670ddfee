import type { HeardLineWire, LineWire, SpeakerWire } from "../../shared/wire";
import { face } from "./manners";
import type { Setting } from "./setting";
import type { Talk } from "./talk";

/** A line as it leaves somebody's mouth. */
export interface Utterance {
	readonly speaker: SpeakerWire;
	readonly content: string;
	/** Message that it answers. */
	readonly inReplyTo?: string;
	/** Whom it is said to; those who hear it turn to the speaker in any case. */
	readonly towards?: string;
	readonly byModel?: boolean;
}

function remember(setting: Setting, ids: readonly string[], line: HeardLineWire): void {
	for (const id of ids) if (setting.people.npc(id) !== undefined) setting.memories.add(id, line);
}

function show(setting: Setting, line: LineWire, byModel: boolean): void {
	const players = (ids: readonly string[]) => ids.filter((id) => setting.people.isPlayer(id));
	const heardBy = players(line.heardBy);
	const overheardBy = players(line.overheardBy);
	if (heardBy.isEmpty() && overheardBy.isEmpty()) return;
	const { id, clusterId, speaker, content } = line;
	setting.stage.showLine({ id, clusterId, speaker, content, heardBy, overheardBy, byModel });
}

/**
 * Says a line aloud: the other members of the talk hear it, `overheardBy` overhear it, and nobody else ever
 * learns of it. Players' own lines are in the chat already and are not shown again.
 */
export function say(
	setting: Setting,
	talk: Talk,
	utterance: Utterance,
	overheardBy: readonly string[],
): LineWire {
	const { moment, counters, stage, mind, people, pauses } = setting;
	const { speaker, content, inReplyTo } = utterance;
	const heardBy = talk.members.filter((id) => id !== speaker.id);
	const { clusterId } = talk;
	const at = moment.unix;
	const line: LineWire = {
		id: setting.newId(),
		clusterId,
		speaker,
		content,
		at,
		heardBy,
		overheardBy,
		inReplyTo,
	};
	remember(setting, talk.members, { speaker, content, at });
	remember(setting, overheardBy, { speaker, content, at, overheard: true });
	if (speaker.type === "npc") show(setting, line, utterance.byModel ?? false);
	mind.spoken(line);

	for (const id of heardBy) if (people.npc(id) !== undefined) face(stage, talk, id, speaker.id);
	if (speaker.type === "npc" && utterance.towards !== undefined) {
		face(stage, talk, speaker.id, utterance.towards);
	}

	talk.lastActivity.set(speaker.id, moment.now);
	pauses.note(speaker.id, moment.now);
	if (talk.state === "talking") {
		if (talk.lines === 0) counters.conversations += 1;
		talk.lines += 1;
		talk.lastLineAt = moment.now;
		talk.speakers.add(speaker.id);
		talk.allowance.earn();
	}
	counters.lines += 1;
	counters.overheard += overheardBy.size();
	if (speaker.type === "player") counters.playerLines += 1;
	else counters.npcLines += 1;
	return line;
}
