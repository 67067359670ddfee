import type { MessageWire } from "../../../game/src/shared/wire/index.js";
import { planClaims } from "./plan-talk.js";
import type { TalkEntry } from "./talk-entries.js";
import type { TalkState } from "./talk-state.js";
import type { Talks } from "./talks.js";

/** Takes what messages claim of clusters into a world's talk, after what `more` adds to it. */
export type Hear = (
	world: string,
	messages: readonly MessageWire[],
	more?: (state: Readonly<TalkState>) => readonly TalkEntry[],
) => Promise<void>;

/** `catchUp` brings a world's talk up to its newest tick. */
export function hearClaims(talks: Talks, catchUp: (world: string) => Promise<void>): Hear {
	return async (world, messages, more = () => []) => {
		await catchUp(world);
		await talks.write(world, (state) => ({
			entries: [...more(state), ...planClaims(state, messages)],
			result: undefined,
		}));
		// A claim that comes late may be older than what the world says by now.
		if (messages.some(({ context }) => context.cluster)) await catchUp(world);
	};
}
