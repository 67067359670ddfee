import type { SharedUpdateWire, WorldUpdateWire } from "../../../../game/src/shared/wire/index.js";
import type { ReadyFrame } from "../../doors/ready-frame.js";

/** A change of the shared world, made once for all players who are told of it. */
interface News {
	/** Whose action it was. */
	readonly by: string;
	/** The message as JSON text, before and after the id of who is told; undefined where there is nothing to tell. */
	readonly around: readonly [before: string, after: string] | undefined;
}

/**
 * Makes shared entries into the messages that players are told: the changes alone, addressed to each. Nobody is told
 * who it was, and whose own action it was is told of it in the user's topic.
 */
export interface SharedNews {
	/** Undefined where it is nothing to this user. */
	readonly messageFor: (frame: ReadyFrame, userId: string) => string | undefined;
}

/** Thousands of players share a frame: what is the same for all is made with the first. */
export function createSharedNews(): SharedNews {
	const made = new WeakMap<ReadyFrame, News>();

	function newsOf(frame: ReadyFrame): News {
		const known = made.get(frame);
		if (known) return known;
		const news = readNews(JSON.parse(frame.data) as SharedUpdateWire);
		made.set(frame, news);
		return news;
	}

	return {
		messageFor(frame, userId) {
			const { by, around } = newsOf(frame);
			return around && by !== userId ? around.join(JSON.stringify(userId)) : undefined;
		},
	};
}

function readNews({ experience, user_id: by, changes, timestamp }: SharedUpdateWire): News {
	if (changes.length === 0) return { by, around: undefined };
	const head = { type: "world_update", version: "0.3", experience } satisfies Partial<WorldUpdateWire>;
	const tail = { changes, timestamp } satisfies Partial<WorldUpdateWire>;
	return {
		by,
		around: [`${JSON.stringify(head).slice(0, -1)},"user_id":`, `,${JSON.stringify(tail).slice(1)}`],
	};
}
