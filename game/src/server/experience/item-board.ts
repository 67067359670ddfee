import type { ItemMove, WorldItems } from "./experience-checks";

/** Where each item of the shared world lies, as the backend told it last. */
export class ItemBoard {
	private places = new Map<string, string>();
	private isTold = false;

	/** The backend has told of the world at all. */
	isKnown(): boolean {
		return this.isTold;
	}

	/** Id of the location where an item lies; undefined where somebody has it, or nothing is known of it. */
	locationOf(itemId: string): string | undefined {
		return this.places.get(itemId);
	}

	/** The whole world anew. */
	reset(world: WorldItems): void {
		this.isTold = true;
		this.places = new Map();
		for (const { id, items } of world.locations) for (const item of items) this.places.set(item.id, id);
	}

	/** What followed it, in order. */
	apply(moves: readonly ItemMove[]): void {
		for (const { kind, itemId, locationId } of moves) {
			if (kind === "to") this.places.set(itemId, locationId);
			else if (this.places.get(itemId) === locationId) this.places.delete(itemId);
		}
	}
}
