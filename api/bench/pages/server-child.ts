import { letHeapGrow } from "../../src/let-heap-grow.js";
import { startWholeService } from "../whole-service.js";
import { startBarePages } from "./bare-pages.js";

/** One server in a process of its own: `server-child.ts <kind> <folder of pages> <folder of experiences>`. Says `{port}`. */
export type PagesServerKind = "product" | "bare";

letHeapGrow();
const [kind, pages, experiences] = process.argv.slice(2) as [PagesServerKind, string, string];
// In development, where pages sign in by name.
const server =
	kind === "bare"
		? await startBarePages()
		: await startWholeService({ env: {}, experiences, pages: { folder: pages } });
process.send?.({ port: server.port });
process.on("disconnect", () => void server.close().then(() => process.exit()));
