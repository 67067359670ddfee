import { createLanes } from "./lanes";

/** Text that has passed the filter once, and is put in the form that each reader may see. */
export interface FilteredText {
	/** Yields. Undefined where it cannot be had for that reader. */
	readonly forUser: (userId: number) => string | undefined;
}

/** Yields. Undefined where the filter fails; nothing is shown then, and nothing is tried again. */
export type TextFilter = (text: string, authorId: number) => FilteredText | undefined;

/** Text to be put before players. */
export interface Showing {
	/** What shares a lane is shown in the order in which it was given. */
	readonly lane: string;
	readonly text: string;
	/** A user in the server in whose name the filter is asked. */
	readonly authorId: number;
	readonly userIds: readonly number[];
	readonly show: (userId: number, text: string) => void;
}

export interface ShowingDeps {
	readonly filter: TextFilter;
	/** Runs what may yield on a thread of its own. */
	readonly spawn: (work: () => void) => void;
	/** Runs `work` after so many seconds, unless what is returned is called before. */
	readonly after: (seconds: number, work: () => void) => () => void;
}

export interface ShowingCounts {
	/** Texts shown, one for each reader. */
	readonly shown: number;
	/** Texts not shown, as the filter failed, took too long or left nothing of them. */
	readonly withheld: number;
}

/** Seconds after which a text is given up: a line of talk that comes later answers what nobody remembers. */
const FILTER_SECONDS = 8;

/** What puts text before players once it has been filtered for each. */
export interface FilteredTexts {
	readonly show: (showing: Showing) => void;
	readonly counts: () => ShowingCounts;
}

/** Each text is filtered at once; what takes longer holds up those of its own lane, for 8 s at most. */
export function createFilteredTexts(deps: ShowingDeps): FilteredTexts {
	const lanes = createLanes();
	let shown = 0;
	let withheld = 0;

	return {
		show: ({ lane, text, authorId, userIds, show }) => {
			const turn = lanes.take(lane);
			const cancel = deps.after(FILTER_SECONDS, () => {
				if (turn.finish()) withheld += userIds.size();
			});
			deps.spawn(() => {
				const filtered = deps.filter(text, authorId);
				const texts: { readonly userId: number; readonly text: string }[] = [];
				for (const userId of filtered ? userIds : []) {
					const seen = filtered?.forUser(userId);
					if (seen !== undefined && seen !== "") texts.push({ userId, text: seen });
				}
				cancel();
				const isInTime = turn.finish(() => {
					for (const each of texts) show(each.userId, each.text);
				});
				if (!isInTime) return;
				shown += texts.size();
				withheld += userIds.size() - texts.size();
			});
		},
		counts: () => ({ shown, withheld }),
	};
}
