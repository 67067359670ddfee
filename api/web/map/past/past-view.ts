import type { SyncedWorld } from "../../../client/index.js";
import type { Happening } from "../feed/feed.js";
import type { Rerun } from "../scene/stage.js";
import type { HeldPast, Moment } from "./past-answers.js";
import type { PageSource, TickRange } from "./past-pages.js";

/** Times as fast as it was; 0 stands still. */
export type Speed = 0 | 1 | 4 | 16;

/** What the page shows of the past. A new one each time something in it changed. */
export interface PastView {
	/** Whether the bar is open. */
	readonly isOpen: boolean;
	/** What can be gone to; undefined before it is known, and where nothing is held. */
	readonly range: TickRange | undefined;
	readonly oldestAt: number | undefined;
	readonly archived: readonly Moment[];
	/** The tick that was gone to; undefined while what is shown is live. */
	readonly tick: number | undefined;
	/** The world at that tick, or the last one before it came; lists follow it a little later than the picture. */
	readonly world: SyncedWorld | undefined;
	/** Unix seconds of what is shown. */
	readonly at: number | undefined;
	readonly isLoading: boolean;
	readonly speed: Speed;
	/** What the reader should know, in a sentence. */
	readonly note: string | undefined;
}

export interface Past {
	readonly rerun: Rerun;
	readonly view: () => PastView;
	readonly subscribe: (listener: () => void) => () => void;
	readonly open: () => void;
	/** Back to live, and the bar away. */
	readonly close: () => void;
	/** Shows a tick, or the nearest that is held. */
	readonly goTo: (tick: number) => void;
	readonly play: (speed: Speed) => void;
	readonly backToLive: () => void;
	/** What had happened by the time of a world of the past. */
	readonly happenings: (world: SyncedWorld) => readonly Happening[];
	readonly stop: () => void;
}

export interface PastPorts extends PageSource {
	readonly held: () => Promise<HeldPast>;
	/** The live world's tick and time. */
	readonly live: () => { readonly tick: number; readonly timestamp: number | undefined };
}

/** Before it is opened. */
export const CLOSED: PastView = {
	isOpen: false,
	range: undefined,
	oldestAt: undefined,
	archived: [],
	tick: undefined,
	world: undefined,
	at: undefined,
	isLoading: false,
	speed: 0,
	note: undefined,
};
