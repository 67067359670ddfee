import { Counter, Gauge, type Registry } from "prom-client";
import type { RunningDoors } from "./create-doors.js";
import type { DoorCounts } from "./door-counts.js";

const OPEN: readonly (readonly [keyof DoorCounts, string])[] = [
	["sse", "Event streams open now."],
	["polls", "Long polls open now."],
	["sockets", "Topics followed at WebSockets now."],
	["hubs", "Topics with readers now."],
];

const DONE: readonly (readonly [keyof DoorCounts, string])[] = [
	["framed", "Frames made of entries, once each for all readers who are caught up."],
	["delivered", "Frames handed to readers."],
	["folded", "Frames handed to readers that stood for many entries, as they had fallen behind."],
	["reads", "Readings of the log for readers who were behind what is kept at hand."],
	["resets", "Readers sent fresh state because their cursor could not be resumed from."],
	["dropped", "Readers closed because they took nothing for too long."],
	["expired", "Readers closed because the time of their token was over."],
	["failed", "Readers closed because the log or a view failed."],
];

/** Shows what the doors count as `earshot_doors_…` in `registry`, read when somebody looks. */
export function measureDoors(doors: Pick<RunningDoors, "counts">, registry: Registry): void {
	for (const [name, help] of OPEN) {
		new Gauge({
			name: `earshot_doors_${name}`,
			help,
			registers: [registry],
			collect() {
				this.set(doors.counts()[name]);
			},
		});
	}
	for (const [name, help] of DONE) {
		new Counter({
			name: `earshot_doors_${name}_total`,
			help,
			registers: [registry],
			collect() {
				this.reset();
				this.inc(doors.counts()[name]);
			},
		});
	}
}
