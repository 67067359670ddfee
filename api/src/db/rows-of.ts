import { type SQL, sql as text } from "drizzle-orm";

/** Columns of rows that are handed in: each with its type in the database, and its value of a row. */
export type Columns<T> = Readonly<Record<string, readonly [type: string, value: (row: T) => unknown]>>;

/**
 * Rows as a table within a statement, to select from: one array for each column. However many rows there are, the
 * statement stays the same, and takes a parameter for each column in the place of one for each value. Of JSON the type
 * is `json` or `jsonb`, and the value its text.
 */
export function rowsOf<T>(name: string, rows: readonly T[], columns: Columns<T>): SQL {
	const arrays = Object.values(columns).map(
		([type, value]) => text`${text.param(rows.map(value))}::${text.raw(type)}[]`,
	);
	const names = Object.keys(columns).map((column) => text.identifier(column));
	return text`unnest(${text.join(arrays, text`, `)}) as ${text.identifier(name)}(${text.join(names, text`, `)})`;
}
