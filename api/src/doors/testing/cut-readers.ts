import { cutRequest } from "./cut-request.js";
import { createLedger, type Ledger } from "./ledger.js";
import { createSseParser } from "./sse-parser.js";

export interface ReaderOptions {
	/** Asked before each request: a restarted server may listen elsewhere. */
	readonly port: () => number;
	/** Bytes after which the next answer is cut; `Infinity` leaves it whole. */
	readonly nextCut: () => number;
	readonly random: () => number;
}

/** A reader who is cut off over and over and always comes back with the cursor it has. */
export interface CutReader {
	readonly ledger: Ledger;
	readonly cuts: () => number;
	/** Reads until `isDone` answers true. */
	readonly run: (isDone: () => boolean) => Promise<void>;
	/** Where it is, for a failing test to say. */
	readonly cursor: () => string | undefined;
}

/** Between connections that fail, as while a server restarts. */
const RETRY_MILLISECONDS = 5;

const LOOK_MILLISECONDS = 5;

export function createSseReader({ port, nextCut, random }: ReaderOptions): CutReader {
	const ledger = createLedger();
	let cursor: string | undefined;
	let cuts = 0;

	return {
		ledger,
		cuts: () => cuts,
		cursor: () => cursor,
		async run(isDone) {
			while (!isDone()) {
				const done = new AbortController();
				const parser = createSseParser(ledger.take);
				// A stream at rest hears nothing of the end.
				const looking = setInterval(() => {
					if (isDone()) done.abort();
				}, LOOK_MILLISECONDS);
				const inAddress = random() < 0.5 && cursor !== undefined;
				const outcome = await cutRequest({
					port: port(),
					path: inAddress ? `/events?cursor=${cursor}` : "/events",
					headers: inAddress || cursor === undefined ? {} : { "Last-Event-ID": cursor },
					cutAfter: nextCut(),
					onHead: (head) => expectOk(head, ledger),
					onBody: parser.push,
					signal: done.signal,
				});
				clearInterval(looking);
				cursor = parser.lastEventId() ?? cursor;
				if (outcome === "cut") cuts += 1;
				else await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
			}
		},
	};
}

export function createPollReader({ port, nextCut, random }: ReaderOptions): CutReader {
	const ledger = createLedger();
	let cursor: string | undefined;
	let cuts = 0;

	function take(body: string): void {
		const answer = JSON.parse(body) as PollAnswer;
		if (answer.reset) ledger.take("reset", JSON.stringify(answer.reset));
		if (answer.state) ledger.take("state", JSON.stringify(answer.state));
		for (const { event, data } of answer.events) ledger.take(event, JSON.stringify(data));
		cursor = answer.cursor;
	}

	return {
		ledger,
		cuts: () => cuts,
		cursor: () => cursor,
		async run(isDone) {
			while (!isDone()) {
				let length = Infinity;
				let body = "";
				const limit = 1 + Math.floor(random() * 20);
				const outcome = await cutRequest({
					port: port(),
					path: `/changes?wait=0.2&limit=${limit}${cursor === undefined ? "" : `&cursor=${cursor}`}`,
					headers: { Connection: "close" },
					cutAfter: nextCut(),
					onHead: (head) => {
						expectOk(head, ledger);
						length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
					},
					onBody: (text) => (body += text),
				});
				// Only a whole answer counts; after a cut one the same cursor is asked about again.
				if (Buffer.byteLength(body) === length && ledger.faults.length === 0) take(body);
				if (outcome === "cut") cuts += 1;
				else if (body === "") await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
			}
		},
	};
}

function expectOk(head: string, ledger: Ledger): void {
	if (!head.startsWith("HTTP/1.1 200 ")) ledger.fault(head.slice(0, head.indexOf("\r\n")));
}

interface PollAnswer {
	readonly cursor: string;
	readonly events: readonly { readonly event: string; readonly data: unknown }[];
	readonly state?: unknown;
	readonly reset?: { readonly reason: string };
}
