import type {
	QuestUpdateWire,
	SharedUpdateWire,
	WorldUpdateWire,
} from "../../../game/src/shared/wire/index.js";
import type { Player } from "./experience.js";
import type { PlannedAction } from "./plan-action.js";

/** Something to be told in a topic: its type is the event's name, its data the wire object. */
export type Message =
	| { readonly type: "world_update"; readonly data: WorldUpdateWire }
	| { readonly type: "quest_update"; readonly data: QuestUpdateWire }
	| { readonly type: "shared_update"; readonly data: SharedUpdateWire };

export interface ToldOf {
	/** Unix seconds. */
	readonly at: number;
	/** The id that the action came with. */
	readonly actionId?: string;
}

/** What the player is told of an action, in order. */
export function ownMessages(
	{ experience, userId }: Player,
	{ action, own, quests }: PlannedAction,
	{ at, actionId }: ToldOf,
): readonly Message[] {
	const common = { experience, user_id: userId, timestamp: at };
	if (own.length === 0) return [];
	const metadata = { action, ...(actionId !== undefined && { action_id: actionId }) };
	return [
		{
			type: "world_update",
			data: { type: "world_update", version: "0.3", ...common, changes: own, metadata },
		},
		...quests.map((quest): Message => ({
			type: "quest_update",
			data: { type: "quest_update", ...common, quest },
		})),
	];
}

/** What everybody is told of it. */
export function sharedMessages(
	{ experience, userId }: Player,
	{ others, quests }: PlannedAction,
	{ at, actionId }: ToldOf,
): readonly Message[] {
	if (others.length === 0) return [];
	const data: SharedUpdateWire = {
		type: "shared_update",
		experience,
		user_id: userId,
		changes: others,
		quests,
		timestamp: at,
		...(actionId !== undefined && { action_id: actionId }),
	};
	return [{ type: "shared_update", data }];
}
