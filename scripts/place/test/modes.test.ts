import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { PlaceOptions } from "../../lib/place.js";
import { startPlace } from "../../lib/place.js";
import { fromRoot } from "../../lib/paths.js";
import { binOf, runNode } from "../../lib/run.js";

const FIXTURE = "scripts/place/test/fixture";

async function run(options: PlaceOptions): Promise<{ code: number; lines: string[]; game?: unknown }> {
	const lines: string[] = [];
	const place = await startPlace(options, (line) => lines.push(line));
	const { code, summary } = await place.finished;
	return { code, lines, game: summary?.game };
}

describe("specs", () => {
	const options = { mode: "specs", project: `${FIXTURE}/specs.project.json`, clock: "virtual" } as const;

	it("run in the place, a line for each case and one for all", async () => {
		const { code, lines } = await run({ ...options, pattern: "good" });
		const said = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(said).toEqual([
			{ name: "ServerScriptService.Specs.good.spec › waits", ok: true },
			{ name: "ServerScriptService.Specs.good.spec › sees the seed 1", ok: true },
			{ passed: 2, failed: 0, threadErrors: 0 },
		]);
		expect(code).toBe(0);
	});

	it("run on the server, or in a client where they are of client modules", async () => {
		const server = await run({ ...options, pattern: "server%.spec" });
		expect(server.lines.map((line) => JSON.parse(line) as unknown)).toEqual([
			{ name: "ServerScriptService.Specs.server.spec › finds no players", ok: true },
			{ passed: 1, failed: 0, threadErrors: 0 },
		]);
		const client = await run({ ...options, pattern: "screen" });
		expect(client.lines.map((line) => JSON.parse(line) as unknown)).toEqual([
			{
				name: "Players.Spec.PlayerScripts.Client.screen.spec › has a player, a screen and a side",
				ok: true,
			},
			{ passed: 1, failed: 0, threadErrors: 0 },
		]);
	});

	it("replay a seed and say with their code that one failed, or none ran", async () => {
		const { code, lines } = await run({ ...options, replay: 99, seed: 5 });
		expect(code).toBe(1);
		expect(lines.join("\n")).toContain("sees the seed 99");
		expect(lines.join("\n")).toContain("on purpose");
		expect(JSON.parse(lines.at(-1)!)).toEqual({ passed: 4, failed: 3, threadErrors: 1 });
		process.env["SPEC_SEED"] = "77";
		const fromEnvironment = await run({ ...options, pattern: "good" });
		delete process.env["SPEC_SEED"];
		expect(fromEnvironment.lines.join("\n")).toContain("sees the seed 77");
		expect((await run({ ...options, pattern: "nothing like it" })).code).toBe(1);
	});
});

describe("benchmarks", () => {
	it("run on the machine's clock, their lines as they are", async () => {
		const { code, lines } = await run({
			mode: "bench",
			project: `${FIXTURE}/specs.project.json`,
			clock: "virtual",
		});
		expect(code).toBe(0);
		const { ms } = JSON.parse(lines[0]!) as { ms: number };
		expect(ms).toBeGreaterThan(0);
	});
});

describe("the list of what is mounted", () => {
	it("names each instance with its class, and the hash of each script's text", async () => {
		const { code, lines } = await run({ mode: "mount-list", project: `${FIXTURE}/default.project.json` });
		expect(code).toBe(0);
		const list = JSON.parse(lines.join("")) as { path: string; class: string; hash?: string }[];
		const source = readFileSync(fromRoot(FIXTURE, "server", "main.server.luau"));
		expect(list).toContainEqual({
			path: "ServerScriptService.Server.main",
			class: "Script",
			hash: createHash("sha256").update(source).digest("hex"),
		});
		expect(list).toContainEqual({ path: "Workspace.Baseplate", class: "Part" });
	});
});

describe("a game that roblox-ts compiled", () => {
	beforeAll(async () => {
		const folder = fromRoot(FIXTURE, "compiled");
		const { code, output } = await runNode(
			[
				binOf("roblox-ts", "rbxtsc"),
				...["-p", folder, "--type", "game"],
				...["--rojo", `${folder}/default.project.json`, "--includePath", `${folder}/include`],
			],
			{ quiet: true },
		);
		if (code !== 0) throw new Error(output);
	});

	it("runs with its runtime library, promises, packages and services", async () => {
		const { code, lines, game } = await run({
			mode: "play",
			project: `${FIXTURE}/compiled/default.project.json`,
			clock: "virtual",
			seconds: 5,
			players: 2,
		});
		expect(lines).toEqual([]);
		expect(code).toBe(0);
		expect(game).toEqual({
			first: 2,
			both: [4, 6],
			failure: "caught no",
			timedOut: "too slow",
			heard: ["signal", "Player1", "Player2"],
			beats: 300,
			checks: [true, false],
			json: '{"text":"ü","list":[]}',
			server: true,
			players: ["Ada", "Bram P2"],
			ground: true,
		});
	});
});
