import { createPastPage, type PastPage } from "./past-page.js";
import type { TickFrame } from "../../../client/frames.js";
import type { SyncedWorld } from "../../../client/index.js";

/** Ticks of a page: some seconds of dragging, and one answer of some hundred kilobytes for a busy world. */
export const PAGE_TICKS = 120;
/** Pages kept: the one that is looked at, and a good way to both sides of it. */
const KEPT_PAGES = 9;

/** Where pages come from. */
export interface PageSource {
	/** The world at a tick. */
	readonly world: (tick: number) => Promise<SyncedWorld>;
	/** What led to each of these ticks; both ends are meant. */
	readonly frames: (first: number, last: number) => Promise<readonly TickFrame[]>;
}

/** Bounds between which ticks can be had. */
export interface TickRange {
	readonly oldest: number;
	readonly newest: number;
}

/** Pages of a world's past, got before they are needed. */
export interface PastPages {
	/** The page that holds a tick, if it is here. */
	readonly pageOf: (tick: number) => PastPage | undefined;
	/** Gets the page of a tick and, after it, its neighbours; resolves when the tick's own is here. Rejects as loading does. */
	readonly want: (tick: number, range: TickRange) => Promise<void>;
}

const numberOf = (tick: number): number => Math.floor(tick / PAGE_TICKS);

export function createPastPages({ world, frames }: PageSource): PastPages {
	const pages = new Map<number, PastPage>();
	const loading = new Map<number, Promise<void>>();

	function pageOf(tick: number): PastPage | undefined {
		const page = pages.get(numberOf(tick));
		return page && page.first <= tick && tick <= page.last ? page : undefined;
	}

	function keep(number: number, page: PastPage): void {
		pages.delete(number);
		pages.set(number, page);
		const [least] = pages.keys();
		if (pages.size > KEPT_PAGES && least !== undefined) pages.delete(least);
	}

	async function get(number: number, { oldest, newest }: TickRange): Promise<void> {
		const first = Math.max(number * PAGE_TICKS, oldest);
		const last = Math.min((number + 1) * PAGE_TICKS - 1, newest);
		const known = pages.get(number);
		// The newest page grows: only what is new of it is asked for.
		if (known && known.first <= first) {
			return keep(number, known.extendedBy(await frames(known.last + 1, last)));
		}
		const [base, run] = await Promise.all([world(first), last > first ? frames(first + 1, last) : []]);
		keep(number, createPastPage(base, run));
	}

	function begin(tick: number, range: TickRange): Promise<void> {
		if (pageOf(tick)) return Promise.resolve();
		const number = numberOf(tick);
		const under = loading.get(number) ?? get(number, range).finally(() => loading.delete(number));
		loading.set(number, under);
		return under;
	}

	return {
		pageOf,
		async want(tick, range) {
			await begin(tick, range);
			const { oldest, newest } = range;
			for (const beside of [Math.max(tick - PAGE_TICKS, oldest), Math.min(tick + PAGE_TICKS, newest)]) {
				// What cannot be had before it is needed is asked for when it is.
				begin(beside, range).catch(() => undefined);
			}
		},
	};
}
