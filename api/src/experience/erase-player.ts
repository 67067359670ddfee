import { and, eq } from "drizzle-orm";
import type { SharedUpdateWire, StateChangeWire } from "../../../game/src/shared/wire/index.js";
import type { Sql } from "../db/database.js";
import {
	experienceActions as actions,
	experienceNarrations as narrations,
	experienceOutbox as outbox,
	experiencePlayers as players,
} from "../db/schema.js";
import type { UserDataHolder } from "../erasure/erasure.js";
import type { DatabaseCalls } from "./database-calls.js";
import type { Definition } from "./definition.js";
import { sharedTopic, userTopic } from "./experience.js";
import { carriedBy, placeItem } from "./experience-state.js";
import type { Definitions } from "./load-definitions.js";
import type { OutboxRow } from "./outbox.js";
import { lockKnownPlayer, readWorld } from "./state-rows.js";
import type { Teller } from "./teller.js";
import { updateWorldState } from "./update-state.js";
import { itemOf, itemWire } from "./views.js";

/** Stands for whose action it was where nobody's was, or where nobody is to know any more. */
const NOBODY = "";

export interface PlayerErasureDeps {
	readonly definitions: Definitions;
	readonly calls: DatabaseCalls;
	readonly teller: Pick<Teller, "tell" | "placeOf" | "erase" | "eraseMentions">;
	/** Unix seconds. */
	readonly now: () => number;
}

/** Erases players: their rows, what waits to be told of them, and what was. What they carried lies where it lay first. */
export function createPlayerErasure(deps: PlayerErasureDeps): UserDataHolder {
	const { definitions, calls, teller, now } = deps;

	const eraseFrom = async (definition: Definition, userId: string): Promise<number> => {
		const erased = await calls.transaction((sql) => eraseRows(sql, definition, { userId, at: now() }));
		const shared = sharedTopic(definition.id);
		await teller.tell(erased.rows);
		// Whatever was still on its way is there now, and goes with the rest.
		if (erased.sharedNumber > 0) await teller.placeOf(shared, erased.sharedNumber);
		const cleared = [
			erased.isKnown,
			await teller.erase(userTopic({ experience: definition.id, userId }), erased.lastNumber),
			await teller.eraseMentions(shared, JSON.stringify(userId)),
		];
		return cleared.filter((isCleared) => isCleared).length;
	};

	return {
		name: "experience",
		erase: async (userId) => {
			let places = 0;
			for (const definition of definitions.values()) places += await eraseFrom(definition, userId);
			return places;
		},
	};
}

interface ErasedRows {
	readonly isKnown: boolean;
	/** Of the last message in the user's topic, and in the shared one. */
	readonly lastNumber: number;
	readonly sharedNumber: number;
	/** Saved to be told. */
	readonly rows: readonly OutboxRow[];
}

interface Erasing {
	readonly userId: string;
	/** Unix seconds. */
	readonly at: number;
}

async function eraseRows(sql: Sql, definition: Definition, { userId, at }: Erasing): Promise<ErasedRows> {
	const experience = definition.id;
	const own = await lockKnownPlayer(sql, definition, userId);
	if (!own) return { isKnown: false, lastNumber: 0, sharedNumber: 0, rows: [] };
	const world = await readWorld(sql, definition, true);
	await withoutName(sql, sharedTopic(experience), userId);

	let next = world.state;
	const changes = carriedBy(world.state, userId).map((id): StateChangeWire => {
		const item = itemOf(definition, id);
		const to = { kind: "location", id: item.location } as const;
		next = placeItem(next, id, to);
		return { operation: "add", to, item: itemWire(item) };
	});
	const data: SharedUpdateWire = {
		type: "shared_update",
		experience,
		user_id: NOBODY,
		changes,
		quests: [],
		timestamp: at,
	};
	const messages = changes.length > 0 ? [{ type: "shared_update", data }] : [];
	const rows = await updateWorldState(sql, definition, { row: world, next, messages, at });

	const { lastNumber } = own;
	await sql.delete(outbox).where(eq(outbox.topic, userTopic({ experience, userId })));
	for (const table of [actions, narrations, players]) {
		await sql.delete(table).where(and(eq(table.experience, experience), eq(table.userId, userId)));
	}
	return { isKnown: true, lastNumber, sharedNumber: world.lastNumber + rows.length, rows };
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
