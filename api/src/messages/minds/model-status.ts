import type { ProbeState } from "../../http/probes.js";
import type { Breaker } from "./breaker.js";

/** For `/readyz`. Always ready: behind a model that does not answer something else does, and `detail` says so. */
export function modelStatus(
	breaker: Breaker,
	now: number,
	{ model, fallback }: { readonly model: string; readonly fallback: string },
): ProbeState {
	const state = breaker.state(now);
	if (state === "closed") return { ready: true, detail: model };
	const what = state === "open" ? "is left alone for a while" : "is about to be tried again";
	const failures = `${model} failed ${breaker.failures()} times in a row`;
	return { ready: true, detail: `degraded: ${failures} and ${what}; ${fallback} answers` };
}
