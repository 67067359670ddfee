import type { Logger } from "./ports";

const PREFIX = "[Earshot]";

/** Writes to the place's output: warnings and errors in their colour. */
export const engineLogger: Logger = {
	write: (level, message) => {
		if (level === "info") print(PREFIX, message);
		else warn(PREFIX, level === "error" ? `ERROR ${message}` : message);
	},
};
