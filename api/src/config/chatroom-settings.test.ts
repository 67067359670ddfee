import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig } from "./config.js";

function refusalOf(environment: Record<string, string>): string {
	try {
		loadConfig(environment);
	} catch (error) {
		if (error instanceof ConfigError) return error.message;
		throw error;
	}
	return "";
}

describe("settings of the chatroom", () => {
	it("[CG50] are a schedule by a time zone's clock, or none", () => {
		const given = { CHATROOM_CRON: "*/15 8-20 * * MON-FRI", CHATROOM_TIME_ZONE: "Europe/Berlin" };
		expect(loadConfig(given).chatroom).toMatchObject({
			cron: given.CHATROOM_CRON,
			timeZone: given.CHATROOM_TIME_ZONE,
		});
		expect(loadConfig({ CHATROOM_CRON: "off" }).chatroom).not.toHaveProperty("cron");
	});

	it("[CG50] name topics, batches, months and demo users", () => {
		const given = {
			CHATROOM_SEED: "another",
			CHATROOM_BATCH: "500",
			CHATROOM_KEPT_MONTHS: "3",
			CHATROOM_TOPICS: "/etc/earshot/topics.json",
			CHATROOM_DEMO_USERS: "demo, 1000001,demo",
		};
		expect(loadConfig(given).chatroom).toMatchObject({
			seed: "another",
			batch: 500,
			keptMonths: 3,
			topicsFile: given.CHATROOM_TOPICS,
			demoUsers: ["demo", "1000001"],
		});
	});

	it.each([
		["CHATROOM_CRON", "often", "must be five parts"],
		["CHATROOM_CRON", "0 6 * *", "must be five parts"],
		["CHATROOM_CRON", "0 0 6 * * *", "must be five parts"],
		["CHATROOM_CRON", "@daily", "must be five parts"],
		["CHATROOM_CRON", "2030-01-01T06:00:00", "must be five parts"],
		["CHATROOM_CRON", "0 61 * * *", "Invalid value for hour: 61"],
		["CHATROOM_CRON", "0 6 * * someday", "must be a cron expression"],
		["CHATROOM_CRON", "0 0 31 2 *", "must name a time that comes"],
		["CHATROOM_TIME_ZONE", "Mars/Olympus", "must be a time zone"],
		["CHATROOM_BATCH", "0", "from 1 to 10000"],
		["CHATROOM_KEPT_MONTHS", "0", "from 1 to 1200"],
		["CHATROOM_DEMO_USERS", "a\u0000b", "must be ids of users"],
	])("[CG50] refuse %s=%s", (name, value, reason) => {
		const refusal = refusalOf({ [name]: value });
		expect(refusal).toContain(`${name}: `);
		expect(refusal).toContain(reason);
	});

	it("[CG50] give nothing away in production", () => {
		const production = { NODE_ENV: "production", GAME_API_KEY: "k", JWT_SECRET: "s".repeat(32) };
		expect(refusalOf({ ...production, CHATROOM_DEMO_USERS: "demo" })).toContain(
			"CHATROOM_DEMO_USERS: is for",
		);
		expect(refusalOf(production)).toBe("");
	});
});
