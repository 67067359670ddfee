import { sql as text } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "./open-database.js";
import { rowsOf } from "./rows-of.js";
import { embeddedFolders } from "./testing/embedded-folders.js";

describe("rows that are handed in", () => {
	const newFolder = embeddedFolders();
	let database: ReturnType<typeof openDatabase> | undefined;
	afterAll(() => database?.close());
	const select = async (rows: readonly { readonly id: number; readonly said: string | null }[]) => {
		database ??= openDatabase({ directory: await newFolder(), report: () => undefined });
		const table = rowsOf("given", rows, {
			id: ["int", ({ id }) => id],
			said: ["text", ({ said }) => said],
			"of it": ["jsonb", ({ said }) => JSON.stringify({ said })],
		});
		const answer = await database.run((sql) => sql.execute(text`select * from ${table} order by given.id`));
		return answer.rows;
	};

	it("[CG20] come back as they are, whatever is in them", async () => {
		const said = ['"', "\\", "'; drop table x; --", "{a,b}", "NULL", "null", "", " ", "é🌍\n\t", null, ","];
		const rows = said.map((one, id) => ({ id, said: one }));
		expect(await select(rows)).toEqual(rows.map((row) => ({ ...row, "of it": { said: row.said } })));
	});

	it("[CG20] may be many, or none", async () => {
		expect(await select(Array.from({ length: 20_000 }, (_, id) => ({ id, said: `${id}` })))).toHaveLength(
			20_000,
		);
		expect(await select([])).toEqual([]);
	});
});
