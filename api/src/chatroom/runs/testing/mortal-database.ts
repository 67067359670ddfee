import type { Database, Sql } from "../../../db/database.js";

/** What a statement fails with in a process that is no more. */
export class Killed extends Error {
	override readonly name = "Killed";
}

/** A database as a process has it that dies at some point: nothing it asks from then on reaches the database. */
export interface MortalDatabase extends Pick<Database, "run" | "transaction"> {
	/** Points that were passed so far: each statement, and each end of a transaction. */
	readonly passed: () => number;
}

const STATEMENTS: ReadonlySet<string | symbol> = new Set(["select", "insert", "update", "delete", "execute"]);

/**
 * Dies at the point of that number, counted from 1: before a statement, which then is not done and takes its transaction
 * with it; or once a transaction is done, whose end it does not live to see.
 */
export function mortalDatabase(database: Database, diesAt: number): MortalDatabase {
	let passed = 0;
	const pass = (): void => {
		passed += 1;
		if (passed >= diesAt) throw new Killed(`at point ${passed}`);
	};
	const mortal = (sql: Sql): Sql =>
		new Proxy(sql, {
			get(target, name, receiver) {
				if (STATEMENTS.has(name)) pass();
				return Reflect.get(target, name, receiver) as unknown;
			},
		});
	const survive = async <T>(call: Promise<T>): Promise<T> => {
		const done = await call;
		pass();
		return done;
	};
	return {
		passed: () => passed,
		run: (work) => survive(database.run((sql) => work(mortal(sql)))),
		transaction: (work) => survive(database.transaction((sql) => work(mortal(sql)))),
	};
}
