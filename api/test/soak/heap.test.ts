import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { bundled } from "../cuts/bundled.js";
import { API_KEY, readerToken } from "../cuts/credentials.js";
import { tell } from "../cuts/tell.js";
import { payloadAt } from "../cuts/town.js";

/** Readers that come and go, and ticks; `npm run soak` makes 200,000 and 100,000. */
const CONNECTS = Number(process.env["CONNECTS"] ?? 600);
const TICKS = Number(process.env["TICKS"] ?? 300);

/**
 * The heap after forced collection may grow by so much between the plateau and the end. A short run has not reached
 * the plateau of a long one (optimised code, caches that fill up), so it is only looked over for what is left behind.
 */
const GROWTH = CONNECTS >= 100_000 ? 0.01 : 0.1;

/** The part of the run after which the heap must be flat. */
const PLATEAU = 0.4;

/** Timers of the service's own upkeep that a weighing may meet; one left by each reader or tick would be hundreds. */
const UPKEEP = 2;

/** Readers at a time. */
const TOGETHER = 40;

const TOWN = { source: "s1", seed: 5, members: 24 };

interface Weight {
	readonly bytes: number;
	readonly resources: Readonly<Record<string, number>>;
	readonly rejections: number;
}

interface HeapChild {
	readonly port: number;
	readonly weigh: () => Promise<Weight>;
	/** What is still open after everything was stopped, and the exit code. */
	readonly stop: () => Promise<{ readonly left: Readonly<Record<string, number>>; readonly code: number }>;
}

const bundle = bundled({ entry: join(import.meta.dirname, "heap-child.ts") });

async function startChild(bundle: string, directory: string): Promise<HeapChild> {
	const child = spawn(process.execPath, ["--expose-gc", bundle, directory], {
		stdio: ["pipe", "pipe", "inherit"],
	});
	const lines = createInterface({ input: child.stdout });
	const exit = once(child, "exit") as Promise<[number]>;
	const answer = async (prefix: string, question?: string): Promise<string> => {
		const line = new Promise<string>((resolve) => {
			const look = (text: string): void => {
				if (!text.startsWith(prefix)) return;
				lines.off("line", look);
				resolve(text.slice(prefix.length));
			};
			lines.on("line", look);
		});
		if (question !== undefined) child.stdin.write(`${question}\n`);
		return line;
	};
	const port = Number(await answer("port "));
	return {
		port,
		weigh: async () => JSON.parse(await answer("weight ", "weigh")) as Weight,
		async stop() {
			const left = JSON.parse(await answer("stopped ", "stop")) as Readonly<Record<string, number>>;
			const [code] = await exit;
			return { left, code };
		},
	};
}

/** One reader that comes, reads a little, and goes as its number says. */
async function comeAndGo(port: number, token: string, n: number): Promise<void> {
	const cast = n % 2 === 0 ? "limited" : "full";
	if (n % 3 === 0) {
		const socket = new WebSocket(`ws://127.0.0.1:${port}/ws/world?cast=${cast}`, "earshot.v1", {
			headers: { authorization: `Bearer ${token}` },
		});
		socket.on("error", () => undefined);
		await once(socket, "message");
		if (n % 2 === 0) socket.close();
		else socket.terminate();
		await once(socket, "close");
		return;
	}
	const path = n % 3 === 1 ? `/events?cast=${cast}` : `/v1/worlds/default/changes?wait=0&cast=${cast}`;
	const socket = connect(port, "127.0.0.1");
	socket.on("error", () => undefined);
	socket.write(
		`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
	);
	const [head] = (await once(socket, "data")) as [Buffer];
	expect(head.toString("latin1", 9, 12)).toBe("200");
	if (n % 2 === 0) socket.resetAndDestroy();
	else socket.destroy();
}

async function readInTurns(port: number, { from, to }: { from: number; to: number }): Promise<void> {
	const token = await readerToken(Math.floor(Date.now() / 1000) + 36_000);
	let next = from;
	const read = async (): Promise<void> => {
		while (next < to) {
			next += 1;
			await comeAndGo(port, token, next);
		}
	};
	await Promise.all(Array.from({ length: TOGETHER }, read));
}

async function tellTicks(port: number, { from, to }: { from: number; to: number }): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	try {
		for (let seq = from + 1; seq <= to; seq++) {
			const sent = request({
				port,
				host: "127.0.0.1",
				path: "/v1/snapshot/game",
				method: "POST",
				agent,
				headers: { "content-type": "application/json", "x-api-key": API_KEY },
			});
			sent.end(JSON.stringify(payloadAt(TOWN, seq, { full: seq === 1 })));
			const [response] = (await once(sent, "response")) as [NodeJS.ReadableStream & { statusCode: number }];
			expect(response.statusCode).toBe(200);
			response.resume();
			await once(response, "end");
		}
	} finally {
		agent.destroy();
	}
}

describe("a service through which readers and members come and go", () => {
	it("[CT10] keeps its heap flat, and leaves no timer, socket or rejection behind", async () => {
		const directory = await mkdtemp(join(tmpdir(), "earshot-heap-"));
		const child = await startChild(bundle(), directory);
		await tellTicks(child.port, { from: 0, to: 1 });
		const quiet = await child.weigh();
		const run = async (from: number, to: number): Promise<Weight> => {
			const part = (all: number) => ({ from: Math.floor(from * all), to: Math.floor(to * all) });
			await Promise.all([
				readInTurns(child.port, part(CONNECTS)),
				tellTicks(child.port, { from: part(TICKS).from + 1, to: part(TICKS).to + 1 }),
			]);
			return child.weigh();
		};
		const plateau = await run(0, PLATEAU);
		const end = await run(PLATEAU, 1);
		const { left, code } = await child.stop();
		const growth = end.bytes / plateau.bytes - 1;
		process.stdout.write(
			`${CONNECTS} readers, ${TICKS} ticks: heap ${(plateau.bytes / 2 ** 20).toFixed(2)} MiB at the plateau, ${(end.bytes / 2 ** 20).toFixed(2)} MiB at the end (${(100 * growth).toFixed(2)} %)\n`,
		);
		await tell("heap", { connects: CONNECTS, ticks: TICKS, quiet, plateau, end, growth, left });
		expect(growth).toBeLessThanOrEqual(GROWTH);
		expect(end.rejections).toBe(0);
		expect(end.resources["Timeout"] ?? 0).toBeLessThanOrEqual((quiet.resources["Timeout"] ?? 0) + UPKEEP);
		expect(end.resources["TCPSocketWrap"] ?? 0).toBeLessThanOrEqual(1);
		expect(left["Timeout"] ?? 0).toBe(0);
		expect(left["TCPSocketWrap"] ?? 0).toBe(0);
		expect(code).toBe(0);
		await rm(directory, { recursive: true, force: true });
	}, 1_800_000);
});
