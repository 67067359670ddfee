import type { EncounterDeps, EncounterStage } from "./encounter-ports";
import type { EncounterMember } from "./encounter-checks";

export interface CastDeps extends Pick<EncounterDeps, "isNpc"> {
	readonly stage: Pick<EncounterStage, "hold" | "mark" | "unmark">;
}

/** Those of the place who are in encounters: NPCs are held by them, and everybody is marked as who they are there. */
export class Cast {
	private readonly npcs = new Set<string>();
	private readonly marked = new Set<string>();

	constructor(private readonly deps: CastDeps) {}

	readonly holds = (id: string): boolean => this.npcs.has(id);

	/** An NPC is taken out of all else; nothing of a player, who is free to go. */
	hold(id: string): void {
		if (this.npcs.has(id) || !this.deps.isNpc(id)) return;
		this.npcs.add(id);
		this.deps.stage.hold(id, true);
	}

	mark(id: string, member: EncounterMember): void {
		this.marked.add(id);
		this.deps.stage.mark(id, member);
	}

	/** Whoever is in no encounter any more is given back to what they did before, and who is not seen in one bears no mark. */
	keep({
		isIn,
		isSeen,
	}: {
		readonly isIn: (id: string) => boolean;
		readonly isSeen: (id: string) => boolean;
	}): void {
		for (const id of [...this.npcs]) {
			if (isIn(id)) continue;
			this.npcs.delete(id);
			this.deps.stage.hold(id, false);
		}
		for (const id of [...this.marked]) {
			if (isSeen(id)) continue;
			this.marked.delete(id);
			this.deps.stage.unmark(id);
		}
	}

	/** NPCs that are held, by id, sorted. */
	held(): readonly string[] {
		return [...this.npcs].sort();
	}
}
