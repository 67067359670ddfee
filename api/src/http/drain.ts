import type { Server } from "node:http";
import type { Logger } from "pino";
import { FLUSH_SHARE_OF_DRAIN } from "../config/limits.js";
import type { RequestsUnderWay } from "./requests-under-way.js";

/** One thing to be done on the way out. */
export type DrainStep = () => Promise<void>;

export interface DrainOptions {
	readonly server: Server;
	readonly requests: RequestsUnderWay;
	readonly logger: Logger;
	/** For all of it. */
	readonly seconds: number;
	/** Before requests are waited for, in order: what ends those that would last, such as the doors. */
	readonly onDrain: readonly DrainStep[];
	/** After the last request, in order: what they needed until then, such as the log. */
	readonly onClosed: readonly DrainStep[];
}

/**
 * Stops taking connections, ends what would last, lets requests finish, then lets go of what they used. Requests
 * that do not finish are cut off, early enough for the last steps. Resolves with whether every step was done, in
 * no more than the given time; a step that fails or hangs is logged, and the others are done all the same.
 */
export async function drain(options: DrainOptions): Promise<boolean> {
	const { server, requests, logger, seconds, onDrain, onClosed } = options;
	const deadline = Date.now() + seconds * 1000;
	const requestDeadline = deadline - seconds * 1000 * FLUSH_SHARE_OF_DRAIN;
	let clean = true;

	const run = async (steps: readonly DrainStep[], until: number): Promise<void> => {
		for (const [index, step] of steps.entries()) {
			const outcome = await before(until, step());
			if (outcome === "done") continue;
			clean = false;
			logger.error(
				{ step: index, err: outcome === "late" ? undefined : outcome.error },
				"a step of the drain failed",
			);
		}
	};

	logger.info({ requests: requests.count(), seconds }, "draining");
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	const finished = requests.finish();
	await run(onDrain, requestDeadline);
	if ((await before(requestDeadline, finished)) === "late") {
		logger.warn({ requests: requests.count() }, "requests did not finish in time and are cut off");
	}
	server.closeAllConnections();
	await before(deadline, closed);
	await run(onClosed, deadline);
	logger.info({ clean }, "drained");
	return clean;
}

type Outcome = "done" | "late" | { readonly error: unknown };

async function before(deadline: number, task: Promise<void>): Promise<Outcome> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Outcome>((resolve) => {
		timer = setTimeout(() => resolve("late"), Math.max(0, deadline - Date.now()));
	});
	const done = task.then(
		(): Outcome => "done",
		(error: unknown): Outcome => ({ error }),
	);
	try {
		return await Promise.race([done, late]);
	} finally {
		clearTimeout(timer);
	}
}
