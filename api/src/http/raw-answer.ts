import type { ErrorAnswer } from "./errors.js";
import { PROBLEM_TYPE } from "./problem.js";

/** An error's whole answer as text, for connections that have no response of Node's to write it with. */
export function rawAnswer({ status, headers, problem }: ErrorAnswer): string {
	const body = JSON.stringify(problem);
	return [
		`HTTP/1.1 ${status} ${problem.title}`,
		...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
		`Content-Type: ${PROBLEM_TYPE}`,
		`Content-Length: ${Buffer.byteLength(body)}`,
		"Connection: close",
		"",
		body,
	].join("\r\n");
}
