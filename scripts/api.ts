import { spawn } from "node:child_process";
import { once } from "node:events";
import { onInterrupt } from "./lib/interrupt.js";
import { fromRoot } from "./lib/paths.js";
import { BUILD_API, BUILD_PAGES, runSteps } from "./lib/steps.js";

/** `npm run api`: builds the backend and its pages, and runs it with this environment until it is stopped. */
export async function main(): Promise<number> {
	if ((await runSteps([BUILD_API, BUILD_PAGES])).length > 0) return 1;
	const child = spawn(process.execPath, ["--enable-source-maps", fromRoot("api", "dist", "main.js")], {
		stdio: "inherit",
		// Ctrl-C would reach it twice otherwise, and the second time ends it at once.
		detached: process.platform !== "win32",
	});
	const stopListening = onInterrupt(
		() => void child.kill("SIGTERM"),
		() => void child.kill("SIGKILL"),
	);
	const [code] = (await once(child, "exit").finally(stopListening)) as [number | null];
	return code ?? 1;
}
