import { inTurns } from "../log/in-turns.js";
import type { DoorCounts } from "./door-counts.js";

export interface BeatMember {
	/** May not throw. */
	tick(): void;
}

/** Calls every member at a steady pace with one timer, which runs only while there are members. */
export interface Beat {
	readonly join: (member: BeatMember) => void;
	readonly leave: (member: BeatMember) => void;
}

export function createBeat(seconds: number, counts: DoorCounts): Beat {
	const members = new Set<BeatMember>();
	let timer: NodeJS.Timeout | undefined;

	function start(): void {
		timer = setInterval(() => {
			void inTurns(members, (member) => {
				if (members.has(member)) member.tick();
			});
		}, seconds * 1000);
		counts.timers += 1;
	}

	function stop(): void {
		clearInterval(timer);
		timer = undefined;
		counts.timers -= 1;
	}

	return {
		join(member) {
			members.add(member);
			if (!timer) start();
		},
		leave(member) {
			if (members.delete(member) && members.size === 0) stop();
		},
	};
}
