import type { RoomCommand } from "../../src/encounters/encounters.js";
import type { QueuedTold } from "../../src/encounters/router/wire.js";
import type { EncounterAnswer, QueuedCommand } from "./state.js";

/** What one's user left for later, in its order. Never changed: each change makes another. */
export type Queued = readonly QueuedCommand[];

/** Whether it is not known yet what something came to. */
export function isUnsettled({ fate }: QueuedCommand): boolean {
	return fate === "asked" || fate === "waiting";
}

/** Another one is to be kept; what was kept before and is over by now makes room, unless some of it still waits. */
export function withAsked(queued: Queued, { id, body }: { id: string; body: RoomCommand }): Queued {
	const before = queued.some(isUnsettled) ? queued : [];
	return [...before.filter((one) => one.id !== id), { id, body, fate: "asked" }];
}

/** The server keeps it; that it is done may have been told before. */
export function withKept(queued: Queued, id: string): Queued {
	return queued.map((one) => (one.id === id && one.fate === "asked" ? { ...one, fate: "waiting" } : one));
}

/** It was never kept. */
export function withoutQueued(queued: Queued, id: string): Queued {
	return queued.filter((one) => one.id !== id);
}

/** What it came to. */
export function withFate(queued: Queued, id: string, answer: EncounterAnswer): Queued {
	return queued.map((one): QueuedCommand => {
		if (one.id !== id || !isUnsettled(one)) return one;
		return answer.ok ? { ...one, fate: "done" } : { ...one, fate: "refused", reason: answer.reason };
	});
}

/** What the server keeps of this user: from before the client began, or by another page of theirs. */
export function withTold(queued: Queued, told: readonly QueuedTold[]): Queued {
	const isNews = ({ id }: QueuedTold): boolean => !queued.some((one) => one.id === id);
	const kept = told.reduce((all, { id }) => withKept(all, id), queued);
	const news = told
		.filter(isNews)
		.map(({ id, command: body }): QueuedCommand => ({ id, body, fate: "waiting" }));
	return news.length === 0 ? kept : [...kept.filter(isUnsettled), ...news];
}
