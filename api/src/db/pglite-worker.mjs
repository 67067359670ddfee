import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";

/**
 * The embedded database, in a thread of its own, as it computes for as long as a statement takes: PostgreSQL's
 * protocol in and out. Plain JavaScript, so that Node runs it from the sources and from beside the bundle alike.
 *
 * In: `{ kind: "connect" }`, `{ kind: "query", bytes }`, `{ kind: "close" }`. Out: `{ kind: "open" }`, one
 * `{ kind: "answer", bytes }` for each connect and query, in order, and `{ kind: "closed" }`; or once
 * `{ kind: "failed", message, said }`, where `said` is what the database itself wrote last.
 */
const SAID_LINES = 20;

/** @type {string[]} */
const said = [];
const keep = (/** @type {string} */ line) => {
	said.push(line);
	if (said.length > SAID_LINES) said.shift();
	return true;
};

/** Whatever an earlier connection left behind: a transaction that it could not end, settings. */
async function startAfresh(/** @type {PGlite} */ database) {
	await database.exec("rollback");
	await database.exec("discard all");
	return new Uint8Array();
}

/**
 * All that the database says to whole messages. As a stream: `execProtocolRaw` also reads every row for itself, and keeps
 * what it read for good (electric-sql/pglite#1025).
 */
async function ask(/** @type {PGlite} */ database, /** @type {Uint8Array} */ bytes) {
	/** @type {Uint8Array[]} */
	const parts = [];
	// Each part lies in the memory of the database, which is written over.
	await database.execProtocolRawStream(bytes, { onRawData: (part) => void parts.push(part.slice()) });
	return Buffer.concat(parts);
}

try {
	const { directory, settings } = workerData;
	const database = await PGlite.create(directory, {
		startParams: [
			...PGlite.defaultStartParams,
			...settings.flatMap((/** @type {string} */ one) => ["-c", one]),
		],
		onStdout: keep,
		onStderr: keep,
	});
	/** @type {Promise<void>} */
	let turn = Promise.resolve();
	parentPort.on("message", ({ kind, bytes }) => {
		turn = turn
			.then(async () => {
				if (kind === "close") {
					await database.close();
					parentPort.postMessage({ kind: "closed" });
					parentPort.close();
					return;
				}
				const answer = kind === "connect" ? await startAfresh(database) : await ask(database, bytes);
				parentPort.postMessage({ kind: "answer", bytes: answer });
			})
			.catch(fail);
	});
	parentPort.postMessage({ kind: "open" });
} catch (error) {
	fail(error);
}

function fail(/** @type {unknown} */ error) {
	const message = error instanceof Error ? error.message : String(error);
	parentPort.postMessage({ kind: "failed", message, said: said.join("\n") });
	parentPort.close();
}
