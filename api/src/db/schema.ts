import { bigint, customType, doublePrecision, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/** Bytes as they are. */
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** Complete states of worlds, one every so many ticks. */
export const worldStates = pgTable(
	"world_states",
	{
		worldId: text("world_id").notNull(),
		tick: bigint("tick", { mode: "number" }).notNull(),
		/** Unix seconds, of the payload that made the tick; they come back exactly as they were. */
		takenAt: doublePrecision("taken_at").notNull(),
		/** JSON text, compressed with brotli. */
		state: bytea("state").notNull(),
	},
	(table) => [primaryKey({ columns: [table.worldId, table.tick] })],
);
