import { expect, it } from "vitest";
import { fromRoot } from "../../lib/paths.js";
import { runLune } from "../../lib/run-lune.js";

interface Case {
	readonly spec: string;
	readonly name: string;
	readonly ok: boolean;
	readonly error?: string;
}

const { code, output } = await runLune("test/run-specs.luau", [], fromRoot("scripts", "place"));
const lines = output.split("\n").filter((line) => line !== "");
const cases = lines.filter((line) => line.startsWith('{"')).map((line) => JSON.parse(line) as Case);

it("runs to the end", () => {
	expect({ code, rest: lines.filter((line) => !line.startsWith('{"')) }).toEqual({ code: 0, rest: ["done"] });
});

it.each(cases.map((each) => [`${each.spec}: ${each.name}`, each] as const))("%s", (_, { ok, error }) => {
	expect(ok, error).toBe(true);
});
