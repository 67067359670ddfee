import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeError } from "./describe-error.js";

describe("an error in the log", () => {
	it("[ED22] is what, where and why, and nothing that hangs on it", () => {
		const cause = Object.assign(new TypeError("deeper"), { code: "EDEEP" });
		const error = Object.assign(new Error("outer", { cause }), { body: "the body", config: { key: "k" } });
		const description = describeError(error);
		expect(Object.keys(description).sort()).toEqual(["cause", "message", "stack", "type"]);
		expect(description).toMatchObject({
			type: "Error",
			message: "outer",
			cause: { type: "TypeError", message: "deeper", code: "EDEEP" },
		});
		expect(description.stack).toContain("describe-error.test.ts");
	});

	it("[ED22] holds every error of several, ends in a ring of causes, and takes what is no error", () => {
		const several = describeError(new AggregateError([new Error("one"), "two"], "both"));
		expect(several.errors?.map(({ message }) => message)).toEqual(["one", "two"]);
		const ring = new Error("ring");
		ring.cause = ring;
		expect(JSON.stringify(describeError(ring)).split("ring").length).toBeLessThan(30);
		expect(describeError(undefined)).toEqual({ type: "undefined", message: "undefined" });
	});

	it("[ED22] has every text scrubbed, also of its causes", () => {
		const error = new AggregateError([new Error("secret one")], "secret two", {
			cause: new Error("secret three"),
		});
		const description = describeError(error, (text) => text.replaceAll("secret", "-"));
		expect(JSON.stringify(description)).not.toContain("secret");
		expect(description).toMatchObject({
			message: "- two",
			cause: { message: "- three" },
			errors: [{ message: "- one" }],
		});
	});

	it.each([
		["nothing", undefined, "undefined"],
		["an object without a prototype", Object.create(null), "[object Object]"],
		["an object that cannot be text", { toString: () => ({}) }, "[object Object]"],
		["a symbol", Symbol("s"), "Symbol(s)"],
		[
			"an error whose message is none",
			Object.assign(new Error("x"), { message: { a: 1 } }),
			"[object Object]",
		],
	])("[ED22] takes %s", (_name, thrown, message) => {
		expect(describeError(thrown).message).toBe(message);
	});

	it("[ED22] can be written whatever was thrown", () => {
		const thrown = fc.oneof(
			fc.anything(),
			fc.tuple(fc.string(), fc.anything()).map(([message, cause]) => new Error(message, { cause })),
			fc.array(fc.anything()).map((errors) => new AggregateError(errors)),
		);
		fc.assert(
			fc.property(thrown, (error) => {
				const { type, message } = JSON.parse(JSON.stringify(describeError(error))) as Record<string, unknown>;
				expect([typeof type, typeof message]).toEqual(["string", "string"]);
			}),
		);
	});
});
