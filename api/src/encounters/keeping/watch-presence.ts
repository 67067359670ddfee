import { GRACE_SECONDS, LEASE_SECONDS, MIND_LEASE_SECONDS } from "./keeping-limits.js";
import type { Kept } from "./kept.js";

export interface DroppedUser {
	readonly roomId: string;
	readonly userId: string;
}

/** What one process has seen of the others, by its own clock alone: clocks that differ change nothing. */
export interface Watch {
	/** Takes a look. `now`: unix seconds. */
	readonly look: (kept: Kept, now: number) => void;
	/** Whether a process was not heard of for too long. */
	readonly isGone: (kept: Kept, process: string) => boolean;
	/** Whether a process was not heard of for so long that somebody else has a mind play in its place. */
	readonly isAbsentMinded: (kept: Kept, process: string) => boolean;
	readonly gone: (kept: Kept) => readonly string[];
	/** Those who have been without a connection for longer than it takes to come back. */
	readonly dropped: () => readonly DroppedUser[];
}

export function createWatch(own: string): Watch {
	let at = 0;
	const heard = new Map<string, { readonly beats: number; readonly at: number }>();
	const alone = new Map<string, DroppedUser & { readonly at: number }>();

	const isSilent = ({ processes }: Kept, process: string, seconds: number): boolean => {
		const last = heard.get(process);
		return process !== own && last?.beats === processes.get(process) && at - (last?.at ?? at) >= seconds;
	};
	const isGone: Watch["isGone"] = (kept, process) => isSilent(kept, process, LEASE_SECONDS);

	return {
		look: (kept, now) => {
			at = now;
			for (const [process, beats] of kept.processes) {
				if (heard.get(process)?.beats !== beats) heard.set(process, { beats, at });
			}
			for (const process of heard.keys()) if (!kept.processes.has(process)) heard.delete(process);
			const without = new Set<string>();
			for (const [roomId, { present }] of kept.rooms) {
				for (const [userId, processes] of present) {
					if (processes.size > 0) continue;
					const key = JSON.stringify([roomId, userId]);
					without.add(key);
					if (!alone.has(key)) alone.set(key, { roomId, userId, at });
				}
			}
			for (const key of alone.keys()) if (!without.has(key)) alone.delete(key);
		},
		isGone,
		isAbsentMinded: (kept, process) => isSilent(kept, process, MIND_LEASE_SECONDS),
		gone: (kept) => [...kept.processes.keys()].filter((process) => isGone(kept, process)),
		dropped: () => [...alone.values()].filter((one) => at - one.at >= GRACE_SECONDS),
	};
}
