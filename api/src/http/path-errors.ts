import type { z } from "zod";
import type { PathError } from "./refusal.js";

/** Joins a path of keys and indices: `clusters[0].members`. A key that would be misread is quoted in brackets. */
export function formatPath(path: readonly PropertyKey[]): string {
	return path.reduce<string>((text, part) => {
		if (typeof part === "number") return `${text}[${part}]`;
		const key = String(part);
		if (!/^[^.[\]"\s]+$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
		return text === "" ? key : `${text}.${key}`;
	}, "");
}

/** Every failing place that a schema found, for the `errors` of problem details. */
export function pathErrors(error: z.ZodError): readonly PathError[] {
	return error.issues.map((issue) => ({ path: formatPath(issue.path), message: issue.message }));
}
