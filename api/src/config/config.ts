import type { Retention } from "../log/log.js";
import { type ConfigProblem, contradictions } from "./contradictions.js";
import { type Settings, settingsSchema } from "./settings.js";

/** How users' tokens are checked. Without `source` (development alone) a secret is made up at start. */
export interface JwtConfig {
	readonly source?:
		{ readonly kind: "secret"; readonly secret: string } | { readonly kind: "jwks"; readonly url: string };
	readonly audience?: string;
	readonly issuer?: string;
}

/** What thinks for NPCs. */
export type MindConfig = { readonly timeoutSeconds: number; readonly seed: number } & (
	{ readonly kind: "scripted" } | OpenAiMindConfig | LettaMindConfig
);

/** A service that speaks as OpenAI's chat completions do. */
export interface OpenAiMindConfig {
	readonly kind: "openai";
	readonly url: string;
	readonly model: string;
	readonly key?: string;
}

/** A Letta server. Without `model` it takes its own default. */
export interface LettaMindConfig {
	readonly kind: "letta";
	readonly url: string;
	readonly model?: string;
	readonly key?: string;
}

/** When users' chatlings talk, of what, and how long that is kept. */
export interface ChatroomConfig {
	/** Of minutes; without it they talk when they are told to. */
	readonly cron?: string;
	readonly timeZone: string;
	readonly seed: string;
	/** Whether a model writes the lines, where there is one. */
	readonly lines: "model" | "script";
	/** Users done in one transaction; as many as does well where it is not given. */
	readonly batch?: number;
	readonly keptMonths: number;
	/** What is talked of; the file that ships where it is not given. */
	readonly topicsFile?: string;
	/** Users who are given a society where they have none. */
	readonly demoUsers: readonly string[];
}

/** The settings of one process, frozen. Durations carry their unit. */
export interface Config {
	readonly production: boolean;
	readonly host: string;
	readonly port: number;
	readonly dataDir: string;
	readonly logEngine: Settings["LOG_ENGINE"];
	/** May hold a password, as the next two may. */
	readonly redisUrl?: string;
	readonly natsUrl?: string;
	/** PostgreSQL; without it the database is embedded. */
	readonly databaseUrl?: string;
	/** Where a session asks for state. */
	readonly apiUrl?: string;
	/** What this process does. */
	readonly role: Settings["ROLE"];
	/** Where messages wait for a mind. */
	readonly queue: { readonly engine: "memory" } | { readonly engine: "redis"; readonly url: string };
	readonly gameApiKeys: readonly string[];
	readonly jwt: JwtConfig;
	/** Of Roblox's notifications, which are refused without it. */
	readonly webhookSecret?: string;
	readonly logLevel: Settings["LOG_LEVEL"];
	readonly snapshotTtlSeconds: number;
	readonly archiveIntervalTicks: number;
	readonly worldId: string;
	/** Folder of the definitions of experiences; those that ship where it is not given. */
	readonly experiencesDir?: string;
	readonly retention: Retention;
	readonly sourceTimeoutSeconds: number;
	readonly encounterIdleSeconds: number;
	readonly rateLimitPerMinute: number;
	/** As Express takes it: hops, or addresses and networks. */
	readonly trustProxy: number | readonly string[];
	readonly corsOrigins: readonly string[];
	readonly mind: MindConfig;
	readonly chatroom: ChatroomConfig;
	readonly drainSeconds: number;
}

/** The environment cannot be run with. The message names every variable and why, and no value of a secret. */
export class ConfigError extends Error {
	override readonly name = "ConfigError";

	constructor(readonly problems: readonly ConfigProblem[]) {
		const lines = problems.map(({ variables, problem }) => `  ${variables.join(", ")}: ${problem}`);
		super(["Earshot cannot start with these settings:", ...lines].join("\n"));
	}
}

/** Of Vite's development server, which serves the pages apart from the API. */
const DEVELOPMENT_ORIGINS = ["http://localhost:5173", "http://127.0.0.1:5173"];

