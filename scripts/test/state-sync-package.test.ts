import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromRoot } from "../lib/paths.js";
import { binOf, type RunResult, runNode } from "../lib/run.js";
import { BUILD_CLIENT } from "../lib/steps.js";
import { type Backend, startBackend } from "./run-place.js";

const CLIENT = fromRoot("api", "client");
/** Minified and gzipped: what a page pays for it, as the README says. */
const MOST_KB = 9;

/** An empty project that has nothing but the package, as npm packs and installs it. */
let folder: string;
let backend: Backend;

/** npm is a script on every system, run here by the Node that runs the tests. */
function npm(args: readonly string[], cwd: string): Promise<RunResult> {
	const script =
		process.env["npm_execpath"] ??
		join(process.execPath, "..", "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
	return runNode([script, ...args, "--loglevel=error", "--no-audit", "--no-fund"], { cwd, quiet: true });
}

async function done(running: Promise<RunResult>): Promise<string> {
	const { code, output } = await running;
	expect(code, output).toBe(0);
	return output;
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "earshot-package-"));
	await done(BUILD_CLIENT.run());
	await done(npm(["pack", "--pack-destination", folder], CLIENT));
	await writeFile(join(folder, "package.json"), '{"private":true,"type":"module"}');
	const { version } = JSON.parse(await readFile(join(CLIENT, "package.json"), "utf8")) as { version: string };
	const tarball = join(folder, `earshot-state-sync-${version}.tgz`);
	// Nothing may be fetched: it has no dependencies.
	await done(npm(["install", "--offline", tarball], folder));
	backend = await startBackend({ LOG_ENGINE: "memory" });
});

afterAll(async () => {
	await backend.close();
	await rm(folder, { recursive: true, force: true });
});

/** Checks a file's types by nothing but what the folder holds. */
async function typeCheck(file: string, text: string): Promise<RunResult> {
	await writeFile(join(folder, file), text);
	const strict = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
	const target = ["--target", "es2022", "--module", "nodenext", "--lib", "es2023,dom,dom.iterable"];
	return runNode([binOf("typescript", "tsc"), ...strict, ...target, file], {
		cwd: folder,
		quiet: true,
	});
}

const READER = `
import { createStateSync, type SyncChange, type SyncedWorld } from "@earshot/state-sync";
const sync = createStateSync({ baseUrl: "http://127.0.0.1", world: "w", cast: "full", doors: ["stream", "poll"] });
const stop: () => void = sync.subscribe((change: SyncChange) => {
	if (change.kind === "tick") for (const { type } of change.frame.changes.events ?? []) type.length;
});
const world: SyncedWorld = sync.state();
export const x: number | undefined = world.entities.get("a")?.position?.x;
stop();
`;

