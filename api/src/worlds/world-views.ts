import type { LimitedChangeSet, FullChangeSet } from "./changes.js";
import { formatCursor } from "../log/cursor.js";
import type { Cursor } from "../log/cursor.js";
import type { TopicView } from "../doors/topic-view.js";
import { visibleEntity } from "./limited-cast.js";
import { worldTopic } from "./restore-world.js";
import { foldedFrame, fullFrame, limitedFrame, packedFrame } from "./tick-frames.js";
import { fullStateOf } from "./world-memory.js";
import type { World, Worlds } from "./worlds.js";

/** How much of a world a reader is shown: what anybody there could see, or everything. */
export type Cast = "limited" | "full";

/** How moves are sent: as JSON, or packed. */
export type Moves = "plain" | "packed";

/** A world's whole state as JSON text, and the place in the log from which changes lead on. */
export interface InitialState {
	readonly cursor: Cursor;
	readonly data: string;
}

export interface WorldViews {
	/** `moves` says how those of the limited cast are sent; the full cast has them among its changes. */
	readonly view: (worldId: string, cast: Cast, moves?: Moves) => TopicView;
	readonly initial: (worldId: string, cast: Cast) => Promise<InitialState>;
}

type Frames = Pick<TopicView, "key" | "frame" | "fold">;

/** Everything of a tick matters to who reads everything. */
const FULL: Frames = { key: "world:full", frame: fullFrame };
const LIMITED: Readonly<Record<Moves, Frames>> = {
	plain: { key: "world:limited", frame: limitedFrame, fold: foldedFrame },
	packed: { key: "world:packed", frame: packedFrame, fold: foldedFrame },
};

interface InitBody {
	readonly fullState: object;
	readonly currentTick: number;
	readonly latestSnapshot: {
		readonly tick: number;
		readonly timestamp: number;
		readonly changes: FullChangeSet | LimitedChangeSet;
	} | null;
	readonly cursor: string;
}

function initBody({ memory }: World, cast: Cast): InitBody {
	const { peopled, tick, latest, cursor } = memory;
	const { state } = peopled;
	return {
		fullState:
			cast === "full" ? fullStateOf(state) : { entities: [...state.entities.values()].map(visibleEntity) },
		currentTick: tick,
		latestSnapshot: latest
			? {
					tick: latest.tick,
					timestamp: latest.timestamp,
					changes: cast === "full" ? latest.fullCast : latest.limitedCast,
				}
			: null,
		cursor: formatCursor(cursor),
	};
}

/** Worlds as their readers see them. The text of a state is made once for all who ask before the next tick. */
export function createWorldViews(worlds: Worlds): WorldViews {
	const made = new WeakMap<World, Map<Cast, InitialState>>();

	const initial = async (worldId: string, cast: Cast): Promise<InitialState> => {
		const world = await worlds.open(worldId);
		const texts = made.get(world) ?? new Map<Cast, InitialState>();
		made.set(world, texts);
		const { cursor } = world.memory;
		const held = texts.get(cast);
		if (held?.cursor === cursor) return held;
		const state = { cursor, data: JSON.stringify(initBody(world, cast)) };
		texts.set(cast, state);
		return state;
	};

	return {
		initial,
		view: (worldId, cast, moves = "plain") => ({
			topic: worldTopic(worldId),
			...(cast === "full" ? FULL : LIMITED[moves]),
			fresh: () => initial(worldId, cast),
		}),
	};
}
