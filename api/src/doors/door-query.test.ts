import { describe, expect, it } from "vitest";
import { Refusal } from "../http/refusal.js";
import { parsePollQuery } from "./door-query.js";

function refused(query: Record<string, string | string[]>): readonly string[] {
	try {
		parsePollQuery(query);
		return [];
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		expect(error.code).toBe("invalid");
		return (error.options.errors ?? []).map(({ path }) => path);
	}
}

describe("the query of a long poll", () => {
	it("[DR16] has defaults", () => {
		expect(parsePollQuery({})).toEqual({ wanted: undefined, wait: 25, limit: 100 });
		expect(parsePollQuery({ cursor: "" }).wanted).toBeUndefined();
	});

	it("[DR16] takes what is in range", () => {
		expect(parsePollQuery({ cursor: "e:1", wait: "0.25", limit: "1000" })).toEqual({
			wanted: "e:1",
			wait: 0.25,
			limit: 1000,
		});
	});

	it.each([
		[{ wait: "25.1" }, ["wait"]],
		[{ wait: "-1" }, ["wait"]],
		[{ wait: "1e1" }, ["wait"]],
		[{ wait: "" }, ["wait"]],
		[{ wait: ["1", "2"] }, ["wait"]],
		[{ limit: "0" }, ["limit"]],
		[{ limit: "1.5" }, ["limit"]],
		[{ limit: "1001" }, ["limit"]],
		[{ wait: "soon", limit: "all" }, ["wait", "limit"]],
	])("[DR16] refuses %j, naming each parameter", (query, paths) => {
		expect(refused(query)).toEqual(paths);
	});

	it("[DR2] takes a cursor that is no text for a malformed one", () => {
		expect(parsePollQuery({ cursor: ["e:1", "e:2"] }).wanted).toBe("?");
	});
});
