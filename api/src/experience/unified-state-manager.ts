import { randomUUID } from "node:crypto";
import type { ActionResultWire } from "../../../game/src/shared/wire/index.js";
import type { Bus } from "../bus/bus.js";
import type { DatabaseCalls } from "../db/database-calls.js";
import type { UserDataHolder } from "../erasure/erasure.js";
import { Refusal } from "../http/refusal.js";
import { formatCursor } from "../log/cursor.js";
import { keepNewest } from "../log/keep-newest.js";
import type { Log } from "../log/log.js";
import { LogError } from "../log/log-error.js";
import type { Teller } from "../outbox/teller.js";
import { checkIds } from "./check-ids.js";
import type { Definition } from "./definition.js";
import { createDeedLine } from "./deed-line.js";
import type { Deed, Outcome } from "./do-deeds.js";
import { forgetOldActions } from "./done-actions.js";
import { createPlayerErasure } from "./erase-player.js";
import { type Experiences, type Player, type StateAt, sharedTopic, userTopic } from "./experience.js";
import { MAX_STANDING, VIEW_TRIES } from "./experience-limits.js";
import type { Definitions } from "./load-definitions.js";
import { locate } from "./locate.js";
import { type Narrations, NARRATIONS_SUBJECT, createNarrations } from "./narrations.js";
import { planAction, planWalk } from "./plan-action.js";
import { readCommand } from "./read-command.js";
import { readPlayer, readWorld } from "./state-rows.js";
import { playerView, sharedWorld } from "./views.js";

export interface ManagerDeps {
	readonly definitions: Definitions;
	readonly calls: DatabaseCalls;
	/** Has users' updates published once they are told. */
	readonly teller: Teller;
	readonly log: Pick<Log, "status">;
	readonly bus: Pick<Bus, "publish" | "subscribe">;
	/** Unix seconds. */
	readonly now: () => number;
}

/** The state of all experiences, for every door alike. */
export interface UnifiedStateManager extends Experiences {
	/** Every experience there is. */
	readonly list: () => readonly { readonly id: string; readonly title: string }[];
	/** What a player sees of their own; made from the experience's template on first use. */
	readonly getPlayerView: Experiences["view"];
	/** What waits to be narrated. */
	readonly narrations: Narrations;
	/** What is kept about users. */
	readonly userData: UserDataHolder;
	/** Forgets what is old; to be called now and then. */
	readonly sweep: () => Promise<void>;
}

