import type { ClusterTick } from "../clusters/cluster";
import type { Frame } from "../entities/entity";
import type { Reply } from "./mind-port";

/** One second's look at the place. `now` is the place's clock, `unix` the same moment in unix seconds. */
export interface TickInput {
	readonly now: number;
	readonly unix: number;
	readonly frame: Frame;
	/** Clusters of that frame. */
	readonly ticked: ClusterTick;
}

/** Something that talk was told. */
export type TalkInput =
	| { readonly kind: "tick"; readonly input: TickInput }
	| {
			readonly kind: "changed";
			readonly tick: ClusterTick;
			readonly changeIds: readonly string[];
			readonly now: number;
	  }
	| { readonly kind: "confirmed"; readonly changeIds: readonly string[]; readonly ok: boolean }
	| { readonly kind: "heard"; readonly playerId: string; readonly text: string; readonly now: number }
	| { readonly kind: "reply"; readonly reply: Reply }
	| { readonly kind: "step"; readonly now: number }
	| { readonly kind: "forget"; readonly id: string }
	| { readonly kind: "close" };

/** What talk asked the place for, and what it was answered. */
export interface TalkRead {
	readonly kind: "read";
	readonly of: "entity" | "id" | "relationships" | "location";
	readonly value: unknown;
}

export type TalkEvent = TalkInput | TalkRead;

/**
 * Everything that talk was given, in order: with the same seed it leads to exactly the same acts. Once the log is
 * full it takes no more; what it holds is then the beginning, up to an input that is complete, and replays as such.
 */
export class EventLog {
	readonly events: TalkEvent[] = [];
	private lastInput = 0;
	private isClosed = false;

	constructor(private readonly limit: number) {}

	note(event: TalkEvent): void {
		if (this.isClosed) return;
		if (this.events.size() >= this.limit) {
			this.isClosed = true;
			// What an input read belongs to it: without all of that it could not be given again.
			if (event.kind === "read") while (this.events.size() > this.lastInput) this.events.pop();
			return;
		}
		if (event.kind !== "read") this.lastInput = this.events.size();
		this.events.push(event);
	}

	/** Whether something had to be left out. */
	isFull(): boolean {
		return this.isClosed;
	}
}
