import { z } from "zod";
import { chatroomSettings } from "./chatroom-settings.js";
import { type About, rows } from "./setting-rows.js";
import {
	baseUrl,
	databaseUrl,
	headerKey,
	httpUrl,
	integer,
	list,
	natsUrl,
	origins,
	proxies,
	redisUrl,
} from "./setting-types.js";

const DAY_SECONDS = 86_400;
const MEBIBYTE = 1024 * 1024;

/** Every environment variable that Earshot reads. What is not here is not read. */
export const settingsSchema = z.object({
	NODE_ENV: z
		.enum(["development", "test", "production"], {
			error: "must be development, test or production: a slip of the pen must not open a server to everybody",
		})
		.prefault("development")
		.register(rows, {
			unit: "mode",
			about: "In production keys and tokens are required; otherwise calls without them are taken.",
		}),
	HOST: z.string().optional().register(rows, {
		unit: "address",
		about: "Address to listen on. Development stays on this machine, as it is open.",
		fallback: "127.0.0.1; 0.0.0.0 in production",
	}),
	PORT: integer(0, 65_535)
		.prefault("3000")
		.register(rows, { unit: "TCP port", about: "Port to listen on; 0 takes a free one." }),
	DATA_DIR: z
		.string()
		.prefault(".earshot")
		.register(rows, { unit: "folder", about: "Where the embedded engines keep their files." }),
	LOG_ENGINE: z
		.enum(["lmdb", "memory", "redis"], { error: "must be lmdb, memory or redis" })
		.prefault("lmdb")
		.register(rows, {
			unit: "engine",
			about:
				"lmdb survives a crash and belongs to one process; redis is shared by any number of them; memory forgets everything when it stops, and is meant for tests.",
		}),
	ROLE: z
		.enum(["all", "api", "session", "worker"], { error: "must be all, api, session or worker" })
		.prefault("all")
		.register(rows, {
			unit: "role",
			about:
				"What this process does: all; api holds state, and leaves answering messages and narrating to workers, which do nothing else (both need QUEUE_ENGINE=redis); session holds players' connections alone, and asks API_URL for everything else (it needs LOG_ENGINE=redis).",
		}),
	API_URL: baseUrl("GAME_API_KEY").optional().register(rows, {
		unit: "URL",
		about:
			"Address of the processes with ROLE=api, which a session asks with the first key of GAME_API_KEY; nobody else reads it.",
	}),
	QUEUE_ENGINE: z
		.enum(["memory", "redis"], { error: "must be memory or redis" })
		.prefault("memory")
		.register(rows, {
			unit: "engine",
			about:
				"Where messages wait for a mind: in this process, or on Redis for workers in any number of them.",
		}),
	REDIS_URL: redisUrl.optional().register(rows, {
		unit: "URL",
		about:
			"Redis, as redis:// or rediss://: for LOG_ENGINE=redis and QUEUE_ENGINE=redis; wherever it is given, it holds each tick's snapshot too.",
		secret: true,
	}),
	NATS_URL: natsUrl.optional().register(rows, {
		unit: "URL",
		about:
			"NATS, as nats:// or tls://: tells processes that share a log of new entries at once, and other programs what changes for players (world.updates.user.{user_id}). Without it they ask Redis every tenth of a second.",
		secret: true,
	}),
	DATABASE_URL: databaseUrl.optional().register(rows, {
		unit: "URL",
		about: "PostgreSQL, as postgres:// or postgresql://.",
		fallback: "PGlite, embedded, under DATA_DIR",
		secret: true,
	}),
	GAME_API_KEY: list.optional().register(rows, {
		unit: "keys",
		about:
			"Keys of game servers, separated by commas, so that a new one can be taken before the old one goes. Required in production.",
		secret: true,
	}),
	JWT_SECRET: z.string().optional().register(rows, {
		unit: "text",
		about: "Secret of users' tokens (HS256), 32 bytes or more in production. Either this or JWKS_URL.",
		secret: true,
	}),
	JWKS_URL: httpUrl
		.optional()
		.register(rows, { unit: "URL", about: "Where the issuer of users' tokens publishes its keys." }),
	JWT_AUDIENCE: z.string().optional().register(rows, {
		unit: "text",
		about:
			"Audience that tokens must name; required with JWKS_URL in production, where the same keys sign tokens of other applications.",
	}),
	JWT_ISSUER: z.string().optional().register(rows, {
		unit: "text",
		about: "Issuer that tokens must name; required with JWKS_URL in production.",
	}),
	ROBLOX_WEBHOOK_SECRET: z
		.string()
		.min(16, { error: "must be 16 characters or more" })
		.optional()
		.register(rows, {
			unit: "text",
			about:
				"Secret of the webhook set up in Roblox's Creator Dashboard; its right-to-erasure requests are refused without it.",
			secret: true,
		}),
	LOG_LEVEL: z
		.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
			error: "must be trace, debug, info, warn, error, fatal or silent",
		})
		.prefault("info")
		.register(rows, { unit: "level", about: "The least level that is logged." }),
	SNAPSHOT_TTL: integer(1, 30 * DAY_SECONDS)
		.prefault("600")
		.register(rows, {
			unit: "seconds",
			about: "How long each tick's snapshot is held: ten minutes are what a reader scrolls back.",
		}),
	ARCHIVE_INTERVAL: integer(1, 1_000_000).prefault("100").register(rows, {
		unit: "ticks",
		about: "Complete state is put aside this often: a restart replays at most this many ticks.",
	}),
	WORLD_ID: z
		.string()
		.regex(/^[A-Za-z0-9._-]{1,64}$/, {
			error: "must be 1 to 64 letters, digits, dots, dashes or underscores",
		})
		.prefault("default")
		.register(rows, { unit: "id", about: "World of callers that name none." }),
	EXPERIENCES_DIR: z.string().optional().register(rows, {
		unit: "folder",
		about: "Definitions of experiences, one JSON file each, named by its id.",
		fallback: "api/experiences, which ships",
	}),
	LOG_MAX_ENTRIES: integer(1, 100_000_000).prefault("20000").register(rows, {
		unit: "entries a topic",
		about: "Kept for readers that come back: over five hours at a tick a second.",
	}),
	LOG_MAX_BYTES: integer(MEBIBYTE, 1024 * 1024 * MEBIBYTE)
		.prefault(String(256 * MEBIBYTE))
		.register(rows, { unit: "bytes a topic", about: "Bounds the disk (or memory) that one topic takes." }),
	LOG_MAX_AGE_SECONDS: integer(1, 365 * DAY_SECONDS)
		.prefault(String(DAY_SECONDS))
		.register(rows, { unit: "seconds", about: "A reader away for longer starts from fresh state." }),
	SOURCE_TIMEOUT_SECONDS: integer(1, 7 * DAY_SECONDS)
		.prefault("120")
		.register(rows, {
			unit: "seconds",
			about:
				"A game server silent for longer is taken for gone, with its members: twelve missed syncs of ten seconds.",
		}),
	ENCOUNTER_IDLE_SECONDS: integer(1, 30 * DAY_SECONDS)
		.prefault("1800")
		.register(rows, {
			unit: "seconds",
			about:
				"An encounter in which nobody does anything for so long pauses, if nobody is there, and leaves the memory; its state is put aside, and it opens again where it was.",
		}),
	RATE_LIMIT_PER_MINUTE: integer(1, 10_000_000).prefault("1200").register(rows, {
		unit: "requests a minute",
		about:
			"From one address, with and without an API key counted apart: three times what a busy game server sends (400).",
	}),
	TRUST_PROXY: proxies.prefault("0").register(rows, {
		unit: "hops or networks",
		about: "Proxies in front whose X-Forwarded-For is believed: a number of hops, or addresses and networks.",
	}),
	CORS_ORIGINS: origins.optional().register(rows, {
		unit: "origins",
		about: "Other origins whose pages may call, separated by commas. Our own pages need none.",
		fallback: "http://localhost:5173, http://127.0.0.1:5173 (Vite); none in production",
	}),
	MIND_KIND: z
		.enum(["scripted", "openai", "letta"], { error: "must be scripted, openai or letta" })
		.optional()
		.register(rows, {
			unit: "kind",
			about: "What thinks for NPCs. The scripted mind needs no network, and answers where a model cannot.",
			fallback: "scripted; openai where MIND_URL is given",
		}),
	MIND_URL: baseUrl("MIND_KEY").optional().register(rows, {
		unit: "URL",
		about:
			"Base address of the model: of an OpenAI-compatible service (as in https://api.openai.com/v1), or of a Letta server.",
	}),
	MIND_MODEL: z.string().max(200).optional().register(rows, {
		unit: "name",
		about: "Model to ask for, as its service names it; required with openai. Letta has a default of its own.",
	}),
	MIND_KEY: headerKey.optional().register(rows, {
		unit: "text",
		about: "Key of the model's service, sent as a bearer token to MIND_URL alone.",
		secret: true,
	}),
	MIND_TIMEOUT_SECONDS: integer(1, 120).prefault("4").register(rows, {
		unit: "seconds",
		about:
			"Until the scripted mind answers instead, retry included: places wait five. Players' lines are given three quarters of it, background ones twice as long.",
	}),
	MIND_SEED: integer(0, 4_294_967_295).prefault("1").register(rows, {
		unit: "number",
		about: "What the scripted mind's choices start from: the same seed and messages give the same lines.",
	}),
	...chatroomSettings,
	DRAIN_SECONDS: integer(1, 300).prefault("10").register(rows, {
		unit: "seconds",
		about: "From SIGTERM to exit; orchestrators usually kill after 10 to 30.",
	}),
});

/** The variables as parsed, before defaults that depend on each other. */
export type Settings = z.infer<typeof settingsSchema>;

/** One row of the table of settings. */
export interface SettingRow extends About {
	readonly name: string;
	readonly fallback: string;
}

/** The table of settings, for documentation: name, default, unit and what for, of every variable that is read. */
export function describeConfig(): readonly SettingRow[] {
	return Object.entries(settingsSchema.shape).map(([name, schema]) => {
		const row = rows.get(schema);
		if (!row) throw new Error(`nothing is said about ${name}`);
		const parsed: unknown = schema.parse(undefined);
		return { name, ...row, fallback: row.fallback ?? (parsed === undefined ? "" : String(parsed)) };
	});
}
