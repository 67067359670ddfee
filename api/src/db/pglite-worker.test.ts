import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";

const ROUND = 1000;

/** What the worker may hold more of after a round: far less than a word for each question. */
const MOST_BYTES = 100_000;

let worker: Worker | undefined;

afterEach(async () => {
	await worker?.terminate();
});

/** A question in PostgreSQL's protocol. */
function query(text: string): Uint8Array {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(4 + Buffer.byteLength(text) + 1);
	return Buffer.concat([Buffer.from("Q"), length, Buffer.from(`${text}\0`)]);
}

/** Size of all that the worker holds, in the words of its heap's snapshot. */
async function heldBytes(of: Worker): Promise<number> {
	let bytes = 0;
	for await (const chunk of await of.getHeapSnapshot()) bytes += (chunk as Buffer).length;
	return bytes;
}

describe("the embedded database's thread", () => {
	it("[DB26] keeps nothing of what it was asked and answered", async () => {
		worker = new Worker(new URL("./pglite-worker.mjs", import.meta.url), {
			workerData: { directory: "memory://", settings: [] },
		});
		await once(worker, "message");
		const askAll = async (round: number): Promise<void> => {
			for (let n = 0; n < ROUND; n += 1) {
				worker!.postMessage({ kind: "query", bytes: query(`select '${round}/${n}', repeat('x', 500)`) });
				const [{ bytes }] = (await once(worker!, "message")) as [{ readonly bytes: Uint8Array }];
				expect(Buffer.from(bytes).toString("latin1")).toContain(`${round}/${n}`);
			}
		};
		await askAll(1);
		const before = await heldBytes(worker);
		await askAll(2);
		expect((await heldBytes(worker)) - before).toBeLessThan(MOST_BYTES);
	}, 60_000);
});
