import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/config.js";
import { compose, ROOT } from "./deploy-files.js";
import { GIVEN, PORT, ROLES, SETTINGS } from "./given.js";

const withGiven = (value: string): string =>
	value.replaceAll(
		/\$\{(\w+):\?[^}]*\}/g,
		(_, name: string) => GIVEN[name] ?? expect.fail(`${name} is nobody's`),
	);

describe("the compose file", () => {
	const { services } = compose();
	const settingsOf = (role: string): Record<string, string> =>
		Object.fromEntries(
			Object.entries(services[role]?.environment ?? {}).map(([name, value]) => [name, withGiven(value)]),
		);

	it("[RL32] has every role, and what they share", () => {
		expect(Object.keys(services).sort()).toEqual([...ROLES, "nats", "postgres", "redis"].sort());
		for (const role of ROLES) expect(settingsOf(role)["ROLE"]).toBe(role);
	});

	it.each(ROLES)("[RL32] sets %s to what it starts with, and to nothing that is not read", (role) => {
		for (const name of Object.keys(settingsOf(role))) expect([...SETTINGS.keys()]).toContain(name);
		const config = loadConfig({ ...settingsOf(role), NODE_ENV: "production" });
		expect(config).toMatchObject({ role, logEngine: "redis", natsUrl: "nats://nats:4222" });
		expect(config.databaseUrl === undefined).toBe(role === "session");
		expect(config.apiUrl).toBe(role === "session" ? `http://api:${PORT}` : undefined);
	});

	it("[RL32] names hosts that are services, and waits for those that it needs", () => {
		for (const role of ROLES) {
			const hosts = Object.entries(settingsOf(role))
				.filter(([name]) => name.endsWith("_URL"))
				.map(([, url]) => new URL(url).hostname);
			for (const host of hosts) {
				expect(Object.keys(services)).toContain(host);
				expect(services[role]?.depends_on).toHaveProperty(host, { condition: "service_healthy" });
			}
			for (const host of hosts.filter((host) => host !== "api")) {
				expect(services[host]?.healthcheck, host).toBeDefined();
			}
		}
	});

	it("[RL32] publishes the port that is listened at, one for each replica", () => {
		expect(services["api"]?.ports).toEqual([`${PORT}:${PORT}`]);
		expect(services["session"]?.ports).toEqual([`3001-3002:${PORT}`]);
		expect(services["session"]?.deploy?.replicas).toBe(2);
		expect(services["worker"]?.ports).toBeUndefined();
	});

	it("[RL33] builds the image from the project's folder, and gives a process time to end", () => {
		for (const role of ROLES) {
			const { build, stop_grace_period: grace, read_only: readOnly } = services[role]!;
			expect(join(ROOT, "api", "deploy", build!.context)).toBe(join(ROOT, "/").replace(/\/$/, ""));
			expect(existsSync(join(ROOT, build!.dockerfile))).toBe(true);
			expect(Number.parseInt(grace!, 10)).toBeGreaterThan(Number(settingsOf(role)["DRAIN_SECONDS"]));
			expect(readOnly).toBe(true);
		}
	});

	it("[RL33] holds no secret", () => {
		for (const { environment = {} } of Object.values(services)) {
			for (const [name, value] of Object.entries(environment)) {
				if (name.includes("PASSWORD") || name === "GAME_API_KEY" || name === "JWT_SECRET") {
					expect(value).toMatch(/^\$\{\w+:\?/);
				}
				expect(value.replaceAll(/\$\{[^}]*\}/g, "$")).not.toMatch(/:\/\/[^@/]*:(?!\$@)[^@/]*@/);
			}
		}
	});
});
