import type { Questions } from "./questions";
import type { Setting } from "./setting";
import type { Question, Talk, WaitingLine } from "./talk";
import type { Candidate } from "./turns";
import { chooseTurn } from "./turns";
import { mentions } from "./wording";

/** How much a line concerns an NPC that it does not name. */
const UNNAMED_CONCERN = 0.5;

/** Lines that came together, as one text: each with its speaker where several spoke. */
function gather(lines: readonly WaitingLine[]): string {
	const first = lines[0]!;
	if (lines.every((line) => line.speaker.id === first.speaker.id)) {
		return lines.map((line) => line.content).join("\n");
	}
	return lines.map((line) => `${line.speaker.name}: ${line.content}`).join("\n");
}

/** Those of the lines that an NPC heard. */
function heardBy(npcId: string, lines: readonly WaitingLine[]): readonly WaitingLine[] {
	return lines.filter((line) => line.heardBy.includes(npcId));
}

/** Finds who answers what was said, and asks them. */
export class Answering {
	constructor(
		private readonly setting: Setting,
		private readonly questions: Questions,
	) {}

	/**
	 * Asks those who answer the waiting lines, if it is time: a player's lines are put to several, an NPC's to
	 * exactly one. Lines that nobody can answer are let go.
	 */
	takeTurn(talk: Talk): void {
		const { messageQueue: lines } = talk;
		if (lines.isEmpty() || !talk.questions.isEmpty() || !talk.floor.isQuiet()) return;
		const { announcer, moment, random } = this.setting;
		const last = lines[lines.size() - 1]!;
		// Nobody is spoken to before the backend knows that the speaker is there.
		if (announcer.clusterOf(last.speaker.id) !== talk.clusterId) return;
		const most = math.min(this.mostFor(last), talk.allowance.available(moment.now));
		if (most < 1) return;
		const turn = chooseTurn(this.candidates(talk, lines), most, random);
		if (turn === "wait") return;
		talk.messageQueue = [];
		if (turn.isEmpty()) return;
		for (const _ of turn) talk.allowance.spend(moment.now);
		this.questions.ask(
			talk,
			turn.map((npcId) => this.question(npcId, heardBy(npcId, lines))),
		);
	}

	private mostFor(line: WaitingLine): number {
		return line.speaker.type === "player" ? this.setting.config.maxResponders : 1;
	}

	private candidates(talk: Talk, lines: readonly WaitingLine[]): readonly Candidate[] {
		const { people, announcer, whereabouts, pauses, moment } = this.setting;
		const { speaker } = lines[lines.size() - 1]!;
		const candidates: Candidate[] = [];
		for (const id of talk.members) {
			const npc = people.npc(id);
			if (npc === undefined || id === speaker.id || talk.farewells.has(id)) continue;
			if (!whereabouts.isWithin(id, speaker.id, npc.responseRadius)) continue;
			const known = heardBy(id, lines);
			if (known.isEmpty()) continue;
			const isTold = announcer.clusterOf(id) === talk.clusterId;
			candidates.push({
				id,
				isNamed: known.some((line) => mentions(line.plain, npc.name)),
				lastSpokeAt: talk.lastActivity.get(id) ?? -math.huge,
				mustPause: !isTold || pauses.mustPause(id, moment.now),
			});
		}
		return candidates;
	}

	private question(npcId: string, lines: readonly WaitingLine[]): Question {
		const { people } = this.setting;
		const { speaker } = lines[lines.size() - 1]!;
		const { name } = people.speaker(npcId);
		return {
			npcId,
			sender: speaker,
			content: gather(lines),
			priority: speaker.type === "player" ? "urgent" : "conversation",
			towards: speaker.id,
			concern: lines.some((line) => mentions(line.plain, name)) ? 1 : UNNAMED_CONCERN,
			about: lines,
		};
	}
}