export function createUnifiedStateManager(deps: ManagerDeps): UnifiedStateManager {
	const { definitions, calls, teller, log, bus, now } = deps;
	const lines = new Map(
		[...definitions].map(([id, definition]) => [id, createDeedLine(definition, { calls, now })]),
	);
	/** Where players stood in the place when nothing was told after `told`. */
	const standing = new Map<string, { readonly told: number; readonly location: string }>();

	const definitionOf = (experience: string): Definition => {
		const definition = definitions.get(experience);
		if (!definition) throw noSuchExperience();
		return definition;
	};

	/** A state with its place, read until both are of one moment. */
	const stateAt = async (
		topic: string,
		read: () => Promise<{ readonly lastNumber: number; readonly data: object }>,
	): Promise<StateAt> => {
		for (let tries = 0; tries < VIEW_TRIES; tries += 1) {
			const { lastNumber, data } = await read();
			const cursor = await inReach(teller.placeOf(topic, lastNumber));
			if (cursor) return { cursor, data: JSON.stringify(data) };
		}
		throw new Refusal("unavailable", "It changes faster than it can be read.", { retryAfterSeconds: 1 });
	};

	const getPlayerView = async (player: Player): Promise<StateAt> => {
		const { experience, userId } = player;
		const definition = definitionOf(experience);
		checkIds(userId);
		return stateAt(userTopic(player), async () => {
			const row = await calls.run((sql) => readPlayer(sql, definition, userId));
			const scene = { definition, shared: row.shared, player: row.player.state, userId };
			return { lastNumber: row.player.lastNumber, data: playerView(scene) };
		});
	};

	const perform = async (deed: Deed): Promise<Outcome> => {
		const line = lines.get(deed.player.experience);
		if (!line) throw noSuchExperience();
		const outcome = await line(deed);
		await teller.tell(outcome.rows);
		if (deed.said) bus.publish(NARRATIONS_SUBJECT, "");
		return outcome;
	};

	/** The answer to what was done, with the place where it is told, where that is known. */
	const answer = async (
		player: Player,
		{ done, isRepeated }: Outcome,
	): Promise<ActionResultWire | undefined> => {
		const { result, before, last } = done;
		if (!result) return undefined;
		const topic = userTopic(player);
		// Whoever did it first may still be about to tell it.
		if (isRepeated && log.status().ready) await teller.placeOf(topic, last).catch(() => undefined);
		const cursor = last > before ? await teller.placeIfTold(topic, last) : undefined;
		return {
			...result,
			...(cursor && { state_changes: { cursor: formatCursor(cursor) } }),
			...(isRepeated && { repeated: true }),
		};
	};

	return {
		list: () => [...definitions.values()].map(({ id, title }) => ({ id, title })),
		getPlayerView,
		view: getPlayerView,
		world: async (experience) => {
			const definition = definitionOf(experience);
			return stateAt(sharedTopic(experience), async () => {
				const { state, lastNumber } = await calls.run((sql) => readWorld(sql, definition));
				return { lastNumber, data: sharedWorld(definition, state) };
			});
		},
		act: async (player, { id, action, vouched }) => {
			checkIds(player.userId, id);
			const outcome = await perform({
				player,
				...(id !== undefined && { id }),
				movesItems: action.action === "take" || action.action === "drop",
				plan: (scene) => planAction(scene, action, { vouched: vouched === true }),
			});
			return (await answer(player, outcome))!;
		},
		chat: async (player, { id, content }) => {
			checkIds(player.userId, id);
			const said = { messageId: id ?? randomUUID(), content };
			const { done } = await perform({
				player,
				...(id !== undefined && { id }),
				// Nobody knows what the words ask for before the state is at hand.
				movesItems: true,
				plan: (scene) => {
					const action = readCommand(scene, content);
					return action && planAction(scene, action);
				},
				said,
			});
			const cursor = await inReach(teller.placeOf(userTopic(player), done.before));
			if (!cursor) throw new Refusal("gone", "What was told of this message is no longer held.");
			return { messageId: said.messageId, cursor };
		},
		moveTo: async (player, position) => {
			const definition = definitionOf(player.experience);
			checkIds(player.userId);
			const location = locate(definition, position);
			if (location === undefined) return;
			const topic = userTopic(player);
			const told = await teller.toldNumber(topic);
			const known = standing.get(topic);
			if (known && known.told === told && known.location === location) return;
			await perform({ player, movesItems: false, plan: (scene) => planWalk(scene, location) });
			// Whatever moves the player elsewhere is told after this number.
			if (told !== undefined) keepNewest(standing, [topic, { told, location }], MAX_STANDING);
		},
		narrations: createNarrations({ calls, bus, tell: teller.tell, now }),
		userData: createPlayerErasure({ definitions, calls, teller, now }),
		sweep: async () => void (await calls.run((sql) => forgetOldActions(sql, now()))),
	};
}

function noSuchExperience(): Refusal {
	return new Refusal("not_found", "There is no such experience.");
}

/** What reading the log gives; refused as `unavailable` where it cannot be had. */
async function inReach<T>(reading: Promise<T>): Promise<T> {
	try {
		return await reading;
	} catch (cause) {
		if (!(cause instanceof LogError)) throw cause;
		throw new Refusal("unavailable", "The log cannot be reached now.", { cause, retryAfterSeconds: 1 });
	}
}
