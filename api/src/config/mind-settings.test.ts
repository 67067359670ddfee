import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig } from "./config.js";

const URL_OF_MODEL = "https://models.example/v1";

function refusalOf(environment: Record<string, string>): string {
	try {
		loadConfig(environment);
	} catch (error) {
		if (error instanceof ConfigError) return error.message;
		throw error;
	}
	return "";
}

describe("settings of the mind", () => {
	it("[MD1] need nothing: the scripted mind thinks", () => {
		expect(loadConfig({}).mind).toEqual({ kind: "scripted", timeoutSeconds: 4, seed: 1 });
	});

	it("[MD1] take an address for an OpenAI-compatible service unless they say otherwise", () => {
		const given = { MIND_URL: URL_OF_MODEL, MIND_MODEL: "small", MIND_KEY: "k" };
		expect(loadConfig(given).mind).toEqual({
			kind: "openai",
			url: URL_OF_MODEL,
			model: "small",
			key: "k",
			timeoutSeconds: 4,
			seed: 1,
		});
		expect(loadConfig({ ...given, MIND_KIND: "letta" }).mind.kind).toBe("letta");
		expect(loadConfig({ ...given, MIND_KIND: "scripted" }).mind).toEqual(loadConfig({}).mind);
	});

	it("[MD1] let Letta choose its model", () => {
		expect(loadConfig({ MIND_KIND: "letta", MIND_URL: "http://127.0.0.1:8283" }).mind).not.toHaveProperty(
			"model",
		);
	});

	it.each([
		[{ MIND_KIND: "openai", MIND_MODEL: "small" }, "MIND_URL: is required with MIND_KIND=openai"],
		[{ MIND_KIND: "letta" }, "MIND_URL: is required with MIND_KIND=letta"],
		[{ MIND_URL: URL_OF_MODEL }, "MIND_MODEL: is required"],
		[{ MIND_KEY: "k" }, "MIND_KEY, MIND_URL: a key without an address"],
	])("[MD1] refuse %o", (environment, problem) => {
		expect(refusalOf(environment)).toContain(problem);
	});

	it("[MD1] show neither a key nor an address with credentials in it", () => {
		const message = refusalOf({ MIND_KEY: "canary secret", MIND_URL: "https://u:canary@models.example" });
		expect(message).toContain("MIND_KEY");
		expect(message).toContain("MIND_URL");
		expect(message).not.toContain("canary");
	});
});
