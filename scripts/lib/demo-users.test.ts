import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { demoUsers } from "./demo-users.js";
import { fromRoot } from "./paths.js";

describe("demo users", () => {
	it("are demo, and as many players as there are", () => {
		expect(demoUsers(0)).toBe("demo");
		expect(demoUsers(2)).toBe("demo,1000001,1000002");
	});

	it("are the players whom a headless place lets in", () => {
		const visitors = readFileSync(fromRoot("scripts", "place", "world", "visitors.luau"), "utf8");
		expect(/FIRST_USER_ID = ([\d_]+)/.exec(visitors)?.[1]?.replaceAll("_", "")).toBe(
			demoUsers(1).split(",")[1],
		);
	});
});
