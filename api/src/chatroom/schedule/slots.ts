import { Cron } from "croner";
import type { Run } from "../runs/run.js";

const MINUTE_SECONDS = 60;

/**
 * A minute at which all chatlings talk. Its run is called by date and time on the clock of the schedule, as in
 * `2026-11-21T06:00[Europe/Berlin]`.
 */
export type Slot = Omit<Run, "seed">;

/** The slots of a schedule. Times are unix seconds. */
export interface Slots {
	/** The slot of the minute that a time is in, whether it is planned or not. */
	readonly of: (time: number) => Slot;
	/** The last `count` that were planned up to a time, itself included, the last first. */
	readonly lastPlanned: (time: number, count: number) => readonly Slot[];
	/** The next that is planned after a time; undefined where none is. */
	readonly nextPlanned: (time: number) => Slot | undefined;
	/** Calls back when a slot is there, by the clock of this machine; returns the stop. */
	readonly onPlanned: (isThere: () => void) => () => void;
}

export interface SlotsOptions {
	/** Of minutes; without it nothing is planned. */
	readonly cron?: string;
	readonly timeZone: string;
}

/**
 * Slots by a cron expression. Where the clock is put forward over one, it comes right after the gap; where it is put
 * back, the slots that come twice are one run, as they have one id.
 */
export function createSlots({ cron, timeZone }: SlotsOptions): Slots {
	const plan = cron === undefined ? undefined : planOf(cron, timeZone);
	const clock = new Intl.DateTimeFormat("sv-SE", {
		timeZone,
		dateStyle: "short",
		timeStyle: "short",
	});
	const slotOf = (time: number): Slot => {
		const slot = Math.floor(time / MINUTE_SECONDS) * MINUTE_SECONDS;
		// Swedes write dates as ISO does.
		const [date = "", minute = ""] = clock.format(slot * 1000).split(" ");
		return { runId: `${date}T${minute}[${timeZone}]`, slot, day: date.slice(-"MM-DD".length) };
	};
	return {
		of: slotOf,
		lastPlanned: (time, count) =>
			// Before the moment given, which is to be included.
			(plan?.previousRuns(count, new Date((Math.floor(time) + 1) * 1000)) ?? []).map((date) =>
				slotOf(date.getTime() / 1000),
			),
		nextPlanned: (time) => {
			const next = plan?.nextRun(new Date(time * 1000));
			return next ? slotOf(next.getTime() / 1000) : undefined;
		},
		onPlanned: (isThere) => {
			const following = cron === undefined ? undefined : planOf(cron, timeZone, isThere);
			return () => following?.stop();
		},
	};
}

/** Lists of hours are fixed times too, so that no change of the clock doubles or skips them. */
function planOf(cron: string, timezone: string, isThere?: () => void): Cron {
	const options = { timezone, mode: "5-part", fixedTimeRule: "no-wildcard" } as const;
	return isThere ? new Cron(cron, options, isThere) : new Cron(cron, { ...options, paused: true });
}
