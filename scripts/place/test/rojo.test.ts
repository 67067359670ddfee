import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fromRoot } from "../../lib/paths.js";
import { runLune } from "../../lib/run-lune.js";
import { TOWN_FOLDER, townFiles } from "../make-town.js";

interface Comparison {
	readonly counts: Readonly<
		Record<"instances" | "scripts" | "properties" | "attributes" | "references", number>
	>;
	readonly differences: readonly string[];
}

const rojo = process.env["ROJO"] ?? "rojo";
const hasRojo = spawnSync(rojo, ["--version"], { stdio: "ignore" }).status === 0;
const folder = mkdtempSync(join(tmpdir(), "earshot-rojo-"));
afterAll(() => {
	rmSync(folder, { recursive: true });
});

async function compare(project: string): Promise<Comparison> {
	const file = join(folder, "place.rbxlx");
	const built = spawnSync(rojo, ["build", fromRoot(project), "-o", file], { encoding: "utf8" });
	expect(built.status, built.stderr).toBe(0);
	const options = JSON.stringify({ project, file });
	const { code, output } = await runLune("scripts/place/test/compare-place.luau", [options]);
	expect(code, output).toBe(0);
	return JSON.parse(output) as Comparison;
}

describe.skipIf(!hasRojo)(
	"what the host mounts and what Rojo builds (needs a rojo on the PATH or in ROJO)",
	() => {
		const isBuilt = existsSync(fromRoot("game", "out", "server"));

		it.skipIf(!isBuilt)("are the same for the project itself (needs the game built)", async () => {
			const { counts, differences } = await compare("default.project.json");
			expect(differences).toEqual([]);
			expect(counts.scripts).toBeGreaterThan(10);
			// Of each person the root and both ends of four welds; of each bottle its glass.
			expect(counts.references).toBe(9 * 12 + 7);
		});

		it("are the same for every kind of file that the host reads", async () => {
			const { counts, differences } = await compare("scripts/place/test/fixture/rules.project.json");
			expect(differences).toEqual([]);
			expect(counts).toMatchObject({ references: 1 });
		});

		it("are told apart where they differ", async () => {
			await compare("scripts/place/test/fixture/rules.project.json");
			const options = JSON.stringify({
				project: "scripts/place/test/fixture/default.project.json",
				file: join(folder, "place.rbxlx"),
			});
			const { output } = await runLune("scripts/place/test/compare-place.luau", [options]);
			const { differences } = JSON.parse(output) as Comparison;
			expect(differences.join("\n")).toContain("ServerScriptService/Rules#1: the instance is missing here");
		});
	},
);

describe("the town", () => {
	it("is what its maker makes", async () => {
		const made = await townFiles();
		const kept = readdirSync(TOWN_FOLDER, { recursive: true, withFileTypes: true }).filter((each) =>
			each.isFile(),
		);
		expect(kept).toHaveLength(made.size);
		for (const [file, text] of made) expect(readFileSync(join(TOWN_FOLDER, file), "utf8")).toBe(text);
	});
});
