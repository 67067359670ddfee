/** Radians that turn one step of a spiral away from all steps before it. */
const GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5));
/** Studs between neighbours, so that each has a prompt of its own. */
const SPACING_STUDS = 2.5;

/** Studs from a spot's middle at which the item with that place in the heap (from 0) lies. */
export function heapOffset(index: number): { readonly x: number; readonly z: number } {
	const distance = SPACING_STUDS * math.sqrt(index);
	return { x: distance * math.cos(index * GOLDEN_ANGLE), z: distance * math.sin(index * GOLDEN_ANGLE) };
}

/** Which items lie in the heap of each location, away from where the place put them. */
export class ItemHeaps {
	private readonly heaps = new Map<string, Map<number, string>>();

	/** The place of an item in a location's heap: the one that it has, or the first that is free. */
	put(itemId: string, locationId: string): number {
		const heap = this.heaps.get(locationId) ?? new Map<number, string>();
		this.heaps.set(locationId, heap);
		for (const [index, other] of heap) if (other === itemId) return index;
		this.remove(itemId);
		let index = 0;
		while (heap.has(index)) index += 1;
		heap.set(index, itemId);
		return index;
	}

	/** The item is not in any heap now. */
	remove(itemId: string): void {
		for (const [, heap] of this.heaps) {
			for (const [index, other] of heap) if (other === itemId) heap.delete(index);
		}
	}
}
