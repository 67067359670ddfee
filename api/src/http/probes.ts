import type { Logger } from "pino";
import { PROBE_TIMEOUT_MS } from "../config/limits.js";

/** What a probe found. `detail` is shown to whoever asks: no addresses, no credentials. */
export interface ProbeState {
	readonly ready: boolean;
	readonly detail?: string;
}

/** Asks after one engine. Where it is not `required`, the service goes on without it. */
export interface Probe {
	readonly name: string;
	readonly required: boolean;
	readonly check: () => ProbeState | Promise<ProbeState>;
}

export interface ProbeReport extends ProbeState {
	readonly name: string;
	readonly required: boolean;
}

/**
 * Asks all probes at once, each for a bounded time. One that throws is not ready; why is logged, not shown. Each
 * change of state is logged once.
 */
export function runProbes(
	probes: readonly Probe[],
	logger: Logger,
	timeoutMs = PROBE_TIMEOUT_MS,
): () => Promise<readonly ProbeReport[]> {
	const ready = new Map<string, boolean>();

	const ask = async ({ name, required, check }: Probe): Promise<ProbeReport> => {
		let failure: unknown;
		const state = await within(timeoutMs, async () => check()).catch((error: unknown) => {
			failure = error;
			const detail = error instanceof ProbeTimeout ? error.message : "the check failed";
			return { ready: false, detail };
		});
		if ((ready.get(name) ?? true) !== state.ready) {
			const level = state.ready ? "info" : "warn";
			logger[level](
				{ probe: name, detail: state.detail, ...(failure !== undefined && { err: failure }) },
				state.ready ? "ready again" : "not ready",
			);
		}
		ready.set(name, state.ready);
		return { name, required, ...state };
	};

	return () => Promise.all(probes.map(ask));
}

class ProbeTimeout extends Error {
	override readonly name = "ProbeTimeout";
}

async function within<T>(milliseconds: number, task: () => Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new ProbeTimeout(`no answer within ${milliseconds} ms`)), milliseconds);
	});
	try {
		return await Promise.race([task(), late]);
	} finally {
		clearTimeout(timer);
	}
}
