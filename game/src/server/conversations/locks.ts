/** Who is taken, one to one and exclusively. All ids are entity ids; a player's is its UserId. */
export class Locks {
	readonly playerToNPC = new Map<string, string>();
	readonly npcToNPC = new Map<string, { readonly partner: string }>();
	readonly npcToPlayer = new Map<string, string>();

	isTaken(id: string): boolean {
		return this.partnerOf(id) !== undefined;
	}

	partnerOf(id: string): string | undefined {
		return this.playerToNPC.get(id) ?? this.npcToPlayer.get(id) ?? this.npcToNPC.get(id)?.partner;
	}

	/** Takes an NPC and a player for each other. Both must be free. */
	lockPlayer(npcId: string, playerId: string): void {
		this.requireFree(npcId, playerId);
		this.playerToNPC.set(playerId, npcId);
		this.npcToPlayer.set(npcId, playerId);
	}

	/** Takes two NPCs for each other. Both must be free. */
	lockNpcs(a: string, b: string): void {
		this.requireFree(a, b);
		this.npcToNPC.set(a, { partner: b });
		this.npcToNPC.set(b, { partner: a });
	}

	/** Frees somebody and its partner. */
	release(id: string): void {
		const partner = this.partnerOf(id);
		if (partner === undefined) return;
		for (const one of [id, partner]) {
			this.playerToNPC.delete(one);
			this.npcToNPC.delete(one);
			this.npcToPlayer.delete(one);
		}
	}

	private requireFree(a: string, b: string): void {
		assert(a !== b, `${a} cannot talk with itself`);
		assert(!this.isTaken(a) && !this.isTaken(b), `${a} or ${b} is taken`);
	}
}
