import type { HeardLineWire } from "../../shared/wire";

const NOTHING: readonly HeardLineWire[] = [];

/** What each NPC has heard lately, its own words included; the oldest beyond `limit` is forgotten. */
export class Memories {
	private readonly heard = new Map<string, HeardLineWire[]>();

	constructor(private readonly limit: number) {}

	add(npcId: string, line: HeardLineWire): void {
		const lines = this.heard.get(npcId);
		if (lines === undefined) {
			this.heard.set(npcId, [line]);
			return;
		}
		lines.push(line);
		if (lines.size() > this.limit) lines.remove(0);
	}

	/** Oldest first; what is given out never changes later. */
	of(npcId: string): readonly HeardLineWire[] {
		const lines = this.heard.get(npcId);
		return lines === undefined ? NOTHING : [...lines];
	}

	forget(npcId: string): void {
		this.heard.delete(npcId);
	}
}
