import type { EarshotConfig } from "../../shared/config/config";
import type { Asked, Floor, FloorAct } from "./floor-port";
import type { Reply } from "./mind-port";
import { awaitedIds, isCollecting, isImmediate, nextTurn } from "./round";
import type { Round, Turn } from "./round";

export type FloorConfig = Pick<
	EarshotConfig,
	"aggregationSeconds" | "speakSecondsPerCharacter" | "maxSpeakSeconds"
>;

/** Seconds that somebody takes to say something. */
function speakSeconds(content: string, { responseSpeed }: Asked, config: FloorConfig): number {
	const [characters] = utf8.len(content);
	// Text that is not UTF-8 has bytes alone.
	const length = typeIs(characters, "number") ? characters : content.size();
	return math.min((length * config.speakSecondsPerCharacter) / responseSpeed, config.maxSpeakSeconds);
}

/** Times are seconds of one clock; nothing happens between two calls of `step`. */
export function createFloor(config: FloorConfig): Floor {
	let rounds: Round[] = [];
	/** NPCs that are seen typing. */
	const typing = new Set<string>();
	/** Until then the last line is still being said. */
	let freeAt = -math.huge;
	let arrivals = 0;

	/** Who may say something now. Rounds that only await replies hold nobody up. */
	function chooseTurn(now: number): { round: Round; turn: Turn } | undefined {
		for (const round of rounds) {
			const turn = nextTurn(round);
			if (turn !== undefined && isImmediate(turn)) return { round, turn };
		}
		for (const round of rounds) {
			if (isCollecting(round, now)) return undefined;
			const turn = nextTurn(round);
			// An indicator that comes together with its line is never seen.
			if (turn !== undefined) return typing.has(turn.asked.npcId) ? { round, turn } : undefined;
		}
		return undefined;
	}

	/** Lets everybody with something to come be seen typing, and nobody else. */
	function showTyping(acts: FloorAct[]): void {
		const wanted = new Set<string>();
		for (const { turns } of rounds) for (const { asked } of turns) wanted.add(asked.npcId);
		for (const npcId of [...typing]) {
			if (wanted.has(npcId)) continue;
			typing.delete(npcId);
			acts.push({ kind: "typing", npcId, isTyping: false });
		}
		for (const npcId of wanted) {
			if (typing.has(npcId)) continue;
			typing.add(npcId);
			acts.push({ kind: "typing", npcId, isTyping: true });
		}
	}

	/** Takes the turn out of its round; gives the messages that nobody needs to answer any more. */
	function takeTurn(round: Round, turn: Turn, now: number): string[] {
		const others = round.turns.filter((other) => other !== turn);
		const isAlone = isImmediate(turn);
		round.turns = isAlone ? [] : others;
		round.spoken += 1;
		freeAt = now + speakSeconds(turn.reply!.content, turn.asked, config);
		return isAlone ? awaitedIds(others) : [];
	}

	return {
		collect: (asked, now) => {
			const turns = asked.map((one): Turn => ({ asked: one, arrival: 0 }));
			rounds.push({ turns, closesAt: now + config.aggregationSeconds, spoken: 0 });
		},
		reply: (reply: Reply) => {
			for (const round of rounds) {
				const turn = round.turns.find(({ asked }) => asked.messageId === reply.messageId);
				if (turn === undefined || turn.reply !== undefined) continue;
				arrivals += 1;
				turn.arrival = arrivals;
				if (reply.content === "") round.turns = round.turns.filter((other) => other !== turn);
				else turn.reply = reply;
			}
		},
		preempt: () => {
			const given: Turn[] = [];
			for (const { turns } of rounds) for (const turn of turns) given.push(turn);
			rounds = [];
			const awaited = awaitedIds(given);
			return { awaited, dropped: given.size() - awaited.size() };
		},
		forget: (npcId) => {
			const gone: Turn[] = [];
			for (const round of rounds) {
				for (const turn of round.turns) if (turn.asked.npcId === npcId) gone.push(turn);
				round.turns = round.turns.filter(({ asked }) => asked.npcId !== npcId);
			}
			return awaitedIds(gone);
		},
		step: (now) => {
			const acts: FloorAct[] = [];
			const chosen = now >= freeAt ? chooseTurn(now) : undefined;
			const forgone = chosen !== undefined ? takeTurn(chosen.round, chosen.turn, now) : [];
			showTyping(acts);
			if (chosen !== undefined) acts.push({ kind: "say", reply: chosen.turn.reply! });
			if (!forgone.isEmpty()) acts.push({ kind: "forgone", messageIds: forgone });
			for (const { turns, spoken } of rounds) if (turns.isEmpty()) acts.push({ kind: "over", spoken });
			rounds = rounds.filter(({ turns }) => !turns.isEmpty());
			return acts;
		},
		isQuiet: () => rounds.isEmpty() && typing.isEmpty(),
	};
}
