import { Refusal } from "../../../http/refusal.js";
import type { Log } from "../../../log/log.js";
import { type Experiences, type Player, sharedTopic, userTopic } from "../../experience.js";

/** Experiences whose state is how many times somebody was told something, and who do as a test wants. */
export interface FakeExperiences extends Experiences {
	/** What was done, in its order. */
	readonly done: string[];
	/** Views made. */
	views: number;
	/** Awaited before anything is done. */
	before: (what: string) => Promise<void>;
}

export const EXPERIENCE = "wylding-woods";

export function fakeExperiences(log: Log): FakeExperiences {
	const stateOf = async (topic: string) => {
		const cursor = await log.head(topic);
		return { cursor, data: JSON.stringify({ told: cursor.offset }) };
	};
	const mustBeKnown = (experience: string): void => {
		if (experience !== EXPERIENCE) throw new Refusal("not_found", "There is no such experience.");
	};

	async function perform<T>(what: string, result: T): Promise<T> {
		await fake.before(what);
		fake.done.push(what);
		return result;
	}

	const fake: FakeExperiences = {
		done: [],
		views: 0,
		before: async () => undefined,
		view: async (player) => {
			await fake.before("view");
			fake.views += 1;
			return stateOf(userTopic(player));
		},
		world: async (experience) => {
			mustBeKnown(experience);
			await fake.before("world");
			return stateOf(sharedTopic(experience));
		},
		act: async (_player, { id, action }) => {
			const name = "item" in action ? action.item : action.action;
			return perform(`act ${name}`, {
				type: "action_result",
				id: id ?? "made up",
				action: action.action,
				success: true,
				message: `You ${action.action}.`,
			});
		},
		chat: async (player, { content }) => {
			const cursor = await log.head(userTopic(player));
			return perform(`chat ${content}`, { messageId: `of ${content}`, cursor });
		},
		moveTo: async (_player, { x }) => perform(`move ${x}`, undefined),
	};
	return fake;
}

/** Tells a player something. Answers the cursor after it. */
export async function tell(log: Log, player: Player, data: Readonly<Record<string, unknown>> = {}) {
	const type = "world_update";
	const { userId: user_id, experience } = player;
	const text = JSON.stringify({
		type,
		version: "0.3",
		experience,
		user_id,
		changes: [],
		timestamp: 1,
		...data,
	});
	return log.append(userTopic(player), [{ type, data: text }]);
}

/** That something no longer lies in the glade. */
export const removed = (item_id: string) => ({
	operation: "remove",
	from: { kind: "location", id: "glade" },
	item_id,
});

/** Tells everybody that something of what they share was changed by somebody. */
export async function tellAll(log: Log, by: string, item_id = "bottle") {
	const type = "shared_update";
	const changes = [removed(item_id)];
	const data = {
		type,
		experience: EXPERIENCE,
		user_id: by,
		changes,
		quests: [],
		timestamp: 1,
	};
	return log.append(sharedTopic(EXPERIENCE), [{ type, data: JSON.stringify(data) }]);
}
