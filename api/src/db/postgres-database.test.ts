import { databaseContract } from "./database-contract.js";
import { openDatabase } from "./open-database.js";
import { describeOnPostgres } from "../testing/postgres-server.js";

describeOnPostgres("the database on PostgreSQL", (postgres) => {
	databaseContract(async () =>
		openDatabase({ url: await postgres().createDatabase(), report: () => undefined }),
	);
});
