import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { type BenchResult, ratioWithin, reportBench } from "./bench-result.js";
import { built } from "./built.js";
import { openCrowd } from "./doors/crowd.js";
import { type Door, httpRequest, SOCKET_HEADERS } from "./doors/product.js";
import { SOCKET_GREETING_END, SSE_GREETING_END } from "./doors/sample.js";
import type { Held } from "./held.js";
import type { Listening, ServerKind } from "./idle/server-child.js";

/** Subscribers at once, in two processes of readers: each has a limit of open files. */
const SUBSCRIBERS = 10_000;
const CROWDS = 2;

/** Bytes that one may cost beside what a plain socket does. */
const MOST_BYTES = 10 * 1024;

/** Until the first readers have left what a beginning leaves behind. */
const WARM_UP = 500;

interface Asked {
	readonly request: string;
	readonly greetingEnd: string;
}

function askHeld(server: ChildProcess): Promise<Held> {
	const answer = once(server, "message") as Promise<[Held]>;
	server.send("held");
	return answer.then(([held]) => held);
}

/** Bytes that one idle subscriber costs. */
async function costOf(kind: ServerKind, ask: (listening: Listening) => Asked): Promise<Held> {
	const server = fork(await built(new URL("./idle/server-child.ts", import.meta.url)), [kind], {
		execArgv: ["--expose-gc"],
	});
	const [listening] = (await once(server, "message")) as [Listening];
	const open = (readers: number) =>
		openCrowd({ port: listening.port, readers, stalled: 0, frameBytes: Infinity, ...ask(listening) });
	await (await open(WARM_UP)).leave();
	const before = await askHeld(server);
	const crowds = [];
	for (let crowd = 0; crowd < CROWDS; crowd++) crowds.push(await open(SUBSCRIBERS / CROWDS));
	const after = await askHeld(server);
	await Promise.all(crowds.map((crowd) => crowd.leave()));
	const ended = once(server, "exit");
	server.disconnect();
	await ended;
	return {
		bytes: (after.bytes - before.bytes) / SUBSCRIBERS,
		rssBytes: (after.rssBytes - before.rssBytes) / SUBSCRIBERS,
	};
}

const GREETING_END: Readonly<Record<Door, string>> = { sse: SSE_GREETING_END, socket: SOCKET_GREETING_END };

/** What an idle subscriber costs the service: authenticated, with its cursor, at each door. */
export async function run(): Promise<BenchResult> {
	const plainRequest = httpRequest("/", []);
	const sockets = await costOf("sockets", () => ({ request: plainRequest, greetingEnd: "" }));
	const figures: Record<string, number> = {
		"plain socket bytes": sockets.bytes,
		"plain socket rss_bytes": sockets.rssBytes,
	};
	const ratios = [];
	for (const door of ["sse", "socket"] as const) {
		const greetingEnd = GREETING_END[door];
		const bareRequest = httpRequest("/", ["Host: 127.0.0.1", ...(door === "socket" ? SOCKET_HEADERS : [])]);
		const bare = await costOf(`bare ${door}`, () => ({ request: bareRequest, greetingEnd }));
		const ours = await costOf("product", ({ requests }) => ({ request: requests[door]!, greetingEnd }));
		figures[`bare ${door} bytes`] = bare.bytes;
		figures[`${door} bytes`] = ours.bytes;
		figures[`bare ${door} rss_bytes`] = bare.rssBytes;
		figures[`${door} rss_bytes`] = ours.rssBytes;
		ratios.push(
			ratioWithin(
				`${door} subscriber beyond a plain socket / 10 KiB`,
				(ours.bytes - sockets.bytes) / MOST_BYTES,
				1,
			),
			{ name: `${door} subscriber / bare ${door}`, value: ours.bytes / bare.bytes },
		);
	}
	return { name: `idle: ${SUBSCRIBERS} authenticated subscribers`, figures, ratios };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) reportBench(await run());
