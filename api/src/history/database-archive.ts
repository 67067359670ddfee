import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { and, asc, desc, eq, gt, lte, or, sql } from "drizzle-orm";
import type { Database, Sql } from "../db/database.js";
import { worldStates } from "../db/schema.js";
import type { ArchivedState, WorldArchive } from "./world-archive.js";

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/**
 * Beyond this many states of one world every other one of the older half goes, except the first: what is recent can be
 * had tick by archived tick, what is long past in ever larger steps, and the first is never lost. A state of 5,000
 * members takes some 60 kB.
 */
export const ARCHIVE_LIMIT = 1_000;

/**
 * Of 1 to 11. A state of 5,000 members, 1.9 MB of JSON, becomes 54 kB in 11 ms, beside the event loop; at 9 it is 49 kB
 * in 51 ms. The database's own ways would hold 126 kB (jsonb) or 160 kB (text).
 */
const BROTLI_QUALITY = 5;

/** The archive in the database. States are compressed there. */
export function createDatabaseArchive(database: Database, limit = ARCHIVE_LIMIT): WorldArchive {
	const { worldId: world, tick, takenAt } = worldStates;

	return {
		async put({ worldId, timestamp, state, ...archived }) {
			const values = { worldId, tick: archived.tick, takenAt: timestamp, state: await pack(state) };
			await database.transaction(async (db) => {
				const { takenAt, state } = values;
				await db
					.insert(worldStates)
					.values(values)
					.onConflictDoUpdate({ target: [world, tick], set: { takenAt, state } });
				await thinOut(db, worldId, limit);
			});
		},
		list: (worldId) =>
			database.run((db) =>
				db
					.select({ tick, timestamp: takenAt })
					.from(worldStates)
					.where(eq(world, worldId))
					.orderBy(asc(tick)),
			),
		async newestUpTo(worldId, upTo) {
			const found = await database.run((db) =>
				db
					.select()
					.from(worldStates)
					.where(and(eq(world, worldId), lte(tick, upTo)))
					.orderBy(desc(tick))
					.limit(1),
			);
			return found[0] && unpack(found[0]);
		},
		async rewrite(mention, change) {
			let changed = 0;
			let last: { readonly worldId: string; readonly tick: number } | undefined;
			// One at a time: a state may be megabytes, and there may be thousands.
			for (;;) {
				const after = last && or(gt(world, last.worldId), and(eq(world, last.worldId), gt(tick, last.tick)));
				const next = await database.transaction(async (db) => {
					const [row] = await db
						.select()
						.from(worldStates)
						.where(after)
						.orderBy(asc(world), asc(tick))
						.limit(1)
						.for("update");
					if (!row) return undefined;
					const archived = await unpack(row);
					const text = archived.state.includes(mention) ? change(archived) : archived.state;
					if (text === archived.state) return { ...row, changed: false };
					await db
						.update(worldStates)
						.set({ state: await pack(text) })
						.where(and(eq(world, row.worldId), eq(tick, row.tick)));
					return { ...row, changed: true };
				});
				if (!next) return changed;
				if (next.changed) changed += 1;
				last = { worldId: next.worldId, tick: next.tick };
			}
		},
		status() {
			const { engine, ready, detail } = database.status();
			return { engine, ready, ...(detail !== undefined && { detail }) };
		},
	};

	async function thinOut(db: Sql, worldId: string, most: number): Promise<void> {
		if ((await db.$count(worldStates, eq(world, worldId))) <= most) return;
		await db.execute(sql`
			delete from ${worldStates} where ${world} = ${worldId} and ${tick} in (
				select placed.tick from (
					select ${tick} as tick, row_number() over (order by ${tick}) as place
					from ${worldStates} where ${world} = ${worldId}
				) as placed
				where placed.place <= ${Math.floor(most / 2)} and placed.place % 2 = 0
			)
		`);
	}
}

function pack(state: string): Promise<Buffer> {
	const bytes = Buffer.from(state);
	return compress(bytes, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
			[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
		},
	});
}

async function unpack(row: typeof worldStates.$inferSelect): Promise<ArchivedState> {
	const { worldId, tick, takenAt: timestamp, state } = row;
	return { worldId, tick, timestamp, state: (await decompress(state)).toString() };
}
