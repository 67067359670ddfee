import type { DoorCounts } from "./door-counts.js";

/** How often it is looked whose time is over; nobody's stay is measured finer than that. */
const LOOK_SECONDS = 1;

/** Somebody whose time will be over. */
export interface Passing {
	/** Unix seconds. */
	readonly expiresAt: number;
	/** May not throw. */
	expire(): void;
}

/** Ends what may last until a time. One timer for all, which runs only while somebody's time will be over. */
export interface Expiries {
	readonly join: (member: Passing) => void;
	readonly leave: (member: Passing) => void;
}

/** `now` in unix seconds. */
export function createExpiries(now: () => number, counts: DoorCounts): Expiries {
	/** By the second in which they end: the tokens of many are of the same age, and a look asks once for each second. */
	const bySecond = new Map<number, Set<Passing>>();
	let timer: NodeJS.Timeout | undefined;

	const secondOf = ({ expiresAt }: Passing): number => Math.ceil(expiresAt);

	function look(): void {
		for (const [second, members] of [...bySecond]) {
			if (second > now()) continue;
			bySecond.delete(second);
			for (const member of members) member.expire();
		}
		stopIfNobody();
	}

	function start(): void {
		timer = setInterval(look, LOOK_SECONDS * 1000);
		counts.timers += 1;
	}

	function stopIfNobody(): void {
		if (!timer || bySecond.size > 0) return;
		clearInterval(timer);
		timer = undefined;
		counts.timers -= 1;
	}

	return {
		join(member) {
			const second = secondOf(member);
			const members = bySecond.get(second) ?? new Set();
			bySecond.set(second, members.add(member));
			if (!timer) start();
		},
		leave(member) {
			const second = secondOf(member);
			const members = bySecond.get(second);
			if (members?.delete(member) && members.size === 0) bySecond.delete(second);
			stopIfNobody();
		},
	};
}
