/** Work that recurs: `run` is called with the time once every `periodSeconds`, first after `phaseSeconds`. */
export interface Recurring {
	readonly name: string;
	readonly periodSeconds: () => number;
	/** Offsets tasks of equal period against each other, so that they fall on different frames. */
	readonly phaseSeconds: number;
	readonly run: (now: number) => void;
}

export interface Schedule {
	/** Runs what is due at `now` (seconds). A task that missed several periods runs once. */
	readonly advance: (now: number) => void;
}

interface Due {
	readonly task: Recurring;
	next: number;
}

/**
 * Periodic work driven by one heartbeat. A task that throws is reported and stays scheduled; the others run.
 * `start` is the time from which phases count.
 */
export function createSchedule(
	tasks: readonly Recurring[],
	start: number,
	onError: (name: string, problem: unknown) => void,
): Schedule {
	const dues = tasks.map((task): Due => ({ task, next: start + task.phaseSeconds }));
	return {
		advance: (now) => {
			for (const due of dues) {
				if (now < due.next) continue;
				const period = due.task.periodSeconds();
				due.next = now - due.next >= period ? now + period : due.next + period;
				const [ok, problem] = pcall(due.task.run, now);
				if (!ok) onError(due.task.name, problem);
			}
		},
	};
}
