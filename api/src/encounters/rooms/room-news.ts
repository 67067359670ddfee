import { type Cursor, formatCursor } from "../../log/cursor.js";
import { keepNewest } from "../../log/keep-newest.js";
import { BLOCK, BLOCKS_KEPT, RECENT } from "./room-limits.js";
import type { Stretch } from "./read-steps.js";
import type { Step } from "./step.js";

/** What all who follow a room share: its newest entries, each projected once for all who see the same. */
export interface RoomNewsroom {
	/** Another entry was folded. Without one, what is at hand does not lead to the room's place any more. */
	readonly add: (step: Step | undefined) => void;
	/** What was told before a place is told to nobody any more, but for what the log itself still holds of it. */
	readonly forget: (before: Cursor) => void;
	/** The entry right after a place; undefined where the log does not hold it, or not what precedes it. */
	readonly after: (at: Cursor) => Promise<Step | undefined>;
	/** Called with each `add`, until the stop. */
	readonly join: (wake: () => void) => () => void;
	readonly members: () => number;
	readonly wakeAll: () => void;
}

export interface NewsroomDeps {
	readonly roomId: string;
	readonly read: (stretch: Stretch) => Promise<readonly Step[]>;
}

export function createNewsroom({ roomId, read }: NewsroomDeps): RoomNewsroom {
	const members = new Set<() => void>();
	/** Without a hole, the newest last. */
	let recent: readonly Step[] = [];
	/** Further back, by their beginning. */
	const blocks = new Map<string, Promise<readonly Step[]>>();
	/** Nothing that begins before this place is kept at hand. */
	let forgotten = 0;

	const wakeAll = (): void => members.forEach((wake) => wake());

	const begin = (after: Cursor): Promise<readonly Step[]> => {
		const key = formatCursor(after);
		const block = read({ roomId, after, count: BLOCK });
		if (after.offset < forgotten) return block;
		keepNewest(blocks, [key, block], BLOCKS_KEPT);
		block.catch(() => blocks.delete(key));
		return block;
	};

	return {
		add: (step) => {
			recent = step ? [...recent, step].slice(-RECENT) : [];
			wakeAll();
		},
		forget: ({ offset }) => {
			forgotten = offset;
			recent = [];
			blocks.clear();
		},
		after: async (at) => {
			const atHand = following(recent, at);
			if (atHand) return atHand;
			const start = { ...at, offset: at.offset - (at.offset % BLOCK) };
			const block = blocks.get(formatCursor(start));
			// One that was read while it was the newest ends early.
			return (block && following(await block, at)) ?? following(await begin(start), at);
		},
		join: (wake) => {
			members.add(wake);
			return () => members.delete(wake);
		},
		members: () => members.size,
		wakeAll,
	};
}

/** The step right after a place. */
function following(steps: readonly Step[], { epoch, offset }: Cursor): Step | undefined {
	const first = steps[0]?.cursor;
	return first?.epoch === epoch ? steps[offset + 1 - first.offset] : undefined;
}