/** Parses the environment, once. A variable that is empty counts as absent. Throws ConfigError. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
	const given = Object.fromEntries(
		Object.entries(environment)
			.map(([name, value]) => [name, value?.trim()] as const)
			.filter(([, value]) => value !== undefined && value !== ""),
	);
	const malformed: ConfigProblem[] = (settingsSchema.safeParse(given).error?.issues ?? []).map((issue) => ({
		variables: [String(issue.path[0])],
		problem: issue.message,
	}));
	// Contradictions are looked for all the same, so that one start names everything that is wrong.
	const bad = new Set(malformed.flatMap(({ variables }) => variables));
	const settings = settingsSchema.parse(
		Object.fromEntries(Object.entries(given).filter(([name]) => !bad.has(name))),
	);
	const problems = [
		...malformed,
		...contradictions(settings).filter(({ variables }) => !variables.some((name) => bad.has(name))),
	];
	if (problems.length > 0) throw new ConfigError(problems);
	return freeze(toConfig(settings));
}

function toConfig(settings: Settings): Config {
	const production = settings.NODE_ENV === "production";
	const { JWT_SECRET: secret, JWKS_URL: url } = settings;
	return {
		production,
		host: settings.HOST ?? (production ? "0.0.0.0" : "127.0.0.1"),
		port: settings.PORT,
		dataDir: settings.DATA_DIR,
		logEngine: settings.LOG_ENGINE,
		...(settings.REDIS_URL !== undefined && { redisUrl: settings.REDIS_URL }),
		...(settings.NATS_URL !== undefined && { natsUrl: settings.NATS_URL }),
		...(settings.DATABASE_URL !== undefined && { databaseUrl: settings.DATABASE_URL }),
		...(settings.API_URL !== undefined && { apiUrl: settings.API_URL }),
		role: settings.ROLE,
		queue:
			settings.QUEUE_ENGINE === "redis" && settings.REDIS_URL !== undefined
				? { engine: "redis", url: settings.REDIS_URL }
				: { engine: "memory" },
		gameApiKeys: settings.GAME_API_KEY ?? [],
		jwt: {
			...(secret !== undefined && { source: { kind: "secret", secret } }),
			...(url !== undefined && { source: { kind: "jwks", url } }),
			...(settings.JWT_AUDIENCE !== undefined && { audience: settings.JWT_AUDIENCE }),
			...(settings.JWT_ISSUER !== undefined && { issuer: settings.JWT_ISSUER }),
		},
		...(settings.ROBLOX_WEBHOOK_SECRET !== undefined && { webhookSecret: settings.ROBLOX_WEBHOOK_SECRET }),
		logLevel: settings.LOG_LEVEL,
		snapshotTtlSeconds: settings.SNAPSHOT_TTL,
		archiveIntervalTicks: settings.ARCHIVE_INTERVAL,
		worldId: settings.WORLD_ID,
		...(settings.EXPERIENCES_DIR !== undefined && { experiencesDir: settings.EXPERIENCES_DIR }),
		retention: {
			maxEntries: settings.LOG_MAX_ENTRIES,
			maxBytes: settings.LOG_MAX_BYTES,
			maxAgeSeconds: settings.LOG_MAX_AGE_SECONDS,
		},
		sourceTimeoutSeconds: settings.SOURCE_TIMEOUT_SECONDS,
		encounterIdleSeconds: settings.ENCOUNTER_IDLE_SECONDS,
		rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
		trustProxy: settings.TRUST_PROXY,
		corsOrigins: settings.CORS_ORIGINS ?? (production ? [] : DEVELOPMENT_ORIGINS),
		mind: toMind(settings),
		chatroom: toChatroom(settings),
		drainSeconds: settings.DRAIN_SECONDS,
	};
}

function toMind(settings: Settings): MindConfig {
	const { MIND_URL: url, MIND_MODEL: model, MIND_KEY: key } = settings;
	const kind = settings.MIND_KIND ?? (url === undefined ? "scripted" : "openai");
	const every = { timeoutSeconds: settings.MIND_TIMEOUT_SECONDS, seed: settings.MIND_SEED };
	const secret = key === undefined ? {} : { key };
	if (kind === "openai" && url !== undefined && model !== undefined)
		return { ...every, kind, url, model, ...secret };
	if (kind === "letta" && url !== undefined) {
		return { ...every, kind, url, ...(model !== undefined && { model }), ...secret };
	}
	return { ...every, kind: "scripted" };
}

function toChatroom(settings: Settings): ChatroomConfig {
	const { CHATROOM_CRON: cron, CHATROOM_BATCH: batch, CHATROOM_TOPICS: topicsFile } = settings;
	return {
		...(cron !== undefined && { cron }),
		timeZone: settings.CHATROOM_TIME_ZONE,
		seed: settings.CHATROOM_SEED,
		lines: settings.CHATROOM_LINES,
		...(batch !== undefined && { batch }),
		keptMonths: settings.CHATROOM_KEPT_MONTHS,
		...(topicsFile !== undefined && { topicsFile }),
		demoUsers: settings.CHATROOM_DEMO_USERS ?? [],
	};
}

function freeze<T extends object>(value: T): T {
	for (const inner of Object.values(value)) {
		if (typeof inner === "object" && inner !== null) freeze(inner as object);
	}
	return Object.freeze(value);
}
