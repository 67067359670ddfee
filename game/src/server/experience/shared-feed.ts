import { createLongPoll } from "../backend/long-poll";
import type { PollCursor, PollDeps } from "../backend/long-poll";
import { pollPath, urlText } from "../backend/url-text";
import type { ExperienceCounters } from "./counters";
import { isSharedPoll, readUpdate } from "./experience-checks";
import type { SharedUpdate, WorldItems } from "./experience-checks";

/** Failed polls in a row from which the backend counts as away: one alone is a hiccup, over before it is read. */
const AWAY_FAILURES = 2;

export interface SharedFeedDeps extends PollDeps {
	readonly counters: ExperienceCounters;
	/** The whole world as it is now: at the start, and wherever updates may have been missed. */
	readonly onState: (world: WorldItems) => void;
	/** What followed. Each is told once, in the world's order. */
	readonly onUpdate: (update: SharedUpdate) => void;
}

/** What the backend tells of the world that all players of an experience share. */
export interface SharedFeed {
	readonly step: (now: number) => void;
	readonly isAway: () => boolean;
	/** What a poll under way still brings is dropped. */
	readonly close: () => void;
}

/** Polls all the time: whoever takes an item elsewhere takes it from this place too. */
export function createSharedFeed(deps: SharedFeedDeps): SharedFeed {
	const { config, counters } = deps;
	const at: PollCursor = { cursor: undefined };
	const poll = createLongPoll({
		...deps,
		at,
		path: (query) => pollPath(`/v1/experience/${urlText(config.experience)}/shared`, query),
		isExpected: isSharedPoll,
		words: {
			topic: "shared",
			failed: `Nothing is heard of ${config.experience} for now`,
			over: `${config.experience} is heard of again.`,
		},
		onSent: () => {
			counters.polls += 1;
		},
		onAnswer: ({ state, events }) => {
			if (state !== undefined) {
				counters.states += 1;
				deps.onState(state);
			}
			for (const { event, data } of events) {
				if (event !== "shared_update") continue;
				const update = readUpdate(data);
				if (update === undefined) {
					counters.strays += 1;
					// The world is asked for whole, as it cannot be known from here on.
					at.cursor = undefined;
					return;
				}
				counters.updates += 1;
				deps.onUpdate(update);
			}
		},
		onRefused: () => {},
	});
	return { step: poll.start, isAway: () => poll.failures() >= AWAY_FAILURES, close: poll.close };
}
