import type { DoorCounts } from "./door-counts.js";

/** Calls every member at a steady pace with one timer, which runs only while there are members. */
export interface Beat {
	/** Returns the stop. `tick` may not throw. */
	readonly join: (tick: () => void) => () => void;
}

export function createBeat(seconds: number, counts: DoorCounts): Beat {
	const members = new Set<{ readonly tick: () => void }>();
	let timer: NodeJS.Timeout | undefined;

	function start(): void {
		timer = setInterval(() => {
			for (const { tick } of [...members]) tick();
		}, seconds * 1000);
		counts.timers += 1;
	}

	function stop(): void {
		clearInterval(timer);
		timer = undefined;
		counts.timers -= 1;
	}

	return {
		join(tick) {
			const member = { tick };
			members.add(member);
			if (!timer) start();
			return () => {
				if (members.delete(member) && members.size === 0) stop();
			};
		},
	};
}
