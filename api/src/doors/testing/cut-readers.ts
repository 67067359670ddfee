import { StringDecoder } from "node:string_decoder";
import { type CutOutcome, cutRequest } from "./cut-request.js";
import { createFrameParser } from "./frame-parser.js";
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

/** A reader who is at a door for a while. */
interface Visitor extends ReaderOptions {
	readonly ledger: Ledger;
	cursor: string | undefined;
	readonly isDone: () => boolean;
}

/** One visit to a door, until it is cut or ended. */
type Visit = (visitor: Visitor) => Promise<CutOutcome>;

/** Between connections that fail, as while a server restarts. */
const RETRY_MILLISECONDS = 5;

const LOOK_MILLISECONDS = 5;

export function createSseReader(options: ReaderOptions): CutReader {
	return createReader(options, [visitSse]);
}

export function createPollReader(options: ReaderOptions): CutReader {
	return createReader(options, [visitPoll]);
}

export function createSocketReader(options: ReaderOptions): CutReader {
	return createReader(options, [visitSocket]);
}

/** Goes from door to door with one cursor. */
export function createWanderer(options: ReaderOptions): CutReader {
	return createReader(options, [visitSse, visitPoll, visitSocket]);
}

function createReader(options: ReaderOptions, doors: readonly Visit[]): CutReader {
	const ledger = createLedger();
	let cuts = 0;
	let visitor: Visitor | undefined;

	return {
		ledger,
		cuts: () => cuts,
		cursor: () => visitor?.cursor,
		async run(isDone) {
			visitor = { ...options, ledger, cursor: visitor?.cursor, isDone };
			while (!isDone()) {
				const visit = doors[Math.floor(options.random() * doors.length)]!;
				if ((await visit(visitor)) === "cut") cuts += 1;
				else await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
			}
		},
	};
}

async function visitSse(visitor: Visitor): Promise<CutOutcome> {
	const { ledger, cursor } = visitor;
	const parser = createSseParser(ledger.take);
	const decoder = new StringDecoder("utf8");
	const inAddress = visitor.random() < 0.5 && cursor !== undefined;
	const outcome = await untilDone(visitor, {
		path: inAddress ? `/events?cursor=${cursor}` : "/events",
		headers: inAddress || cursor === undefined ? {} : { "Last-Event-ID": cursor },
		onHead: (head) => expectStatus(200, head, ledger),
		onBody: (bytes) => parser.push(decoder.write(bytes)),
	});
	visitor.cursor = parser.lastEventId() ?? cursor;
	return outcome;
}

async function visitSocket(visitor: Visitor): Promise<CutOutcome> {
	const { ledger, cursor } = visitor;
	const onMessage = (text: string): void => {
		const { event, id, data } = JSON.parse(text) as { event: string; id?: string; data: unknown };
		ledger.take(event, JSON.stringify(data));
		if (id !== undefined) visitor.cursor = id;
	};
	return untilDone(visitor, {
		path: cursor === undefined ? "/ws" : `/ws?cursor=${cursor}`,
		headers: {
			Connection: "Upgrade",
			Upgrade: "websocket",
			"Sec-WebSocket-Version": "13",
			"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
		},
		onHead: (head) => expectStatus(101, head, ledger),
		onBody: createFrameParser({ onMessage, onFault: ledger.fault }),
	});
}

async function visitPoll(visitor: Visitor): Promise<CutOutcome> {
	const { ledger, cursor, random, port, nextCut } = visitor;
	let length = Infinity;
	const chunks: Buffer[] = [];
	const limit = 1 + Math.floor(random() * 20);
	const outcome = await cutRequest({
		port: port(),
		path: `/changes?wait=0.2&limit=${limit}${cursor === undefined ? "" : `&cursor=${cursor}`}`,
		headers: { Connection: "close" },
		cutAfter: nextCut(),
		onHead: (head) => {
			expectStatus(200, head, ledger);
			length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
		},
		onBody: (bytes) => chunks.push(bytes),
	});
	const body = Buffer.concat(chunks);
	// Only a whole answer counts; after a cut one the same cursor is asked about again.
	if (body.length !== length || ledger.faults.length > 0) return outcome;
	const answer = JSON.parse(String(body)) as PollAnswer;
	if (answer.reset) ledger.take("reset", JSON.stringify(answer.reset));
	if (answer.state) ledger.take("state", JSON.stringify(answer.state));
	for (const { event, data } of answer.events) ledger.take(event, JSON.stringify(data));
	visitor.cursor = answer.cursor;
	return outcome;
}

/** A connection at rest hears nothing of the end: it is ended from here. */
async function untilDone(
	{ port, nextCut, isDone }: Visitor,
	request: Omit<Parameters<typeof cutRequest>[0], "port" | "cutAfter" | "signal">,
): Promise<CutOutcome> {
	const done = new AbortController();
	const looking = setInterval(() => {
		if (isDone()) done.abort();
	}, LOOK_MILLISECONDS);
	const outcome = await cutRequest({ ...request, port: port(), cutAfter: nextCut(), signal: done.signal });
	clearInterval(looking);
	return outcome;
}

function expectStatus(status: number, head: string, ledger: Ledger): void {
	if (!head.startsWith(`HTTP/1.1 ${status} `)) ledger.fault(head.slice(0, head.indexOf("\r\n")));
}

interface PollAnswer {
	readonly cursor: string;
	readonly events: readonly { readonly event: string; readonly data: unknown }[];
	readonly state?: unknown;
	readonly reset?: { readonly reason: string };
}
