import { describe, expect, it } from "vitest";
import { z } from "zod";
import { formatPath, pathErrors } from "./path-errors.js";

describe("paths of failing input", () => {
	it.each([
		[[], ""],
		[["clusters", 0, "members"], "clusters[0].members"],
		[[3, "x"], "[3].x"],
		[["humanContext", "Mary Ann", "mood"], 'humanContext["Mary Ann"].mood'],
		[["a.b", "c"], '["a.b"].c'],
		[["", "c"], '[""].c'],
	])("[ED12] %j reads %s", (path, expected) => {
		expect(formatPath(path)).toBe(expected);
	});

	it("[ED12] names every failing place at once", () => {
		const schema = z.object({ name: z.string(), parts: z.array(z.object({ size: z.number() })) });
		const { error } = schema.safeParse({ parts: [{ size: 1 }, { size: "x" }] });
		expect(error && pathErrors(error).map(({ path }) => path)).toEqual(["name", "parts[1].size"]);
	});
});
