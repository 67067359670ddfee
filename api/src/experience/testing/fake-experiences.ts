import type { ContentWire, WorldUpdateWire } from "../../../../game/src/shared/wire/index.js";
import { Refusal } from "../../http/refusal.js";
import type { Log } from "../../log/log.js";
import {
	type ActionRequest,
	type ChatTaken,
	type Experiences,
	type Player,
	sharedTopic,
	userTopic,
} from "../experience.js";

/** What the routes asked for. */
export type Asked =
	| { readonly what: "view"; readonly player: Player }
	| { readonly what: "world"; readonly experience: string }
	| { readonly what: "act"; readonly player: Player; readonly request: ActionRequest }
	| { readonly what: "chat"; readonly player: Player; readonly id?: string; readonly content: string }
	| { readonly what: "moveTo"; readonly player: Player; readonly position: object };

/** Experiences without rules: every action is told as one update, and messages are narrated when a test says so. */
export interface FakeExperiences extends Experiences {
	readonly asked: Asked[];
	/** Tells a player of a change. */
	readonly update: (player: Player, action: string) => Promise<void>;
	/** Tells pieces of a narration, the last of which ends it. */
	readonly narrate: (player: Player, messageId: string, texts: readonly string[]) => Promise<void>;
	/** Tells an entry as it is, in a player's topic. */
	readonly tell: (topic: string, type: string, data: object) => Promise<void>;
	/** Refuses everything from now on. */
	failure: Error | undefined;
	/** What messages are answered from now on, without anything being told. */
	taken: ChatTaken | undefined;
}

export const WOODS = "wylding-woods";

export function fakeExperiences(log: Log): FakeExperiences {
	const asked: Asked[] = [];
	let messages = 0;

	const tell = async (topic: string, type: string, data: object): Promise<void> => {
		await log.append(topic, [{ type, data: JSON.stringify(data) }]);
	};
	const note = (experience: string, call: Asked): void => {
		asked.push(call);
		if (fake.failure) throw fake.failure;
		if (experience !== WOODS) throw new Refusal("not_found", "There is no such experience.");
	};

	const update: FakeExperiences["update"] = async (player, action) => {
		const data: WorldUpdateWire = {
			type: "world_update",
			version: "0.3",
			experience: player.experience,
			user_id: player.userId,
			changes: [],
			timestamp: 1,
			metadata: { action },
		};
		await tell(userTopic(player), "world_update", data);
	};

	const fake: FakeExperiences = {
		asked,
		failure: undefined,
		taken: undefined,
		tell,
		update,
		narrate: async (player, messageId, texts) => {
			for (const [index, text] of texts.entries()) {
				const data: ContentWire = {
					type: "content",
					message_id: messageId,
					text,
					index,
					done: index === texts.length - 1,
					timestamp: 1,
				};
				await tell(userTopic(player), "content", data);
			}
		},
		view: async (player) => {
			note(player.experience, { what: "view", player });
			return { cursor: await log.head(userTopic(player)), data: JSON.stringify({ of: player.userId }) };
		},
		world: async (experience) => {
			note(experience, { what: "world", experience });
			return { cursor: await log.head(sharedTopic(experience)), data: JSON.stringify({ experience }) };
		},
		act: async (player, request) => {
			note(player.experience, { what: "act", player, request });
			await update(player, request.action.action);
			const { id } = request;
			const { action } = request.action;
			return {
				type: "action_result",
				...(id !== undefined && { id }),
				action,
				success: true,
				message: "Done.",
			};
		},
		chat: async (player, { id, content }) => {
			note(player.experience, { what: "chat", player, ...(id !== undefined && { id }), content });
			if (fake.taken) return fake.taken;
			const cursor = await log.head(userTopic(player));
			messages += 1;
			await update(player, content);
			return { messageId: id ?? `message-${messages}`, cursor };
		},
		moveTo: async (player, position) => note(player.experience, { what: "moveTo", player, position }),
	};
	return fake;
}
