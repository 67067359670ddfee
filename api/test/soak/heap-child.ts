import { createServer } from "node:http";
import process from "node:process";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { loadConfig } from "../../src/config/config.js";
import { createService } from "../../src/service.js";
import { CREDENTIAL_SETTINGS, UNLIMITED } from "../cuts/credentials.js";

/**
 * A service whose heap is measured: says `port <n>`, and answers each line on standard input. `weigh` gives the bytes
 * of the heap after forced collection, and what holds the process open; `stop` drains and ends. Run with --expose-gc.
 */
const [directory] = process.argv.slice(2);
const rejections: unknown[] = [];
process.on("unhandledRejection", (error) => rejections.push(error));

const config = loadConfig({
	...CREDENTIAL_SETTINGS,
	...UNLIMITED,
	DATA_DIR: directory,
	LOG_LEVEL: "silent",
	// What a world keeps is bounded, and reached long before the plateau.
	LOG_MAX_ENTRIES: "200",
	SNAPSHOT_TTL: "1",
});
const service = await createService({ config, logger: pino({ level: "silent" }), version: "0.0.0" });
const server = createServer(service.app.handler);
service.app.sockets.attach(server);
server.listen(0, "127.0.0.1", () => say(`port ${(server.address() as AddressInfo).port}`));

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

/** Bytes that live through collection; several in a row, as what one frees lets the next free more. */
async function weigh(): Promise<number> {
	const collect = globalThis.gc;
	if (!collect) throw new Error("run with --expose-gc");
	for (let turn = 0; turn < 6; turn++) {
		collect();
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return process.memoryUsage().heapUsed;
}

function countResources(): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const name of process.getActiveResourcesInfo()) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}

async function stop(): Promise<void> {
	service.app.beginDrain();
	await service.app.sockets.close();
	for (const step of service.onDrain) await step();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	for (const step of service.onClosed) await step();
	service.app.stop();
	process.stdin.destroy();
	say(`stopped ${JSON.stringify(countResources())}`);
}

process.stdin.setEncoding("utf8");
process.stdin.on("data", (text: string) => {
	for (const line of text.split("\n")) {
		if (line === "weigh") {
			void weigh().then((bytes) =>
				say(
					`weight ${JSON.stringify({ bytes, resources: countResources(), rejections: rejections.length })}`,
				),
			);
		} else if (line === "stop") void stop();
	}
});
