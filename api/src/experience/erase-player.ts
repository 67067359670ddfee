import { and, eq } from "drizzle-orm";
import type { SharedUpdateWire, StateChangeWire } from "../../../game/src/shared/wire/index.js";
import type { Sql } from "../db/database.js";
import type { DatabaseCalls } from "../db/database-calls.js";
import { together } from "../db/together.js";
import {
	experienceActions as actions,
	experienceNarrations as narrations,
	outbox,
	experiencePlayers as players,
} from "../db/schema.js";
import type { UserDataHolder } from "../erasure/erasure.js";
import type { Definition } from "./definition.js";
import { type Player, sharedTopic, userTopic } from "./experience.js";
import { carriedBy, placeItem } from "./experience-state.js";
import type { Definitions } from "./load-definitions.js";
import { experiencesOf, lockKnownPlayer, lockKnownWorld, readWorld, saveWorld } from "./state-rows.js";
import { addToOutbox } from "../outbox/outbox.js";
import type { Teller } from "../outbox/teller.js";
import { updateWorld } from "./update-state.js";
import { itemOf, itemWire } from "./views.js";

/** Stands for whose action it was where nobody's was, or where nobody is to know any more. */
const NOBODY = "";

export interface PlayerErasureDeps {
	readonly definitions: Definitions;
	readonly calls: DatabaseCalls;
	readonly teller: Pick<Teller, "catchUp" | "erase" | "eraseMentions">;
	/** Unix seconds. */
	readonly now: () => number;
}

/** Erases players: their rows, what waits to be told of them, and what was. What they carried lies where it lay first. */
export function createPlayerErasure(deps: PlayerErasureDeps): UserDataHolder {
	const { definitions, calls, teller, now } = deps;

	const eraseFrom = async (experience: string, userId: string): Promise<number> => {
		const player = { experience, userId };
		const definition = definitions.get(experience);
		const erased = await calls.transaction((sql) => eraseRows(sql, player, { definition, at: now() }));
		const shared = sharedTopic(experience);
		// What was still on its way is there then, and goes with the rest.
		if (erased.isKnown) await teller.catchUp(shared);
		const cleared = [
			erased.isKnown,
			await teller.erase(userTopic(player), erased.lastNumber),
			await teller.eraseMentions(shared, JSON.stringify(userId)),
		];
		return cleared.filter((isCleared) => isCleared).length;
	};

	return {
		name: "experience",
		erase: async (userId) => {
			const known = await calls.run((sql) => experiencesOf(sql, userId));
			let places = 0;
			// Also where no row is left: an erasure that was cut off goes on there.
			for (const id of new Set([...definitions.keys(), ...known])) places += await eraseFrom(id, userId);
			return places;
		},
	};
}

interface ErasedRows {
	readonly isKnown: boolean;
	/** Of the last message in the user's topic. */
	readonly lastNumber: number;
}

interface Erasing {
	/** Of an experience that is still there. */
	readonly definition: Definition | undefined;
	/** Unix seconds. */
	readonly at: number;
}

async function eraseRows(sql: Sql, player: Player, { definition, at }: Erasing): Promise<ErasedRows> {
	const { experience, userId } = player;
	const own = await lockKnownPlayer(sql, player);
	if (!own) return { isKnown: false, lastNumber: 0 };
	await withoutName(sql, sharedTopic(experience), userId);
	if (definition) await putBack(sql, definition, { userId, at });
	else await forgetCarried(sql, player);
	await sql.delete(outbox).where(eq(outbox.topic, userTopic(player)));
	for (const table of [actions, narrations, players]) {
		await sql.delete(table).where(and(eq(table.experience, experience), eq(table.userId, userId)));
	}
	return { isKnown: true, lastNumber: own.lastNumber };
}

/** What the user carried lies where it lay first. */
async function putBack(
	sql: Sql,
	definition: Definition,
	{ userId, at }: { readonly userId: string; readonly at: number },
): Promise<void> {
	const row = await readWorld(sql, definition, true);
	let next = row.state;
	const changes = carriedBy(row.state, userId).map((id): StateChangeWire => {
		const item = itemOf(definition, id);
		const to = { kind: "location", id: item.location } as const;
		next = placeItem(next, id, to);
		return { operation: "add", to, item: itemWire(item) };
	});
	const data: SharedUpdateWire = {
		type: "shared_update",
		experience: definition.id,
		user_id: NOBODY,
		changes,
		quests: [],
		timestamp: at,
	};
	const messages = changes.length > 0 ? [{ type: "shared_update", data }] : [];
	const updated = updateWorld(definition, { row, next, messages, at });
	if (updated.row === row) return;
	await together(sql, [saveWorld(sql, definition.id, updated.row), addToOutbox(sql, updated.told)]);
}

/** Of an experience that is gone nobody is told; were it back, what is nowhere would lie where it says. */
async function forgetCarried(sql: Sql, { experience, userId }: Player): Promise<void> {
	const row = await lockKnownWorld(sql, experience);
	if (!row) return;
	const items = row.state.items.filter(({ at }) => at.kind !== "player" || at.id !== userId);
	await saveWorld(sql, experience, { state: { items }, lastNumber: row.lastNumber });
}

/** Takes a user's name off what waits to be told in a topic: what changed is told all the same. */
async function withoutName(sql: Sql, topic: string, userId: string): Promise<void> {
	for (const { number, data } of await sql.select().from(outbox).where(eq(outbox.topic, topic))) {
		const { action_id: _, ...update } = JSON.parse(data) as SharedUpdateWire;
		if (update.user_id !== userId) continue;
		const nameless: SharedUpdateWire = { ...update, user_id: NOBODY, quests: [] };
		await sql
			.update(outbox)
			.set({ data: JSON.stringify(nameless) })
			.where(and(eq(outbox.topic, topic), eq(outbox.number, number)));
	}
}
