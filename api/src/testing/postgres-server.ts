import { afterAll, beforeAll, describe } from "vitest";
import { findPostgres, type PostgresServer, startPostgres } from "./postgres-process.js";

export type { PostgresServer };

/**
 * A suite on a real PostgreSQL, which its tests get from `postgres()`. Where there is none it is skipped under a name
 * that says so, and fails where everything must be there.
 */
export function describeOnPostgres(name: string, suite: (postgres: () => PostgresServer) => void): void {
	const programs = findPostgres();
	describe.skipIf(!programs && !process.env["CI"])(
		programs ? name : `${name}: PostgreSQL is not installed`,
		() => {
			let server: PostgresServer | undefined;
			beforeAll(async () => {
				if (!programs)
					throw new Error("PostgreSQL is not installed; name its folder of programs by POSTGRES_BIN");
				server = await startPostgres(programs);
			}, 60_000);
			afterAll(() => server?.remove());
			suite(() => {
				if (!server) throw new Error("PostgreSQL has not started");
				return server;
			});
		},
	);
}
