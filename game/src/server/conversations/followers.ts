import type { Stage } from "./stage";

/** NPCs that walk after somebody, until told otherwise or the one they follow has gone. */
export class Followers {
	private readonly leaders = new Map<string, string>();

	constructor(private readonly stage: Pick<Stage, "follow">) {}

	/** `leaderId` undefined: it goes its own ways again. */
	follow(npcId: string, leaderId: string | undefined): void {
		if (this.leaders.get(npcId) === leaderId || npcId === leaderId) return;
		if (leaderId === undefined) this.leaders.delete(npcId);
		else this.leaders.set(npcId, leaderId);
		this.stage.follow(npcId, leaderId);
	}

	isFollowing(npcId: string): boolean {
		return this.leaders.has(npcId);
	}

	/** Somebody has gone: it follows nobody, and nobody follows it. */
	forget(id: string): void {
		this.follow(id, undefined);
		for (const npcId of this.sorted()) {
			if (this.leaders.get(npcId) === id) this.follow(npcId, undefined);
		}
	}

	close(): void {
		for (const npcId of this.sorted()) this.follow(npcId, undefined);
	}

	private sorted(): string[] {
		const npcIds: string[] = [];
		for (const [npcId] of this.leaders) npcIds.push(npcId);
		return npcIds.sort();
	}
}
