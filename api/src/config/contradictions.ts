import { JWT_SECRET_MIN_BYTES } from "./limits.js";
import type { Settings } from "./settings.js";

/** A setting, or several that contradict each other, and what is wrong. */
export interface ConfigProblem {
	readonly variables: readonly string[];
	readonly problem: string;
}

/** What makes well-formed settings unfit to run with; empty where nothing does. */
export function contradictions(settings: Settings): readonly ConfigProblem[] {
	const production = settings.NODE_ENV === "production";
	const problems: ConfigProblem[] = [];
	const refuse = (wrong: boolean, variables: readonly string[], problem: string): void => {
		if (wrong) problems.push({ variables, problem });
	};
	const { JWT_SECRET: secret, JWKS_URL: jwks } = settings;

	refuse(
		production && !settings.GAME_API_KEY?.length,
		["GAME_API_KEY"],
		"is required in production, or anybody could write worlds",
	);
	refuse(
		production && secret === undefined && jwks === undefined,
		["JWT_SECRET", "JWKS_URL"],
		"one of them is required in production, or no user could be told from another",
	);
	refuse(
		secret !== undefined && jwks !== undefined,
		["JWT_SECRET", "JWKS_URL"],
		"only one of them can say whose tokens are taken",
	);
	refuse(
		production && secret !== undefined && Buffer.byteLength(secret) < JWT_SECRET_MIN_BYTES,
		["JWT_SECRET"],
		`must be ${JWT_SECRET_MIN_BYTES} bytes or longer in production, or tokens can be forged by guessing`,
	);
	for (const name of ["JWT_AUDIENCE", "JWT_ISSUER"] as const) {
		refuse(
			production && jwks !== undefined && settings[name] === undefined,
			[name],
			"is required with JWKS_URL in production, or tokens made for other applications would be taken",
		);
	}
	const { MIND_KIND: mindKind, MIND_URL: mindUrl } = settings;
	const asksOpenAi = mindKind === "openai" || (mindKind === undefined && mindUrl !== undefined);
	refuse(
		mindUrl === undefined && (mindKind === "openai" || mindKind === "letta"),
		["MIND_URL"],
		`is required with MIND_KIND=${mindKind}, or there is nobody to ask`,
	);
	refuse(
		asksOpenAi && settings.MIND_MODEL === undefined,
		["MIND_MODEL"],
		"is required where an OpenAI-compatible service is asked, as each request names its model",
	);
	refuse(
		settings.MIND_KEY !== undefined && mindUrl === undefined,
		["MIND_KEY", "MIND_URL"],
		"a key without an address has nobody to go to",
	);
	refuse(
		settings.QUEUE_ENGINE === "redis" && settings.REDIS_URL === undefined,
		["QUEUE_ENGINE", "REDIS_URL"],
		"a queue on Redis needs the address of one",
	);
	refuse(
		settings.LOG_ENGINE === "redis" && settings.REDIS_URL === undefined,
		["LOG_ENGINE", "REDIS_URL"],
		"a log on Redis needs the address of one",
	);
	refuse(
		settings.NATS_URL !== undefined && settings.LOG_ENGINE !== "redis",
		["NATS_URL", "LOG_ENGINE"],
		`NATS tells processes of a log that they share, and a log of ${settings.LOG_ENGINE} is shared by none`,
	);
	refuse(
		(settings.ROLE === "api" || settings.ROLE === "worker") && settings.QUEUE_ENGINE === "memory",
		["ROLE", "QUEUE_ENGINE"],
		`${settings.ROLE} alone shares no queue in memory with another process; use QUEUE_ENGINE=redis`,
	);
	refuse(
		settings.ROLE === "session" && settings.LOG_ENGINE !== "redis",
		["ROLE", "LOG_ENGINE"],
		`a session reads the log that the api writes, and one of ${settings.LOG_ENGINE} belongs to one process; use LOG_ENGINE=redis`,
	);
	refuse(
		settings.ROLE === "session" && settings.API_URL === undefined,
		["ROLE", "API_URL"],
		"a session holds no state, and needs the address of whom to ask for it",
	);
	refuse(
		production && settings.CHATROOM_DEMO_USERS !== undefined,
		["CHATROOM_DEMO_USERS"],
		"is for demonstrations: in production it would give chatlings and coins away",
	);
	refuse(
		settings.LOG_MAX_ENTRIES < settings.ARCHIVE_INTERVAL,
		["LOG_MAX_ENTRIES", "ARCHIVE_INTERVAL"],
		`${settings.LOG_MAX_ENTRIES} entries kept cannot reach back to a checkpoint made every ${settings.ARCHIVE_INTERVAL} ticks`,
	);
	refuse(
		settings.LOG_MAX_AGE_SECONDS < settings.SNAPSHOT_TTL,
		["LOG_MAX_AGE_SECONDS", "SNAPSHOT_TTL"],
		`snapshots held for ${settings.SNAPSHOT_TTL} s need a log that keeps at least as long, not ${settings.LOG_MAX_AGE_SECONDS} s`,
	);
	return problems;
}
