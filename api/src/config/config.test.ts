import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Config, ConfigError, loadConfig } from "./config.js";
import { describeConfig, settingsSchema } from "./settings.js";

const PRODUCTION = {
	NODE_ENV: "production",
	GAME_API_KEY: "key-of-the-game",
	JWT_SECRET: "s".repeat(32),
};

function problemsOf(environment: Record<string, string>): Record<string, string> {
	try {
		loadConfig(environment);
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		return Object.fromEntries(error.problems.map(({ variables, problem }) => [variables.join(), problem]));
	}
	return {};
}

function isDeeplyFrozen(value: unknown): boolean {
	if (typeof value !== "object" || value === null) return true;
	return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

describe("settings", () => {
	it("[ED1] need nothing in development, and stay on this machine", () => {
		expect(loadConfig({})).toEqual({
			production: false,
			host: "127.0.0.1",
			port: 3000,
			dataDir: ".earshot",
			logEngine: "lmdb",
			role: "all",
			queue: { engine: "memory" },
			gameApiKeys: [],
			jwt: {},
			logLevel: "info",
			snapshotTtlSeconds: 600,
			archiveIntervalTicks: 100,
			worldId: "default",
			retention: { maxEntries: 20_000, maxBytes: 268_435_456, maxAgeSeconds: 86_400 },
			sourceTimeoutSeconds: 120,
			encounterIdleSeconds: 1_800,
			rateLimitPerMinute: 1200,
			trustProxy: 0,
			corsOrigins: ["http://localhost:5173", "http://127.0.0.1:5173"],
			mind: { kind: "scripted", timeoutSeconds: 4, seed: 1 },
			chatroom: {
				cron: "0 6,18 * * *",
				timeZone: "UTC",
				seed: "earshot",
				lines: "model",
				keptMonths: 12,
				demoUsers: [],
			},
			drainSeconds: 10,
		} satisfies Config);
	});

	it("[ED1] open production to the network and close it to other origins", () => {
		const config = loadConfig(PRODUCTION);
		expect(config).toMatchObject({
			production: true,
			host: "0.0.0.0",
			gameApiKeys: ["key-of-the-game"],
			jwt: { source: { kind: "secret", secret: PRODUCTION.JWT_SECRET } },
			corsOrigins: [],
		});
	});

	it("[ED1] are frozen to the last list", () => {
		expect(isDeeplyFrozen(loadConfig(PRODUCTION))).toBe(true);
	});

	it("[ED1] take empty variables for absent ones, and trim the others", () => {
		expect(loadConfig({ PORT: "", HOST: "  ", WORLD_ID: " plaza " })).toMatchObject({
			port: 3000,
			host: "127.0.0.1",
			worldId: "plaza",
		});
	});

	it("[ED1] split lists, dropping blanks and doubles", () => {
		expect(loadConfig({ GAME_API_KEY: "new, old,,new " }).gameApiKeys).toEqual(["new", "old"]);
		expect(loadConfig({ CORS_ORIGINS: "https://a.example,https://b.example:8443" }).corsOrigins).toEqual([
			"https://a.example",
			"https://b.example:8443",
		]);
	});

	it.each([
		["2", 2],
		["loopback, 10.0.0.0/8", ["loopback", "10.0.0.0/8"]],
		["2001:db8::1", ["2001:db8::1"]],
	])("[ED1] trust the proxies %s", (text, expected) => {
		expect(loadConfig({ TRUST_PROXY: text }).trustProxy).toEqual(expected);
	});

	it("[ED1] take an issuer's keys instead of a secret", () => {
		const config = loadConfig({
			NODE_ENV: "production",
			GAME_API_KEY: "k",
			JWKS_URL: "https://issuer.example/jwks",
			JWT_AUDIENCE: "earshot",
			JWT_ISSUER: "https://issuer.example",
		});
		expect(config.jwt).toEqual({
			source: { kind: "jwks", url: "https://issuer.example/jwks" },
			audience: "earshot",
			issuer: "https://issuer.example",
		});
	});
});

describe("settings that are refused", () => {
	it.each([
		["NODE_ENV", "staging"],
		["PORT", "-1"],
		["PORT", "65536"],
		["PORT", "80.5"],
		["PORT", "0x50"],
		["LOG_ENGINE", "postgres"],
		["ROLE", "master"],
		["API_URL", "ftp://api.example"],
		["API_URL", "http://user:secret@api.example"],
		["API_URL", "http://api.example?key=secret"],
		["QUEUE_ENGINE", "kafka"],
		["REDIS_URL", "http://redis.example"],
		["NATS_URL", "http://nats.example"],
		["DATABASE_URL", "mysql://database.example"],
		["JWKS_URL", "ftp://issuer.example"],
		["JWKS_URL", "issuer"],
		["LOG_LEVEL", "loud"],
		["SNAPSHOT_TTL", "0"],
		["ARCHIVE_INTERVAL", "often"],
		["WORLD_ID", "a/b"],
		["LOG_MAX_ENTRIES", "0"],
		["LOG_MAX_BYTES", "1000"],
		["LOG_MAX_AGE_SECONDS", "1e3"],
		["SOURCE_TIMEOUT_SECONDS", "0"],
		["RATE_LIMIT_PER_MINUTE", "0"],
		["TRUST_PROXY", "true"],
		["CORS_ORIGINS", "*"],
		["CORS_ORIGINS", "https://a.example/path"],
		["MIND_KIND", "oracle"],
		["MIND_URL", "ftp://models.example"],
		["MIND_URL", "https://user:secret@models.example"],
		["MIND_URL", "https://models.example/v1?key=secret"],
		["MIND_KEY", "two words"],
		["MIND_KEY", "clé"],
		["MIND_TIMEOUT_SECONDS", "0"],
		["MIND_SEED", "lucky"],
		["DRAIN_SECONDS", "0"],
	])("[ED2] %s=%s", (name, value) => {
		expect(Object.keys(problemsOf({ [name]: value }))).toEqual([name]);
	});

	it("[ED2] production without keys and tokens", () => {
		expect(Object.keys(problemsOf({ NODE_ENV: "production" }))).toEqual([
			"GAME_API_KEY",
			"JWT_SECRET,JWKS_URL",
		]);
		expect(Object.keys(problemsOf({ ...PRODUCTION, GAME_API_KEY: " , " }))).toEqual(["GAME_API_KEY"]);
	});

	it("[ED2] two sources of users' tokens", () => {
		const both = { JWT_SECRET: "s".repeat(32), JWKS_URL: "https://issuer.example/jwks" };
		expect(Object.keys(problemsOf(both))).toEqual(["JWT_SECRET,JWKS_URL"]);
	});

	it("[ED2] a guessable secret in production, counted in bytes", () => {
		expect(Object.keys(problemsOf({ ...PRODUCTION, JWT_SECRET: "s".repeat(31) }))).toEqual(["JWT_SECRET"]);
		expect(problemsOf({ ...PRODUCTION, JWT_SECRET: "é".repeat(16) })).toEqual({});
		expect(problemsOf({ JWT_SECRET: "short" })).toEqual({});
	});

	it("[ED2] an issuer's keys in production without audience and issuer", () => {
		const environment = {
			NODE_ENV: "production",
			GAME_API_KEY: "k",
			JWKS_URL: "https://issuer.example/jwks",
		};
		expect(Object.keys(problemsOf(environment))).toEqual(["JWT_AUDIENCE", "JWT_ISSUER"]);
	});

	it("[ED2] a log that cannot reach back to its checkpoint, or over the snapshots it holds", () => {
		expect(Object.keys(problemsOf({ LOG_MAX_ENTRIES: "99" }))).toEqual(["LOG_MAX_ENTRIES,ARCHIVE_INTERVAL"]);
		expect(problemsOf({ LOG_MAX_ENTRIES: "100" })).toEqual({});
		expect(Object.keys(problemsOf({ LOG_MAX_AGE_SECONDS: "599" }))).toEqual([
			"LOG_MAX_AGE_SECONDS,SNAPSHOT_TTL",
		]);
		expect(problemsOf({ LOG_MAX_AGE_SECONDS: "600" })).toEqual({});
	});

	it("[ED2] a queue without its Redis, and roles that cannot meet", () => {
		const onRedis = { QUEUE_ENGINE: "redis", REDIS_URL: "redis://127.0.0.1:6379" };
		expect(Object.keys(problemsOf({ QUEUE_ENGINE: "redis" }))).toEqual(["QUEUE_ENGINE,REDIS_URL"]);
		expect(Object.keys(problemsOf({ ROLE: "worker" }))).toEqual(["ROLE,QUEUE_ENGINE"]);
		expect(Object.keys(problemsOf({ ROLE: "api" }))).toEqual(["ROLE,QUEUE_ENGINE"]);
		expect(problemsOf({ ...onRedis, ROLE: "api" })).toEqual({});
		expect(loadConfig(onRedis).queue).toEqual({ engine: "redis", url: onRedis.REDIS_URL });
	});

	it("[RL13] a session without a log that it shares, or without an address to ask", () => {
		const shared = { LOG_ENGINE: "redis", REDIS_URL: "redis://127.0.0.1:6379" };
		const api = { API_URL: "http://api:3000" };
		expect(Object.keys(problemsOf({ ROLE: "session" }))).toEqual(["ROLE,LOG_ENGINE", "ROLE,API_URL"]);
		expect(Object.keys(problemsOf({ ...api, ROLE: "session" }))).toEqual(["ROLE,LOG_ENGINE"]);
		expect(Object.keys(problemsOf({ ...shared, ROLE: "session" }))).toEqual(["ROLE,API_URL"]);
		expect(loadConfig({ ...shared, ...api, ROLE: "session" })).toMatchObject({
			role: "session",
			apiUrl: "http://api:3000",
			queue: { engine: "memory" },
		});
	});

	it("[RL13] a session in production without the key that it asks with", () => {
		const session = {
			...PRODUCTION,
			ROLE: "session",
			LOG_ENGINE: "redis",
			REDIS_URL: "redis://redis:6379",
			API_URL: "http://api:3000",
		};
		expect(problemsOf(session)).toEqual({});
		expect(Object.keys(problemsOf({ ...session, GAME_API_KEY: "" }))).toEqual(["GAME_API_KEY"]);
	});

	it("[ED2] a shared log without its Redis, and NATS for a log that nobody shares", () => {
		const shared = { LOG_ENGINE: "redis", REDIS_URL: "redis://127.0.0.1:6379" };
		expect(Object.keys(problemsOf({ LOG_ENGINE: "redis" }))).toEqual(["LOG_ENGINE,REDIS_URL"]);
		expect(Object.keys(problemsOf({ NATS_URL: "nats://127.0.0.1:4222" }))).toEqual(["NATS_URL,LOG_ENGINE"]);
		expect(problemsOf({ ...shared, NATS_URL: "nats://127.0.0.1:4222" })).toEqual({});
		expect(loadConfig(shared)).toMatchObject({ logEngine: "redis", redisUrl: shared.REDIS_URL });
	});

	it("[ED2] name everything that is wrong at once, malformed and contradictory", () => {
		const wrong = { NODE_ENV: "production", PORT: "x", JWT_SECRET: "short", DRAIN_SECONDS: "-" };
		expect(() => loadConfig(wrong)).toThrow(ConfigError);
		expect(Object.keys(problemsOf(wrong)).sort()).toEqual([
			"DRAIN_SECONDS",
			"GAME_API_KEY",
			"JWT_SECRET",
			"PORT",
		]);
	});

	it("[ED2] say why, and show no secret", () => {
		const canary = "canary-secret";
		const message = (() => {
			try {
				loadConfig({ NODE_ENV: "production", JWT_SECRET: canary, GAME_API_KEY: "," });
			} catch (error) {
				return String(error);
			}
			return "";
		})();
		expect(message).toContain("GAME_API_KEY: is required in production");
		expect(message).toContain("JWT_SECRET: must be 32 bytes or longer");
		expect(message).not.toContain(canary);
	});

	it("[ED2] never fail in another way, whatever the environment holds", () => {
		const names = Object.keys(settingsSchema.shape);
		const environments = fc.dictionary(
			fc.constantFrom(...names),
			fc.oneof(
				fc.string(),
				fc.integer().map(String),
				fc.constantFrom("production", "https://a.example", ","),
			),
		);
		fc.assert(
			fc.property(environments, (environment) => {
				try {
					expect(isDeeplyFrozen(loadConfig(environment))).toBe(true);
				} catch (error) {
					expect(error).toBeInstanceOf(ConfigError);
				}
			}),
		);
	});
});

describe("the table of settings", () => {
	it("[ED3] has a row for every variable, with unit, purpose and the default that holds", () => {
		const rows = describeConfig();
		expect(rows.map((row) => row.name)).toEqual(Object.keys(settingsSchema.shape));
		for (const row of rows) {
			expect(row.unit, row.name).not.toBe("");
			expect(row.about.length, row.name).toBeGreaterThan(20);
		}
		const defaults = Object.fromEntries(rows.map((row) => [row.name, row.fallback]));
		expect(defaults).toMatchObject({ PORT: "3000", DATA_DIR: ".earshot", JWKS_URL: "", DRAIN_SECONDS: "10" });
	});

	it("[ED3] says which are secret", () => {
		const secrets = describeConfig().filter((row) => row.secret);
		expect(secrets.map((row) => row.name)).toEqual([
			"REDIS_URL",
			"NATS_URL",
			"DATABASE_URL",
			"GAME_API_KEY",
			"JWT_SECRET",
			"ROBLOX_WEBHOOK_SECRET",
			"MIND_KEY",
		]);
	});
});
