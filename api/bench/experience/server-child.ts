import { letHeapGrow } from "../../src/let-heap-grow.js";
import { found } from "../held.js";
import { production, startWholeService } from "../whole-service.js";
import { startBareExperience } from "./bare-experience.js";

/**
 * One server in a process of its own: `server-child.ts <kind> <secret> <folder of experiences>`. Says `{port}`, and what it has
 * come to for each message that it is sent.
 */
export type ExperienceServerKind = "product" | "bare";

// As the service does; the bare server has the same.
letHeapGrow();
const [kind, secret, experiences] = process.argv.slice(2) as [ExperienceServerKind, string, string];
const server =
	kind === "bare"
		? await startBareExperience()
		: await startWholeService({ env: production(secret), experiences });
process.send?.({ port: server.port });
process.on("message", () => void found().then((what) => process.send?.(what)));
process.on("disconnect", () => void server.close().then(() => process.exit()));
