/** When everybody last spoke, wherever that was. Times are seconds of one clock. */
export class Pauses {
	private readonly spoke = new Map<string, number>();

	/** `seconds` is the shortest time between two lines of one entity. */
	constructor(private readonly seconds: number) {}

	note(id: string, now: number): void {
		this.spoke.set(id, now);
	}

	/** `-math.huge` where it never did. */
	lastSpokeAt(id: string): number {
		return this.spoke.get(id) ?? -math.huge;
	}

	/** Whether it spoke so short a while ago that it must not speak yet. */
	mustPause(id: string, now: number): boolean {
		return now - this.lastSpokeAt(id) < this.seconds;
	}

	forget(id: string): void {
		this.spoke.delete(id);
	}
}
