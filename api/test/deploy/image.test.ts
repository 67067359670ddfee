import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { freePort } from "../../src/testing/server-process.js";
import { dockerfile, ignored, ROOT } from "./deploy-files.js";
import { PORT, SETTINGS } from "./given.js";

const { scripts } = z
	.object({ scripts: z.record(z.string(), z.string()) })
	.parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));

describe("the image", () => {
	const instructions = dockerfile();
	const of = (name: string) => instructions.filter((one) => one.name === name);
	const last = Math.max(...instructions.map(({ stage }) => stage));

	it("[RL30] copies what there is, and nothing that is left out", () => {
		const copied = of("COPY")
			.filter(({ rest }) => !rest.startsWith("--from="))
			.flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));
		expect(copied.length).toBeGreaterThan(5);
		for (const path of copied) {
			expect(existsSync(join(ROOT, path)), path).toBe(true);
			expect(ignored()).not.toContain(path);
		}
		for (const name of ["**/node_modules", ".git", "**/dist"]) expect(ignored()).toContain(name);
	});

	it("[RL30] copies from stages that there are", () => {
		const named = of("FROM").flatMap(({ rest }) => / AS (\w+)$/.exec(rest)?.[1] ?? []);
		const sources = of("COPY").flatMap(({ rest }) => /^--from=(\w+)/.exec(rest)?.[1] ?? []);
		expect([...new Set(sources)].sort()).toEqual([...named].sort());
	});

	it("[RL30] builds by scripts of the package, and installs by the lockfile without running packages' own", () => {
		const commands = of("RUN").map(({ rest }) => rest.replace(/^--mount=\S+ /, ""));
		const builds = commands.flatMap((command) => /npm run (\w+)/.exec(command)?.[1] ?? []);
		expect(builds).toEqual(["build"]);
		for (const script of builds) expect(Object.keys(scripts)).toContain(script);
		const installs = commands.filter((command) => command.includes("npm ci"));
		expect(installs).toHaveLength(1);
		for (const install of installs) {
			expect(install).toContain("--omit=dev");
			expect(install).toContain("--ignore-scripts");
		}
	});

	it("[RL31] runs as nobody special, what the build made, by a Node that is new enough", () => {
		expect(of("USER").filter(({ stage }) => stage === last)).toMatchObject([{ rest: "1000:1000" }]);
		expect(of("CMD").at(-1)?.rest).toBe('["node", "--enable-source-maps", "api/dist/main.js"]');
		for (const { rest } of of("FROM")) expect(rest).toMatch(/^node:20-/);
	});

	it("[RL31] is set to what there is to set, and asks after itself where it listens", () => {
		const env = Object.fromEntries(
			of("ENV").flatMap(({ rest }) => rest.split(" ").map((pair) => pair.split("=") as [string, string])),
		);
		for (const name of Object.keys(env)) expect([...SETTINGS.keys()]).toContain(name);
		expect(env).toMatchObject({ NODE_ENV: "production", HOST: "0.0.0.0", PORT: String(PORT) });
		expect(of("EXPOSE")).toMatchObject([{ rest: String(PORT) }]);
		expect(of("RUN").at(-1)?.rest).toContain(env["DATA_DIR"]);
		const [health] = of("HEALTHCHECK");
		expect(health?.rest).toContain("process.env.PORT");
		expect(health?.rest).toContain("/healthz");
	});

	it("[RL31] has a check of its health that is a program, and fails where nobody answers", async () => {
		const words = /CMD (\[.*\])$/.exec(of("HEALTHCHECK")[0]!.rest)?.[1] ?? "[]";
		const [program, flag, code] = z.array(z.string()).parse(JSON.parse(words));
		expect([program, flag]).toEqual(["node", "-e"]);
		const check = (port: number): Promise<number> =>
			new Promise((resolve) => {
				execFile(process.execPath, ["-e", code!], { env: { PORT: String(port) } }, (error) =>
					resolve(error ? Number(error.code) : 0),
				);
			});
		let status = 200;
		const server = createServer((req, res) => {
			res.statusCode = req.url === "/healthz" ? status : 404;
			res.end();
		});
		const port = await freePort();
		await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
		expect(await check(port)).toBe(0);
		status = 503;
		expect(await check(port)).toBe(1);
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		expect(await check(port)).toBe(1);
	});
});
