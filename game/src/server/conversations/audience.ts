import type { StageLine } from "./stage";

/** Somebody before whom a line is put. */
export interface Listener {
	readonly userId: number;
	readonly isOverhearing: boolean;
}

/** Who hears a line, and in whose name its text is filtered: a listener's, since an NPC is no user. */
export interface Audience {
	readonly authorId: number;
	readonly listeners: readonly Listener[];
}

/**
 * The players before whom a line is put, each once, members before those who overhear it; `userIdOf` gives the
 * UserId of a player who is in the server. Undefined where there is nobody to show it to: then nothing is asked of
 * the filter either. A player's own line has no audience here: the chat that it came from has shown it, filtered
 * and in a bubble, and text between players must not be passed on by other means.
 */
export function audienceOf(
	line: StageLine,
	userIdOf: (entityId: string) => number | undefined,
): Audience | undefined {
	if (line.speaker.type === "player") return undefined;
	const listeners: Listener[] = [];
	const counted = new Set<string>();
	const add = (ids: readonly string[], isOverhearing: boolean) => {
		for (const id of ids) {
			const userId = counted.has(id) ? undefined : userIdOf(id);
			counted.add(id);
			if (userId !== undefined) listeners.push({ userId, isOverhearing });
		}
	};
	add(line.heardBy, false);
	add(line.overheardBy, true);
	if (listeners.isEmpty()) return undefined;
	return { authorId: listeners[0]!.userId, listeners };
}
