import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { loadConfig } from "../../src/config/config.js";
import { startServer } from "../../src/http/serve.js";
import { letHeapGrow } from "../../src/let-heap-grow.js";
import { createService } from "../../src/service.js";
import { startBarePages } from "./bare-pages.js";

/** One server in a process of its own: `server-child.ts <kind> <folder of pages> <folder of experiences>`. Says `{port}`. */
export type PagesServerKind = "product" | "bare";

/** The whole service with its pages on the embedded engines; in development, where pages sign in by name. */
async function startProduct(pages: string, experiences: string): ReturnType<typeof startBarePages> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-bench-"));
	const config = loadConfig({ DATA_DIR: folder, PORT: "0", RATE_LIMIT_PER_MINUTE: "10000000" });
	const logger = pino({ level: "silent" });
	const service = await createService({
		config,
		logger,
		version: "0.0.0",
		experiences,
		pages: { folder: pages },
	});
	const server = await startServer({ ...service, config, logger });
	for (const begin of service.onListening) begin();
	return {
		port: server.port,
		async close() {
			await server.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

letHeapGrow();
const [kind, pages, experiences] = process.argv.slice(2) as [PagesServerKind, string, string];
const server = kind === "bare" ? await startBarePages() : await startProduct(pages, experiences);
process.send?.({ port: server.port });
process.on("disconnect", () => void server.close().then(() => process.exit()));
