import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { AptEntry, Suites } from "./apt-sources.js";
import { newerAptSources, parseAptSources } from "./apt-sources.js";
import { fromRoot } from "./paths.js";

const run = promisify(execFile);

/** By release: the next one of the same distribution whose glibc Lune starts with. */
const NEWER: Readonly<Record<string, string>> = {
	bullseye: "trixie",
	bookworm: "trixie",
	focal: "noble",
	jammy: "noble",
};
/** What Lune's binary links against. */
const PACKAGES = ["libc6", "libgcc-s1", "libstdc++6"];
/** Where Debian and Ubuntu on x64 keep libraries, below a package's root. */
const LIBRARIES = join("usr", "lib", "x86_64-linux-gnu");
const LOADER = "ld-linux-x86-64.so.2";

/** A loader and the folder of libraries that go with it. */
export interface Glibc {
	readonly loader: string;
	readonly libraries: string;
}

const ADVICE =
	"Lune needs glibc 2.39 or newer. Use a newer system (Debian 13, Ubuntu 24.04), or set LUNE to the path of a lune that runs here.";

async function suitesHere(): Promise<Suites> {
	const release = existsSync("/etc/os-release") ? await readFile("/etc/os-release", "utf8") : "";
	const current = /^VERSION_CODENAME="?([a-z]+)"?$/m.exec(release)?.[1] ?? "unknown";
	const newer = NEWER[current];
	if (newer === undefined) throw new Error(`No newer glibc is known for this system (${current}). ${ADVICE}`);
	return { current, newer };
}

async function aptEntries(): Promise<AptEntry[]> {
	const parts = "/etc/apt/sources.list.d";
	const names = existsSync(parts) ? await readdir(parts) : [];
	const files = ["/etc/apt/sources.list", ...names.map((name) => join(parts, name))].filter(existsSync);
	const entries: AptEntry[] = [];
	for (const file of files) {
		const form = /\.(list|sources)$/.exec(file)?.[1];
		if (form === "list" || form === "sources") {
			entries.push(...parseAptSources(await readFile(file, "utf8"), form));
		}
	}
	return entries;
}

/** Downloads and unpacks the packages into `folder`, with apt's own client and state of its own: no root needed. */
async function fetchInto(folder: string, suites: Suites): Promise<void> {
	const sources = newerAptSources(await aptEntries(), suites);
	if (sources === undefined) {
		throw new Error(
			`apt's sources name no archive of ${suites.current} to find ${suites.newer} in. ${ADVICE}`,
		);
	}
	const at = (...parts: string[]) => join(folder, "apt", ...parts);
	for (const path of [at("state/lists/partial"), at("cache/archives/partial"), at("parts"), at("debs")]) {
		await mkdir(path, { recursive: true });
	}
	await writeFile(at("parts", "newer.sources"), sources);
	const options = [
		`Dir::State=${at("state")}`,
		`Dir::Cache=${at("cache")}`,
		"Dir::Etc::SourceList=/dev/null",
		`Dir::Etc::SourceParts=${at("parts")}`,
		"APT::Sandbox::User=",
		"Acquire::Languages=none",
	].flatMap((option) => ["-o", option]);
	await run("apt-get", [...options, "update"]);
	await run("apt-get", [...options, "download", ...PACKAGES], { cwd: at("debs") });
	for (const deb of await readdir(at("debs"))) await run("dpkg-deb", ["-x", at("debs", deb), folder]);
	await rm(at(), { recursive: true });
	if (!existsSync(join(folder, LIBRARIES, LOADER))) throw new Error(`the packages hold no ${LOADER}`);
}

function explained(problem: unknown): Error {
	const { code, stderr, message } = problem as { code?: unknown; stderr?: string; message?: string };
	if (code === "ENOENT") return new Error(`apt-get or dpkg-deb is missing. ${ADVICE}`);
	const detail = stderr?.trim().split("\n").slice(-3).join(" ") ?? message ?? String(problem);
	return new Error(`A newer glibc could not be fetched: ${detail} ${ADVICE}`);
}

/**
 * A glibc that Lune starts with, beside the system's: fetched once into `.cache/glibc`. Processes that fetch at the
 * same time do not meet: each unpacks into a folder of its own, and the first whole one is kept.
 */
export async function newerGlibc(cache = fromRoot(".cache", "glibc")): Promise<Glibc> {
	const suites = await suitesHere();
	const kept = join(cache, suites.newer);
	const libraries = join(kept, LIBRARIES);
	const glibc = { loader: join(libraries, LOADER), libraries };
	if (existsSync(glibc.loader)) return glibc;
	await mkdir(cache, { recursive: true });
	const folder = await mkdtemp(join(cache, "fetching-"));
	try {
		await fetchInto(folder, suites);
		await rename(folder, kept).catch((problem: unknown) => {
			if (!existsSync(glibc.loader)) throw problem;
		});
	} catch (problem) {
		throw explained(problem);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	return glibc;
}
