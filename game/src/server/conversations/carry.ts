import type { Talk, WaitingLine } from "./talk";
import type { Talks } from "./talks";

function addMissing(into: WaitingLine[], lines: readonly WaitingLine[]): void {
	for (const line of lines) if (!into.includes(line)) into.push(line);
}

/** Lines of a talk whose answers are still to come, asked about or not. */
export function unanswered(talk: Talk): WaitingLine[] {
	const lines: WaitingLine[] = [];
	for (const [, question] of talk.questions) if (!question.isAnswered) addMissing(lines, question.about);
	if (talk.lastNpcLine !== undefined) addMissing(lines, [talk.lastNpcLine]);
	addMissing(lines, talk.messageQueue);
	return lines;
}

function copyActivity(from: Talk, into: Talk, members: readonly string[]): void {
	for (const id of members) {
		const at = from.lastActivity.get(id);
		if (at !== undefined) into.lastActivity.set(id, math.max(at, into.lastActivity.get(id) ?? at));
		if (from.farewells.has(id)) into.farewells.add(id);
		if (from.speakers.has(id)) into.speakers.add(id);
	}
}

/**
 * Two groups have become one, and their talks with them. Gives the talk that goes on: the one under way where
 * only one is, as it is; else `into`, with what waited to be answered in `from`.
 */
export function mergeTalks(talks: Talks, from: Talk, into: Talk): Talk {
	if (from.state === "talking" && into.state === "quiet") {
		copyActivity(into, from, into.members);
		from.clusterId = into.clusterId;
		from.owesOpening = from.owesOpening || into.owesOpening;
		talks.discard(into);
		return from;
	}
	addMissing(into.messageQueue, unanswered(from));
	copyActivity(from, into, from.members);
	into.owesOpening = into.owesOpening || from.owesOpening;
	talks.discard(from);
	return into;
}

/**
 * Some have left a group together: their part of its talk goes on in `part`, with the lines of theirs that
 * nobody has answered yet and as many turns taken as before. Called before they leave `from`.
 */
export function splitTalk(talks: Talks, from: Talk, part: Talk): void {
	copyActivity(from, part, part.members);
	if (from.state === "quiet") return;
	addMissing(
		part.messageQueue,
		unanswered(from).filter((line) => part.members.includes(line.speaker.id)),
	);
	part.said = [...from.said];
	part.turns = from.turns;
	part.lines = from.lines;
	part.lastLineAt = from.lastLineAt;
	talks.begin(part);
}
