import type { SyncedWorld } from "../../../client/index.js";
import { ApiError } from "../../access/get-json.js";
import { createScene } from "../scene/scene.js";
import { oldestOfGone } from "./past-answers.js";
import { happeningsUpTo } from "./past-happenings.js";
import { createPastPages, type TickRange } from "./past-pages.js";
import { trailsOf } from "./past-trails.js";
import { CLOSED, type Past, type PastPorts, type PastView } from "./past-view.js";

/** The past grows shorter at its far end; this often it is asked how far it goes. */
const HELD_EVERY_MS = 10_000;
const RETRY_MS = 3_000;
/** Lists are read, not watched. */
const LISTS_MS = 250;
/** Seconds of the page that a quiet stretch takes at most while it plays. */
const LONGEST_QUIET_SECONDS = 3;
/** Ticks ahead of the shown one that should be here while it plays. */
const AHEAD_TICKS = 60;

export function createPast({ held, live, ...source }: PastPorts): Past {
	const scene = createScene();
	const pages = createPastPages(source);
	const listeners = new Set<() => void>();
	let view = CLOSED;
	/** What the picture shows; its time while it plays, in unix seconds. */
	let shown: SyncedWorld | undefined;
	let time = 0;
	let steppedAt: number | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let listsTimer: ReturnType<typeof setTimeout> | undefined;
	let retryTimer: ReturnType<typeof setTimeout> | undefined;

	function set(change: Partial<PastView>): void {
		view = { ...view, ...change };
		for (const listener of listeners) listener();
	}

	const worldAt = (tick: number): SyncedWorld | undefined => pages.pageOf(tick)?.worldAt(tick);

	function rangeFrom(oldest: number | undefined): TickRange | undefined {
		const newest = live().tick;
		return oldest === undefined || oldest > newest ? undefined : { oldest, newest };
	}

	function show(world: SyncedWorld, jump: boolean): void {
		shown = world;
		if (jump) time = world.timestamp ?? time;
		scene.accept(world, time * 1000, jump);
		if (jump) scene.trace(trailsOf(world, worldAt));
		listsTimer ??= setTimeout(() => {
			listsTimer = undefined;
			if (view.tick !== undefined) set({ world: shown });
		}, LISTS_MS);
		// The first one is waited for by everything.
		set({ at: world.timestamp, isLoading: false, ...(view.world ? {} : { world }) });
	}

	function fail(error: unknown, tick: number): void {
		if (view.tick === undefined) return;
		if (error instanceof ApiError && error.status === 410) return correct(oldestOfGone(error.problem));
		if (error instanceof ApiError) {
			return set({ isLoading: false, speed: 0, note: "The server does not show this moment." });
		}
		set({ note: "The server cannot be reached just now; trying again." });
		clearTimeout(retryTimer);
		retryTimer = setTimeout(() => view.tick === tick && goTo(tick), RETRY_MS);
	}

	/** The past begins later than was thought. */
	function correct(oldest: number | undefined): void {
		const range = rangeFrom(oldest);
		if (!range) {
			backToLive();
			return set({ range: undefined, archived: [], note: "Nothing of the past is kept any more." });
		}
		set({ range, oldestAt: undefined });
		goTo(range.oldest);
		set({ note: "That moment is no longer kept. This is the earliest that is." });
		void refresh();
	}

	function get(tick: number): void {
		if (view.range)
			pages.want(tick, view.range).then(
				() => arrived(tick),
				(error: unknown) => fail(error, tick),
			);
	}

	function arrived(tick: number): void {
		if (view.tick !== tick || !view.isLoading) return;
		tryToShow(tick, true);
	}

	/** Whether the tick is here. */
	function tryToShow(tick: number, jump: boolean): boolean {
		try {
			const world = worldAt(tick);
			if (world) show(world, jump);
			return world !== undefined;
		} catch {
			set({
				isLoading: false,
				speed: 0,
				note: "This moment cannot be shown: what is kept of it does not fit.",
			});
			return true;
		}
	}

	function goTo(tick: number): void {
		const range = rangeFrom(view.range?.oldest);
		if (!range) return;
		const wanted = Math.min(range.newest, Math.max(range.oldest, Math.round(tick)));
		clearTimeout(retryTimer);
		set({ range, tick: wanted, note: undefined });
		if (!tryToShow(wanted, true)) set({ isLoading: true });
		get(wanted);
	}

	function backToLive(): void {
		clearTimeout(listsTimer);
		listsTimer = undefined;
		shown = undefined;
		set({ tick: undefined, world: undefined, at: undefined, isLoading: false, speed: 0, note: undefined });
	}

	async function refresh(): Promise<void> {
		clearTimeout(timer);
		try {
			const { oldest, archived } = await held();
			if (!view.isOpen) return;
			const range = rangeFrom(oldest?.tick);
			set({ range, oldestAt: oldest?.timestamp, archived: range ? archived : [] });
		} catch {
			if (!view.isOpen) return;
			if (!view.range) set({ note: "How far the past goes cannot be asked just now; trying again." });
		}
		clearTimeout(timer);
		timer = setTimeout(() => void refresh(), view.range ? HELD_EVERY_MS : RETRY_MS);
	}

	/** Goes on by what the page's clock did, and shows the ticks that this comes past. */
	function playOn(seconds: number): void {
		if (!shown || view.tick === undefined || view.isLoading) return;
		time += seconds * view.speed;
		for (;;) {
			const next: number = view.tick + 1;
			if (next > live().tick) return backToLive();
			const page = pages.pageOf(next);
			if (!page) {
				set({ range: rangeFrom(view.range?.oldest), isLoading: true });
				void pages.want(next, view.range!).then(
					() => set({ isLoading: false }),
					(error: unknown) => fail(error, next),
				);
				return;
			}
			const at = page.timeOf(next) ?? time;
			if (at > time) {
				time = Math.max(time, at - LONGEST_QUIET_SECONDS * view.speed);
				return;
			}
			set({ tick: next });
			tryToShow(next, false);
			if (view.speed === 0) return;
			const ahead = Math.min(next + AHEAD_TICKS, live().tick);
			if (!pages.pageOf(ahead) && view.range)
				pages.want(ahead, { ...view.range, newest: live().tick }).catch(() => undefined);
		}
	}

	return {
		rerun: {
			scene,
			advance(pageMs) {
				const seconds = steppedAt === undefined ? 0 : Math.max(0, pageMs - steppedAt) / 1000;
				steppedAt = pageMs;
				if (view.speed > 0) playOn(Math.min(seconds, 1));
				return time * 1000;
			},
		},
		view: () => view,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		open() {
			if (view.isOpen) return;
			set({ isOpen: true, note: undefined });
			void refresh();
		},
		close() {
			backToLive();
			clearTimeout(timer);
			set(CLOSED);
		},
		goTo(tick) {
			set({ speed: 0 });
			goTo(tick);
		},
		play(speed) {
			if (view.tick === undefined) return;
			time = shown?.timestamp ?? time;
			set({ speed });
		},
		backToLive,
		happenings: (world) => happeningsUpTo(world, (tick) => pages.pageOf(tick)?.frameOf(tick)),
		stop() {
			clearTimeout(timer);
			clearTimeout(listsTimer);
			clearTimeout(retryTimer);
			listsTimer = undefined;
		},
	};
}
