import type { ActionResultWire } from "../../../game/src/shared/wire/index.js";
import type { Sql } from "../db/database.js";
import type { Definition } from "./definition.js";
import { type DoneAction, findDone, saveDone } from "./done-actions.js";
import type { Player } from "./experience.js";
import { ownMessages, sharedMessages } from "./messages-of.js";
import { narrationRequest } from "./narration-request.js";
import { addNarration } from "./narrations.js";
import type { OutboxRow } from "./outbox.js";
import type { PlannedAction } from "./plan-action.js";
import { lockPlayer, readWorld } from "./state-rows.js";
import { updatePlayerView, updateWorldState } from "./update-state.js";
import type { Scene } from "./views.js";

/** Something to be narrated: what a player said, and under which id pieces come. */
export interface Said {
	readonly messageId: string;
	readonly content: string;
}

/** Something to be done in one transaction. */
export interface Deed {
	readonly definition: Definition;
	readonly player: Player;
	/** Done once where it is given. */
	readonly id?: string;
	/** Whether items may change their place. */
	readonly movesItems: boolean;
	/** Undefined where there is nothing to do. */
	readonly plan: (scene: Scene) => PlannedAction | undefined;
	readonly said?: Said;
	/** Unix seconds. */
	readonly at: number;
}

export interface Outcome {
	readonly done: DoneAction;
	/** Whether it had been done before. */
	readonly isRepeated: boolean;
	/** Saved to be told. */
	readonly rows: readonly OutboxRow[];
}

/** Does a deed within a transaction: state, what is to be told, narration and answer, or none of it. */
export async function doDeed(sql: Sql, deed: Deed): Promise<Outcome> {
	const { definition, player, id, plan, said, at } = deed;
	const { userId } = player;
	// The player's row is held from here on: nobody does the same at the same time.
	const own = await lockPlayer(sql, definition, userId);
	// What is said and what is done may come with the same id.
	const key = id === undefined ? undefined : { ...player, actionId: `${said ? "say" : "do"}:${id}` };
	const known = key && (await findDone(sql, key));
	if (known) return { done: known, isRepeated: true, rows: [] };

	const world = await readWorld(sql, definition, deed.movesItems);
	const scene: Scene = { definition, shared: world.state, player: own.state, userId };
	const planned = plan(scene);
	const about = { at, ...(id !== undefined && { actionId: id }) };
	const told = planned
		? await updatePlayerView(
				sql,
				{ definition, userId },
				{ row: own, next: planned.player, messages: ownMessages(player, planned, about), at },
			)
		: [];
	const shared =
		planned && deed.movesItems
			? await updateWorldState(sql, definition, {
					row: world,
					next: planned.shared,
					messages: sharedMessages(player, planned, about),
					at,
				})
			: [];
	const result = planned && resultOf(planned, id);
	if (said) {
		const { messageId, content } = said;
		const moment = { id: messageId, scene, said: content, ...(planned && { planned }) };
		await addNarration(sql, player, narrationRequest(moment));
	}
	const done: DoneAction = {
		...(result && { result }),
		...(said && { messageId: said.messageId }),
		before: own.lastNumber,
		last: own.lastNumber + told.length,
	};
	if (key) await saveDone(sql, { ...key, done, doneAt: at });
	return { done, isRepeated: false, rows: [...told, ...shared] };
}

function resultOf(
	{ action, success, message, code }: PlannedAction,
	id: string | undefined,
): ActionResultWire {
	return {
		type: "action_result",
		...(id !== undefined && { id }),
		action,
		success,
		message,
		...(code && { code }),
	};
}
