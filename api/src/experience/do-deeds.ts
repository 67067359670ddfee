import type { ActionResultWire } from "../../../game/src/shared/wire/index.js";
import type { Sql } from "../db/database.js";
import { together } from "../db/together.js";
import type { Definition } from "./definition.js";
import { type ActionKey, addDone, type DoneAction, doneKey, type DoneRow, findDone } from "./done-actions.js";
import type { Player } from "./experience.js";
import type { PlayerState, SharedState } from "./experience-state.js";
import { ownMessages, sharedMessages } from "./messages-of.js";
import { narrationRequest } from "./narration-request.js";
import { addNarrations, type NewNarration } from "./narrations.js";
import { addToOutbox, type OutboxRow } from "../outbox/outbox.js";
import type { PlannedAction } from "./plan-action.js";
import { lockPlayers, readWorld, type Row, savePlayers, saveWorld } from "./state-rows.js";
import { updatePlayer, updateWorld } from "./update-state.js";
import type { Scene } from "./views.js";

/** Something to be narrated: what a player said, and under which id pieces come. */
export interface Said {
	readonly messageId: string;
	readonly content: string;
}

/** Something that a player does. */
export interface Deed {
	readonly player: Player;
	/** Done once where it is given. */
	readonly id?: string;
	/** Whether items may change their place. */
	readonly movesItems: boolean;
	/** Undefined where there is nothing to do. */
	readonly plan: (scene: Scene) => PlannedAction | undefined;
	readonly said?: Said;
}

export interface Outcome {
	readonly done: DoneAction;
	/** Whether it had been done before. */
	readonly isRepeated: boolean;
	/** Saved to be told. */
	readonly rows: readonly OutboxRow[];
}

/**
 * Does deeds of one experience within a transaction, one after the other: state, what is to be told, narrations and
 * answers, or none of it. However many there are, it asks the database as often. `at`: unix seconds.
 */
export async function doDeeds(
	sql: Sql,
	definition: Definition,
	{ deeds, at }: { readonly deeds: readonly Deed[]; readonly at: number },
): Promise<readonly Outcome[]> {
	const userIds = [...new Set(deeds.map(({ player }) => player.userId))].sort();
	const movesItems = deeds.some((deed) => deed.movesItems);
	// Asked at once and answered one after the other: the rows are held from then on, nobody does the same meanwhile.
	const [players, done, world] = await Promise.all([
		lockPlayers(sql, definition, userIds),
		findDone(
			sql,
			definition.id,
			deeds.flatMap((deed) => keyOf(deed) ?? []),
		),
		readWorld(sql, definition, movesItems),
	]);

	const doing = new Doing(definition, at, { players, done, world });
	const outcomes = deeds.map((deed) => doing.do(deed));

	await together(sql, [
		savePlayers(sql, definition.id, doing.changedPlayers),
		doing.world === world ? undefined : saveWorld(sql, definition.id, doing.world),
		addToOutbox(sql, doing.told),
		addDone(sql, doing.newlyDone),
		addNarrations(sql, doing.narrations),
	]);
	return outcomes;
}

/** What is said and what is done may come with the same id. */
function keyOf({ player: { userId }, id, said }: Deed): ActionKey | undefined {
	return id === undefined ? undefined : { userId, actionId: `${said ? "say" : "do"}:${id}` };
}

interface Found {
	readonly players: ReadonlyMap<string, Row<PlayerState>>;
	readonly done: Map<string, DoneAction>;
	readonly world: Row<SharedState>;
}

/** What has come of the deeds done so far, each on what those before it left. */
class Doing {
	readonly changedPlayers = new Map<string, Row<PlayerState>>();
	readonly told: OutboxRow[] = [];
	readonly newlyDone: DoneRow[] = [];
	readonly narrations: NewNarration[] = [];
	world: Row<SharedState>;

	constructor(
		private readonly definition: Definition,
		private readonly at: number,
		private readonly found: Found,
	) {
		this.world = found.world;
	}

	do(deed: Deed): Outcome {
		const { player, id, said } = deed;
		const key = keyOf(deed);
		const known = key && this.found.done.get(doneKey(key));
		if (known) return { done: known, isRepeated: true, rows: [] };

		const own = this.playerOf(player.userId);
		const scene: Scene = {
			definition: this.definition,
			shared: this.world.state,
			player: own.state,
			userId: player.userId,
		};
		const planned = deed.plan(scene);
		const rows = planned ? this.update(deed, planned) : [];
		if (said) {
			const moment = { id: said.messageId, scene, said: said.content, ...(planned && { planned }) };
			this.narrations.push({ player, request: narrationRequest(moment) });
		}
		const done: DoneAction = {
			...(planned && { result: resultOf(planned, id) }),
			...(said && { messageId: said.messageId }),
			before: own.lastNumber,
			last: this.playerOf(player.userId).lastNumber,
		};
		if (key) {
			this.found.done.set(doneKey(key), done);
			this.newlyDone.push({ ...player, ...key, done, doneAt: this.at });
		}
		return { done, isRepeated: false, rows };
	}

	private playerOf(userId: string): Row<PlayerState> {
		return this.changedPlayers.get(userId) ?? this.found.players.get(userId)!;
	}

	/** Takes what was planned as it is to be; gives what is to be told of it. */
	private update({ player, id, movesItems }: Deed, planned: PlannedAction): readonly OutboxRow[] {
		const { definition, at } = this;
		const about = { at, ...(id !== undefined && { actionId: id }) };
		const row = this.playerOf(player.userId);
		const messages = ownMessages(player, planned, about);
		const own = updatePlayer(definition, player.userId, { row, next: planned.player, messages, at });
		if (own.row !== row) this.changedPlayers.set(player.userId, own.row);
		const told = [...own.told];
		if (movesItems) {
			const shared = updateWorld(definition, {
				row: this.world,
				next: planned.shared,
				messages: sharedMessages(player, planned, about),
				at,
			});
			this.world = shared.row;
			told.push(...shared.told);
		}
		this.told.push(...told);
		return told;
	}
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
