import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path under the project's folder. */
export function fromRoot(...parts: readonly string[]): string {
	return join(ROOT, ...parts);
}
