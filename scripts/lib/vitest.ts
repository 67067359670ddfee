import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome } from "./outcome.js";
import { binOf, runNode } from "./run.js";

interface VitestReport {
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numFailedTestSuites: number;
	readonly testResults: readonly {
		readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
	}[];
}

export interface VitestOptions {
	/** Files or folders, and Vitest's own options. */
	readonly args?: readonly string[];
	/** Prints what it has to say at its end, in one piece, so that it can run beside something else. */
	readonly isAside?: boolean;
}

/** Runs the Vitest project in `root`; a file that could not even load counts as one failure. */
export async function runVitest(
	root: string,
	{ args = [], isAside = false }: VitestOptions = {},
): Promise<Outcome> {
	const folder = await mkdtemp(join(tmpdir(), "earshot-vitest-"));
	try {
		const report = join(folder, "report.json");
		const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
		const { code, output } = await runNode([binOf("vitest"), "run", "--root", root, ...reporters, ...args], {
			quiet: isAside,
		});
		if (isAside) console.log(output.trimEnd());
		const result = JSON.parse(await readFile(report, "utf8")) as VitestReport;
		const cases = result.testResults.flatMap((file) => file.assertionResults);
		const skipped = cases.filter((one) => one.status === "skipped" || one.status === "pending");
		const failedInCases = result.numFailedTests;
		return {
			passed: result.numPassedTests,
			failed: code === 0 ? failedInCases : Math.max(failedInCases, 1),
			skipped: skipped.map((one) => one.fullName),
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
