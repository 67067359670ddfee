import type { Logger } from "pino";

/** What of a process is needed to end it; a test passes its own. */
export interface EndingProcess {
	on(signal: NodeJS.Signals, listener: () => void): unknown;
	off(signal: NodeJS.Signals, listener: () => void): unknown;
	exit(code: number): void;
}

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

export interface SignalOptions {
	readonly process: EndingProcess;
	readonly logger: Logger;
	/** Drains; resolves with whether everything was put in order. */
	readonly close: () => Promise<boolean>;
}

/**
 * On SIGTERM or SIGINT closes and exits: 0 where everything was put in order, 1 where not. A second signal exits
 * at once. Returns what stops listening for them.
 */
export function exitOnSignals({ process, logger, close }: SignalOptions): () => void {
	let leaving = false;
	const stops = SIGNALS.map((signal) => {
		const leave = (): void => {
			if (leaving) {
				logger.warn({ signal }, "second signal: leaving at once");
				process.exit(1);
				return;
			}
			leaving = true;
			logger.info({ signal }, "leaving");
			close().then(
				(clean) => process.exit(clean ? 0 : 1),
				(error: unknown) => {
					logger.fatal({ err: error }, "the drain failed");
					process.exit(1);
				},
			);
		};
		process.on(signal, leave);
		return () => process.off(signal, leave);
	});
	return () => stops.forEach((stop) => stop());
}
