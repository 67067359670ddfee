import { sameData } from "../state/same-data";

/** How an item is to stand in the place. */
export interface ItemLook {
	/** Nobody has it, as far as is known. */
	readonly isShown: boolean;
	/** Id of the location where it lies; undefined is where the place put it. */
	readonly locationId?: string;
	/** Nobody is about to have it. */
	readonly isOffered: boolean;
	/** The backend is not heard of: who takes it has to wait. */
	readonly isAway: boolean;
}

/** The items that the place has, and how each was shown last. */
export class ItemShelf {
	private readonly shown = new Map<string, ItemLook | false>();
	private count = 0;

	constructor(private readonly show: (itemId: string, look: ItemLook) => void) {}

	add(itemId: string): void {
		if (!this.shown.has(itemId)) this.count += 1;
		// As it comes it was never shown, whatever another of its id was.
		this.shown.set(itemId, false);
	}

	remove(itemId: string): void {
		if (this.shown.delete(itemId)) this.count -= 1;
	}

	has(itemId: string): boolean {
		return this.shown.has(itemId);
	}

	isEmpty(): boolean {
		return this.count === 0;
	}

	/** Shows each item whose look has changed. */
	render(lookOf: (itemId: string) => ItemLook): void {
		for (const [itemId, before] of this.shown) {
			const look = lookOf(itemId);
			if (before !== false && sameData(before, look)) continue;
			// To a key that is there, so that walking through the rest goes on.
			this.shown.set(itemId, look);
			this.show(itemId, look);
		}
	}

	/** How each item was shown last, by id. */
	looks(): ReadonlyMap<string, ItemLook | false> {
		return this.shown;
	}
}
