import type { QuestWire } from "../../shared/wire";

interface PlayerQuests {
	quests: readonly QuestWire[];
	/** Something was told since they were last asked for: what is answered may be older than it. */
	isTold: boolean;
}

function isBehind(quest: QuestWire, other: QuestWire | undefined): boolean {
	return other !== undefined && quest.found.size() < other.found.size();
}

/** The quests of `newer` over those of `older`, but for quests of which `older` knows more found. */
function merged(older: readonly QuestWire[], newer: readonly QuestWire[]): readonly QuestWire[] {
	const known = new Map(older.map((quest) => [quest.id, quest] as const));
	const told = new Map(newer.map((quest) => [quest.id, quest] as const));
	const kept = older.map((quest) => {
		const later = told.get(quest.id) ?? quest;
		return isBehind(later, quest) ? quest : later;
	});
	for (const quest of newer) if (!known.has(quest.id)) kept.push(quest);
	return kept;
}

/**
 * The quests of the players who are here: asked for when they come, told of from then on. What was found is never
 * lost, so that of two stories of one quest the longer is the later one; where a shorter one is told last, the
 * player's quests are asked for again.
 */
export class QuestBoard {
	private readonly players = new Map<string, PlayerQuests>();
	/** Whose quests are to be asked for, first come first. */
	private wanted: string[] = [];

	join(userId: string): void {
		if (this.players.has(userId)) return;
		this.players.set(userId, { quests: [], isTold: false });
		this.want(userId);
	}

	leave(userId: string): void {
		this.players.delete(userId);
		this.wanted = this.wanted.filter((each) => each !== userId);
	}

	/** Updates may have been missed: everybody's quests are asked for. */
	renew(): void {
		for (const [userId] of this.players) this.want(userId);
	}

	/** Whose quests are to be asked for next. */
	next(): string | undefined {
		return this.wanted[0];
	}

	/** The quests of `next` are asked for now. */
	asked(userId: string): void {
		const player = this.players.get(userId);
		if (player) player.isTold = false;
		this.wanted = this.wanted.filter((each) => each !== userId);
	}

	/** They could not be had: they stay wanted. */
	missed(userId: string): void {
		if (this.players.has(userId)) this.want(userId);
	}

	/** What was answered; whether the player is here to see it. */
	viewed(userId: string, quests: readonly QuestWire[]): boolean {
		const player = this.players.get(userId);
		if (!player) return false;
		player.quests = player.isTold ? merged(quests, player.quests) : quests;
		return true;
	}

	/** What an update told; whether the player is here to see it. */
	told(userId: string, quests: readonly QuestWire[]): boolean {
		const player = this.players.get(userId);
		if (!player || quests.isEmpty()) return false;
		player.isTold = true;
		const known = new Map(player.quests.map((quest) => [quest.id, quest] as const));
		if (quests.some((quest) => isBehind(quest, known.get(quest.id)))) this.want(userId);
		player.quests = merged(player.quests, quests);
		return true;
	}

	of(userId: string): readonly QuestWire[] {
		return this.players.get(userId)?.quests ?? [];
	}

	private want(userId: string): void {
		if (!this.wanted.includes(userId)) this.wanted.push(userId);
	}
}
