import type { EarshotConfig } from "../../shared/config/config";
import type { EventWire } from "../../shared/wire";

/** An event that waits until the backend has confirmed it. */
export interface QueuedEvent {
	readonly event: EventWire & { readonly id: string };
	/** As encoded. */
	readonly bytes: number;
	/** Goes out at once instead of with the next sync. */
	readonly urgent: boolean;
	/** Given up only after everything that is not. */
	readonly essential: boolean;
}

export type OutboxConfig = Pick<EarshotConfig, "maxOutboxEvents" | "maxOutboxBytes">;

/**
 * Events in the order they happened. They leave from the front, once confirmed, or are set aside; only an outbox
 * beyond its bounds gives any up. State is not queued here: the newest is all that counts of it.
 */
export class Outbox {
	private queue: QueuedEvent[] = [];
	private held = 0;
	private urgent = 0;
	private essential = 0;
	/** Events at the front that are on their way: they stay, for the answer speaks of them. */
	private onTheWay = 0;

	constructor(private readonly config: OutboxConfig) {}

	/** Adds at the end; returns what had to be given up for it, oldest first. */
	add(queued: QueuedEvent): QueuedEvent[] {
		this.queue.push(queued);
		this.count(queued, 1);
		const dropped: QueuedEvent[] = [];
		while (this.isOver()) {
			const index = this.leastMissed();
			if (index === undefined) break;
			dropped.push(this.remove(index));
		}
		return dropped;
	}

	/** The first events within both bounds, at least one where `count` allows it. */
	first(count: number, bytes: number): readonly QueuedEvent[] {
		const events: QueuedEvent[] = [];
		let total = 0;
		for (const queued of this.queue) {
			total += queued.bytes;
			if (events.size() >= count || (total > bytes && !events.isEmpty())) break;
			events.push(queued);
		}
		return events;
	}

	/** The first `count` events are on their way, and are kept whatever the bounds. */
	hold(count: number): void {
		this.onTheWay = count;
	}

	/** Takes away the first `count` events: they arrived, or were refused for good. */
	take(count: number): readonly QueuedEvent[] {
		const taken: QueuedEvent[] = [];
		const rest: QueuedEvent[] = [];
		for (const queued of this.queue) {
			if (taken.size() < count) taken.push(queued);
			else rest.push(queued);
		}
		for (const queued of taken) this.count(queued, -1);
		this.queue = rest;
		this.onTheWay = math.max(0, this.onTheWay - count);
		return taken;
	}

	events(): readonly EventWire[] {
		return this.queue.map(({ event }) => event);
	}

	size(): number {
		return this.queue.size();
	}

	bytes(): number {
		return this.held;
	}

	hasUrgent(): boolean {
		return this.urgent > 0;
	}

	private isOver(): boolean {
		return this.queue.size() > this.config.maxOutboxEvents || this.held > this.config.maxOutboxBytes;
	}

	/** The oldest event that is not essential, else the oldest; undefined while all are on their way. */
	private leastMissed(): number | undefined {
		const last = this.queue.size() - 1;
		if (this.essential <= last) {
			for (const i of $range(this.onTheWay, last)) if (!this.queue[i]!.essential) return i;
		}
		return this.onTheWay <= last ? this.onTheWay : undefined;
	}

	private remove(index: number): QueuedEvent {
		const removed = this.queue.remove(index)!;
		this.count(removed, -1);
		return removed;
	}

	private count({ bytes, urgent, essential }: QueuedEvent, sign: 1 | -1): void {
		this.held += sign * bytes;
		if (urgent) this.urgent += sign;
		if (essential) this.essential += sign;
	}
}
