import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const PROJECT = fileURLToPath(new URL("../../../", import.meta.url));

/** Where the tests stand that name rules, with what they are made of. */
const TESTED = ["api/src", "api/client", "api/web", "api/test", "game/src", "scripts"];

async function codeOf(folder: string): Promise<readonly string[]> {
	const files = await readdir(join(PROJECT, folder), { recursive: true });
	const code = files.filter((file) => /\.tsx?$/.test(file) && !/(^|\/)(node_modules|dist)\//.test(file));
	return Promise.all(code.map((file) => readFile(join(PROJECT, folder, file), "utf8")));
}

describe("the rules of SPEC.md", () => {
	it("are each named by a test, and tests name no others", async () => {
		const spec = await readFile(join(PROJECT, "api", "SPEC.md"), "utf8");
		const rules = [...spec.matchAll(/\*\*\[([A-Z]{2}\d+)\]\*\*/g)].map(([, id]) => id!);
		const code = (await Promise.all(TESTED.map(codeOf))).flat().join("\n");
		const named = new Set([...code.matchAll(/\[([A-Z]{2}\d+)\]/g)].map(([, id]) => id!));
		expect(new Set(rules).size).toBe(rules.length);
		expect(rules.filter((id) => !named.has(id))).toEqual([]);
		expect([...named].filter((id) => !rules.includes(id))).toEqual([]);
	});
});
