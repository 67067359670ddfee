import { startPlace } from "./place.js";
import type { Outcome } from "./outcome.js";

interface CaseLine {
	readonly name: string;
	readonly ok: boolean;
	readonly error?: string;
}

function readCase(line: string): CaseLine | undefined {
	if (!line.startsWith("{")) return undefined;
	const value = JSON.parse(line) as Partial<CaseLine>;
	return typeof value.name === "string" ? (value as CaseLine) : undefined;
}

/** Runs every spec of the compiled game in the Luau VM. `SPEC_SEED` replays one property seed. */
export async function runLuauSpecs(): Promise<Outcome> {
	const seed = process.env["SPEC_SEED"];
	let passed = 0;
	let failed = 0;
	const { finished } = await startPlace(
		{
			mode: "specs",
			project: "game/spec.project.json",
			...(seed !== undefined && { replay: Number(seed) }),
		},
		(line) => {
			const result = readCase(line);
			if (!result) return;
			if (result.ok) passed += 1;
			else {
				failed += 1;
				console.log(`FAIL ${result.name}\n     ${result.error ?? ""}`);
			}
		},
	);
	const { code } = await finished;
	console.log(`Luau specs: ${passed} passed, ${failed} failed`);
	return { passed, failed: code === 0 ? failed : Math.max(failed, 1), skipped: [] };
}
