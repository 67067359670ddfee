import type { InteractionWire } from "../../shared/wire";

const NONE: readonly InteractionWire[] = [];

/** What happened to each entity lately, by entity id: newest first, the oldest beyond `limit` forgotten. */
export class Interactions {
	private readonly byId = new Map<string, readonly InteractionWire[]>();

	constructor(private readonly limit: number) {}

	record(id: string, interaction: InteractionWire): void {
		const kept = [interaction];
		for (const older of this.of(id)) {
			if (kept.size() >= this.limit) break;
			kept.push(older);
		}
		this.byId.set(id, kept);
	}

	of(id: string): readonly InteractionWire[] {
		return this.byId.get(id) ?? NONE;
	}

	/** Forgets everybody but `present`. */
	keep(present: ReadonlyMap<string, unknown>): void {
		for (const [id] of this.byId) if (!present.has(id)) this.byId.delete(id);
	}
}
