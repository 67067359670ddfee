import { letHeapGrow } from "../../src/let-heap-grow.js";
import { found } from "../held.js";
import { production, startWholeService } from "../whole-service.js";
import { startBareTables } from "./bare-tables.js";

/**
 * One server in a process of its own: `server-child.ts <kind> <secret> [DATABASE_URL]`. Says `{port}`, and what it has come
 * to for each message that it is sent.
 */
export type TablesServerKind = "product" | "bare";

// As the service does; the bare server has the same.
letHeapGrow();
const [kind, secret, databaseUrl] = process.argv.slice(2) as [TablesServerKind, string, string | undefined];
const database: Record<string, string> = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
const server =
	kind === "bare"
		? await startBareTables()
		: await startWholeService({ env: { ...production(secret), ...database } });
process.send?.({ port: server.port });
process.on("message", () => void found().then((what) => process.send?.(what)));
process.on("disconnect", () => void server.close().then(() => process.exit()));
