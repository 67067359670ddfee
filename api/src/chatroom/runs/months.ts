import { sql as text } from "drizzle-orm";
import type { Database } from "../../db/database.js";

/** Of the lock that months are made under; any number does that nothing else in the database locks by. */
const LOCK = 3_170_245_552;

/** A month of messages, in its own table. */
interface Month {
	readonly table: string;
	/** Unix seconds: from, and up to (excluded). */
	readonly from: number;
	readonly to: number;
}

/** The month (UTC) of a time in unix seconds, or one so many after it. */
export function monthOf(at: number, later = 0): Month {
	const date = new Date(at * 1000);
	const begin = (months: number): number =>
		Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later + months) / 1000;
	const [year, month] = new Date(begin(0) * 1000).toISOString().split("-");
	return { table: `conversation_messages_${year}_${month}`, from: begin(0), to: begin(1) };
}

/**
 * Sees to it that messages of a time (unix seconds), and of the month after it, can be written. Several may ask at once,
 * and each finds it done.
 */
export async function ensureMonths(
	database: Pick<Database, "run" | "transaction">,
	at: number,
): Promise<void> {
	const months = [monthOf(at), monthOf(at, 1)];
	const { rows } = await database.run((sql) =>
		sql.execute<{ found: boolean }>(
			text`select ${text.join(
				months.map(({ table }) => text`to_regclass(${table}) is not null`),
				text` and `,
			)} as found`,
		),
	);
	if (rows[0]?.found) return;
	await database.transaction(async (sql) => {
		await sql.execute(text`select pg_advisory_xact_lock(${LOCK})`);
		for (const { table, from, to } of months) {
			const range = text.raw(`from (${from}) to (${to})`);
			await sql.execute(
				text`create table if not exists ${text.identifier(table)} partition of conversation_messages for values ${range}`,
			);
		}
	});
}
