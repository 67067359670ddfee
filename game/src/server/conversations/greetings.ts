import type { MessagePriorityWire } from "../../shared/wire";
import type { ConversationPolicy } from "./policy";
import type { Questions } from "./questions";
import type { Setting } from "./setting";
import { enteredMessage, SYSTEM_SPEAKER } from "./system-messages";
import type { Talk } from "./talk";
import type { Talks } from "./talks";
import type { Notice } from "./told-clusters";

interface Pair {
	readonly npcId: string;
	readonly otherId: string;
}

/** An NPC that may open a conversation, and somebody who has come into its area. */
interface Chance extends Pair {
	readonly isToPlayer: boolean;
	readonly lot: number;
}

export interface GreetingParts {
	readonly setting: Setting;
	readonly policy: ConversationPolicy;
	readonly talks: Talks;
	readonly questions: Questions;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Lets NPCs that can open a conversation know of who has come, and asks the one whose turn it is to. */
export class Greetings {
	/** Newcomers that each NPC has been told to be with and that have not come within its radius, or not in time. */
	private readonly newcomers = new Map<string, Set<string>>();

	constructor(private readonly parts: GreetingParts) {}

	/** A member has been told of its cluster; of those who came it learns when they are within its radius. */
	note({ memberId, joined, left }: Notice): void {
		const { setting, policy } = this.parts;
		if (!setting.people.canInitiate(memberId)) return;
		const waiting = this.newcomers.get(memberId) ?? new Set();
		for (const id of left) waiting.delete(id);
		for (const id of joined) waiting.add(id);
		if (waiting.isEmpty()) this.newcomers.delete(memberId);
		else this.newcomers.set(memberId, waiting);
		// Whoever has spoken before this was known needs no greeting either.
		const talk = policy.talkOf(memberId);
		for (const otherId of joined) if (talk?.speakers.has(otherId)) this.tell({ npcId: memberId, otherId });
	}

	/** One look: players are greeted before NPCs, by whoever has been silent longest. */
	look(): void {
		if (this.newcomers.isEmpty()) return;
		for (const pair of this.chances()) {
			if (this.isWaiting(pair)) this.meet(pair);
		}
	}

	/** Somebody is about to speak: those who hear it have met, and need no greeting any more. */
	spoke(talk: Talk, speakerId: string): void {
		for (const npcId of talk.members) {
			const pair = { npcId, otherId: speakerId };
			if (this.isWaiting(pair)) this.tell(pair);
		}
	}

	forget(id: string): void {
		this.newcomers.delete(id);
		for (const [npcId, waiting] of this.newcomers) {
			if (waiting.delete(id) && waiting.isEmpty()) this.newcomers.delete(npcId);
		}
	}

	private meet(pair: Chance): void {
		const { policy, talks, questions, setting } = this.parts;
		const answer = policy.greeting(pair.npcId, pair.otherId);
		if (answer === "wait") return;
		if (answer === "tell") {
			this.tell(pair);
			return;
		}
		const talk = answer;
		// In a group it learns of everybody who has come at once; the one it should greet first comes first.
		const others = this.withinReach(pair.npcId).filter(
			(id) => id !== pair.otherId && talk.members.includes(id),
		);
		const content = [pair.otherId, ...others].map((otherId) => {
			setting.cooldowns.start(pair.npcId, otherId, setting.moment.now);
			return this.tell({ npcId: pair.npcId, otherId });
		});
		talks.begin(talk);
		talk.owesOpening = false;
		talk.allowance.open(setting.moment.now);
		setting.counters.openings += 1;
		questions.ask(talk, [
			{
				npcId: pair.npcId,
				sender: SYSTEM_SPEAKER,
				content: content.join("\n"),
				priority: this.priorityOf(talk, pair),
				towards: pair.otherId,
				concern: 1,
				about: [],
			},
		]);
	}

	private priorityOf(talk: Talk, pair: Chance): MessagePriorityWire {
		const { people } = this.parts.setting;
		const isSeen = pair.isToPlayer || talk.members.some((id) => people.isPlayer(id));
		return isSeen ? "conversation" : "background";
	}

	/** The NPC is told of a newcomer, which then is none any more; gives the text. */
	private tell({ npcId, otherId }: Pair): string {
		const { people, memories, moment } = this.parts.setting;
		const { type: kind, name } = people.speaker(otherId);
		const text = enteredMessage(kind === "player" ? "player" : "npc", name);
		memories.add(npcId, { speaker: SYSTEM_SPEAKER, content: text, at: moment.unix });
		const waiting = this.newcomers.get(npcId)!;
		waiting.delete(otherId);
		if (waiting.isEmpty()) this.newcomers.delete(npcId);
		return text;
	}

	private isWaiting({ npcId, otherId }: Pair): boolean {
		return this.newcomers.get(npcId)?.has(otherId) ?? false;
	}

	/** Who could greet whom now, first things first. */
	private chances(): Chance[] {
		const npcIds: string[] = [];
		for (const [npcId] of this.newcomers) npcIds.push(npcId);
		const chances: Chance[] = [];
		for (const npcId of npcIds.sort()) {
			for (const otherId of this.withinReach(npcId)) chances.push(this.chance(npcId, otherId));
		}
		const { pauses } = this.parts.setting;
		return chances.sort((a, b) => {
			if (a.isToPlayer !== b.isToPlayer) return a.isToPlayer;
			const [silentA, silentB] = [pauses.lastSpokeAt(a.npcId), pauses.lastSpokeAt(b.npcId)];
			return silentA === silentB ? a.lot < b.lot : silentA < silentB;
		});
	}

	private chance(npcId: string, otherId: string): Chance {
		const { people, random } = this.parts.setting;
		return { npcId, otherId, isToPlayer: people.isPlayer(otherId), lot: random.unit() };
	}

	/** Newcomers that an NPC may greet now, players first, then by id. */
	private withinReach(npcId: string): readonly string[] {
		const { people, whereabouts, pauses, moment } = this.parts.setting;
		const npc = people.npc(npcId);
		if (npc === undefined || pauses.mustPause(npcId, moment.now)) return [];
		const found: string[] = [];
		for (const otherId of this.newcomers.get(npcId) ?? NOBODY) {
			if (people.get(otherId) === undefined || !this.areTogether(npcId, otherId)) continue;
			if (whereabouts.isWithin(npcId, otherId, npc.responseRadius)) found.push(otherId);
		}
		return found.sort((a, b) => {
			const [playerA, playerB] = [people.isPlayer(a), people.isPlayer(b)];
			return playerA === playerB ? a < b : playerA;
		});
	}

	/** In one cluster, and both have been told so. */
	private areTogether(npcId: string, otherId: string): boolean {
		const { whereabouts, announcer } = this.parts.setting;
		const clusterId = whereabouts.clusterOf(npcId);
		return (
			clusterId !== undefined &&
			whereabouts.clusterOf(otherId) === clusterId &&
			announcer.clusterOf(npcId) === clusterId &&
			announcer.clusterOf(otherId) === clusterId
		);
	}
}
