import type { InboxDeps } from "./inbox";
import { inboxPath } from "./inbox-path";
import { createLongPoll } from "./long-poll";
import type { LongPoll, PollCursor } from "./long-poll";
import { isInbox } from "./talk-checks";

/** Asks for answers to this server's messages. */
export function createPoll(deps: InboxDeps, at: PollCursor): LongPoll {
	const { counters, serverId, onAnswer } = deps;
	const missed = () => {
		counters.resets += 1;
		deps.onReset();
	};
	return createLongPoll({
		...deps,
		at,
		path: (query) => inboxPath(serverId, "inbox", query),
		isExpected: isInbox,
		words: {
			topic: "inbox",
			failed: "No answers can be fetched for now",
			over: "Answers can be fetched again.",
		},
		onSent: () => {
			counters.polls += 1;
		},
		onAnswer: ({ events, reset }) => {
			if (reset !== undefined) missed();
			for (const { event, data } of events) if (event === "answer") onAnswer(data);
		},
		onRefused: missed,
	});
}
