import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { atMost } from "../log/at-most.js";
import { CLOSE_MS, EMBEDDED_CACHE } from "./database-limits.js";

/** What the embedded database died of. */
export class PgliteError extends Error {
	override readonly name = "PgliteError";

	constructor(
		message: string,
		/** What it wrote last, by lines; often the only place that says why. */
		readonly said: string,
	) {
		super(message);
	}
}

type Told =
	| { readonly kind: "open" | "closed" }
	| { readonly kind: "answer"; readonly bytes: Uint8Array }
	| { readonly kind: "failed"; readonly message: string; readonly said: string };

/** A running PGlite. Questions are answered one after the other. */
export interface PgliteProcess {
	/** Begins a connection anew: what an earlier one left unfinished is rolled back. */
	readonly connect: () => Promise<void>;
	/** Whole messages of PostgreSQL's protocol; gives all that the database says to them. */
	readonly ask: (bytes: Uint8Array) => Promise<Uint8Array>;
	/** Shuts it down in order, or, where that takes too long, cuts it off: it recovers at the next start. */
	readonly close: () => Promise<void>;
}

export interface StartPgliteOptions {
	/** The folder of its files; made where there is none. `memory://` for none. */
	readonly directory: string;
	readonly signal: AbortSignal;
	/** Told once, where it died of itself. */
	readonly onDeath: (cause: PgliteError) => void;
}

const FILE = new URL("./pglite-worker.mjs", import.meta.url);

/** Starts PGlite in a thread of its own. Rejects with PgliteError where it does not come up. */
export async function startPglite({
	directory,
	signal,
	onDeath,
}: StartPgliteOptions): Promise<PgliteProcess> {
	const settings = [`shared_buffers=${EMBEDDED_CACHE}`, "fsync=on"];
	const worker = new Worker(FILE, { workerData: { directory, settings }, stdout: false });
	const waiting: { resolve: (bytes: Uint8Array) => void; reject: (error: unknown) => void }[] = [];
	const exited = once(worker, "exit");
	let opening: { resolve: () => void; reject: (error: unknown) => void } | undefined;
	let death: PgliteError | undefined;
	let closing = false;

	function die(cause: PgliteError): void {
		if (death) return;
		death = cause;
		void worker.terminate();
		for (const { reject } of waiting.splice(0)) reject(gone(cause));
		if (opening) opening.reject(cause);
		else if (!closing) onDeath(cause);
	}

	worker.on("message", (told: Told) => {
		switch (told.kind) {
			case "open":
				opening?.resolve();
				opening = undefined;
				break;
			case "answer":
				waiting.shift()?.resolve(told.bytes);
				break;
			case "failed":
				die(new PgliteError(told.message, told.said));
				break;
			case "closed":
				break;
		}
	});
	worker.on("error", (error) => die(new PgliteError(error.message, "")));
	worker.on("exit", () => die(new PgliteError("it ended", "")));
	const abort = (): void => die(new PgliteError("it was stopped", ""));
	signal.addEventListener("abort", abort);
	try {
		await new Promise<void>((resolve, reject) => (opening = { resolve, reject }));
	} finally {
		signal.removeEventListener("abort", abort);
		opening = undefined;
		if (death) await exited;
	}

	const request = (message: object): Promise<Uint8Array> => {
		if (death || closing) return Promise.reject(gone(death));
		return new Promise((resolve, reject) => {
			waiting.push({ resolve, reject });
			worker.postMessage(message);
		});
	};
	return {
		connect: async () => void (await request({ kind: "connect" })),
		ask: (bytes) => request({ kind: "query", bytes }),
		async close() {
			closing = true;
			if (!death) worker.postMessage({ kind: "close" });
			await atMost(CLOSE_MS, exited);
			await worker.terminate();
		},
	};
}

/** In the words that a lost connection has. */
function gone(cause?: PgliteError): Error {
	return new Error("Connection terminated unexpectedly", { cause });
}
