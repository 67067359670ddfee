import { type DestinationStream, type Logger, destination, pino } from "pino";
import type { Config } from "../config/config.js";
import { describeError } from "./describe-error.js";
import { createRedactor } from "./redact.js";

/**
 * The logger of this process: JSON lines on standard output (or `output`). Every line passes the redactor, so
 * that no part of the program can log a key, a secret or a token, whatever it logs.
 */
export function createLogger(
	config: Pick<Config, "gameApiKeys" | "jwt" | "logLevel" | "redisUrl" | "natsUrl" | "databaseUrl">,
	output: DestinationStream = destination(1),
): Logger {
	const { source } = config.jwt;
	const redact = createRedactor([
		...config.gameApiKeys,
		...(source?.kind === "secret" ? [source.secret] : []),
		...[config.redisUrl, config.natsUrl, config.databaseUrl].flatMap((url) =>
			url === undefined ? [] : [url, new URL(url).password],
		),
	]);
	return pino(
		{
			level: config.logLevel,
			base: null,
			serializers: { err: (error: unknown) => (error instanceof Error ? describeError(error) : error) },
		},
		{ write: (line) => output.write(redact(line)) },
	);
}