describe("the package of the client library", () => {
	it("[SS26] has the project's version and license, and neither dependencies nor anything but its build", async () => {
		const read = async (path: string) => JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
		const [project, own] = [await read(fromRoot("package.json")), await read(join(CLIENT, "package.json"))];
		expect([own["version"], own["license"]]).toEqual([project["version"], project["license"]]);
		expect(own["dependencies"]).toBeUndefined();
		const installed = join(folder, "node_modules", "@earshot", "state-sync");
		expect(await readFile(join(installed, "README.md"), "utf8")).toContain("npm install @earshot/state-sync");
		expect(await readFile(join(installed, "dist", "LICENSE"), "utf8")).toContain("MIT");
		await expect(readFile(join(installed, "index.ts"))).rejects.toThrow("ENOENT");
	});

	it("[SS26] brings its types, all of them", async () => {
		expect(await typeCheck("reader.ts", READER)).toEqual({ code: 0, output: "" });
		const wrong = await typeCheck("wrong.ts", READER.replace('cast: "full"', 'cast: "most"'));
		expect(wrong.output).toContain('"most"');
	});

	it("[SS26] follows a real service from a script", async () => {
		const script = `
			import { createStateSync } from "@earshot/state-sync";
			const sync = createStateSync({ baseUrl: process.argv[2], world: "default", cast: "full" });
			const events = [];
			sync.subscribe((change) => {
				if (change.kind === "status" && change.status === "live") console.error("live");
				if (change.kind === "tick") events.push(...(change.frame.changes.events ?? []).map(({ id }) => id));
				if (change.kind !== "tick" || change.world.tick < 3) return;
				console.log(JSON.stringify({ events, ada: sync.state().entities.get("npc-1") }));
				sync.close();
			});
			sync.start();
		`;
		await writeFile(join(folder, "follow.js"), script);
		const tell = async (seq: number): Promise<void> => {
			const answer = await fetch(`${backend.url}/v1/snapshot/game`, {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: JSON.stringify({
					timestamp: 1_700_000_000 + seq,
					serverId: "s",
					epoch: "e",
					seq,
					clusters: [],
					events: [{ id: `event-${seq}`, type: "greeting", actor: "Ada", at: seq }],
					humanContext: {
						Ada: { id: "npc-1", type: "npc", position: { x: seq, y: 0, z: 0 }, location: "Market" },
					},
				}),
			});
			expect(answer.status).toBe(200);
		};
		await tell(1);
		const running = runNode(["follow.js", backend.url], { cwd: folder, quiet: true });
		const readers = async (): Promise<string | undefined> =>
			/earshot_doors_sse (\d+)/.exec(await (await fetch(`${backend.url}/metrics`)).text())?.[1];
		await expect.poll(readers, { timeout: 20_000 }).toBe("1");
		await tell(2);
		await tell(3);
		const output = await done(running);
		const told = JSON.parse(output.slice(output.indexOf("{"))) as object;
		expect(told).toMatchObject({ events: ["event-2", "event-3"], ada: { position: { x: 3 } } });
	});

	it("[SS26] has a binding for the React that its user has", async () => {
		const binding = `
			import { useWorld, useWorldSync } from "@earshot/state-sync/react";
			export function useCount(): number {
				const sync = useWorldSync({ baseUrl: "", world: "w", cast: "limited" });
				return useWorld(sync, ({ world }) => world.entities.size);
			}
		`;
		expect((await typeCheck("binding.ts", binding)).code).toBe(0);
		await mkdir(join(folder, "node_modules"), { recursive: true });
		await symlink(fromRoot("node_modules", "react"), join(folder, "node_modules", "react"), "junction");
		await writeFile(
			join(folder, "hooks.js"),
			'import * as hooks from "@earshot/state-sync/react"; console.log(Object.keys(hooks).sort().join());',
		);
		expect((await done(runNode(["hooks.js"], { cwd: folder, quiet: true }))).trim()).toBe(
			"paceWorld,useWorld,useWorldSync",
		);
	});

	it("[XP32] brings the client of experiences, for Node and React, with its types", async () => {
		const use = `
			import { createExperienceClient, itemsAt, type ExperienceClient } from "@earshot/state-sync/experience";
			export function take(client: ExperienceClient) {
				const { view, world } = client.state();
				const [item] = view && world ? itemsAt({ view, world }, view.location) : [];
				return item && client.act({ action: "take", item: item.id });
			}
			export const client = createExperienceClient({ baseUrl: "", experience: "e", token: "t" });
		`;
		expect(await done(typeCheck("experience.ts", use))).toBe("");
		await writeFile(
			join(folder, "experience.js"),
			`import { createExperienceClient } from "@earshot/state-sync/experience";
			class Silent { addEventListener() {} close() {} send() {} }
			const client = createExperienceClient({ baseUrl: "", experience: "e", WebSocket: Silent });
			console.log(client.state().status, Object.keys(await import("@earshot/state-sync/experience/react")).join());`,
		);
		expect((await done(runNode(["experience.js"], { cwd: folder, quiet: true }))).trim()).toBe(
			"connecting useExperience,useExperienceClient",
		);
	});

	it("[CL46] brings the news of chatrooms, for Node and React, with its types", async () => {
		const use = `
			import { createChatroomNews, type ChatroomNews } from "@earshot/state-sync/chatroom";
			const wonBack = (news: ChatroomNews) => news.type === "recovery" && news.data.is_won;
			export const client = createChatroomNews({ baseUrl: "", token: "t", onNews: (news) => console.log(wonBack(news)) });
		`;
		expect(await done(typeCheck("chatroom.ts", use))).toBe("");
		await writeFile(
			join(folder, "chatroom.js"),
			`import { createChatroomNews } from "@earshot/state-sync/chatroom";
			const client = createChatroomNews({ baseUrl: "", onNews: () => undefined });
			console.log(client.status(), Object.keys(await import("@earshot/state-sync/chatroom/react")).join());`,
		);
		expect((await done(runNode(["chatroom.js"], { cwd: folder, quiet: true }))).trim()).toBe(
			"connecting useChatroomNews",
		);
	});

	it("[ET25] brings rooms of live encounters, for Node and React, with their types", async () => {
		const use = `
			import { createEncounterClient, type EncounterState } from "@earshot/state-sync/encounters";
			const whose = ({ view }: EncounterState) => view?.turn?.seatId;
			export const client = createEncounterClient({ baseUrl: "", roomId: "r", token: "t" });
			console.log(whose(client.state()));
		`;
		expect(await done(typeCheck("encounters.ts", use))).toBe("");
		await writeFile(
			join(folder, "encounters.js"),
			`import { createEncounterClient } from "@earshot/state-sync/encounters";
			const client = createEncounterClient({ baseUrl: "", roomId: "r" });
			console.log(client.state().status, Object.keys(await import("@earshot/state-sync/encounters/react")).join());`,
		);
		expect((await done(runNode(["encounters.js"], { cwd: folder, quiet: true }))).trim()).toBe(
			"connecting useEncounter,useEncounterClient",
		);
	});

	it("[SS26] is as small as its README says", async () => {
		const { outputFiles } = await build({
			stdin: { contents: 'export * from "@earshot/state-sync";', resolveDir: folder },
			bundle: true,
			minify: true,
			format: "esm",
			write: false,
		});
		const bytes = gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
		expect(bytes).toBeLessThan(MOST_KB * 1000);
		const readme = await readFile(join(CLIENT, "README.md"), "utf8");
		expect(readme).toContain(`less than ${MOST_KB} KB minified and gzipped`);
	});
});
