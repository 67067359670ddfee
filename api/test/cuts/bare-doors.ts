import { cutRequest } from "../../src/doors/testing/cut-request.js";
import { createBareSse } from "./bare-sse.js";
import type { Cast } from "../../client/index.js";
import type { WorldLedger } from "./world-ledger.js";

/** One connection of a bare reader. */
export interface BareConnection {
	readonly port: number;
	readonly world: string;
	readonly cast: Cast;
	/** Query parameters beyond those. */
	readonly query: Readonly<Record<string, string>>;
	readonly token: string;
	readonly ledger: WorldLedger;
	readonly random: () => number;
	/** The reader itself leaves after so many bytes (or, on a WebSocket, characters) of the answer. */
	readonly leaveAfter: number;
	/** Something came through. */
	readonly onBytes: () => void;
	/** An event or a heartbeat came through. */
	readonly onSign: () => void;
	readonly signal: AbortSignal;
}

/** `left`: by the reader. `refused`: the credential was not taken. `answered`: whole, as a poll is. `ended`: all else. */
export type BareEnd = "left" | "refused" | "answered" | "ended";

export type BareDoor = (connection: BareConnection) => Promise<BareEnd>;

/** Statuses of a service that is on its way out, or whose engine is away. */
const COME_AGAIN = new Set(["429", "503"]);

interface Head {
	readonly ok: boolean;
	readonly refused: boolean;
}

function readHead(head: string, ledger: WorldLedger): Head {
	const status = head.slice("HTTP/1.1 ".length, "HTTP/1.1 ".length + 3);
	if (status !== "200" && status !== "401" && !COME_AGAIN.has(status)) ledger.fault(head.split("\r\n")[0]!);
	return { ok: status === "200", refused: status === "401" };
}

function queryOf(
	{ cast, query }: BareConnection,
	more: Readonly<Record<string, string | undefined>>,
): string {
	const given = Object.entries({ cast, ...query, ...more }).filter(([, value]) => value !== undefined);
	return new URLSearchParams(given as [string, string][]).toString();
}

export const sseDoor: BareDoor = async (connection) => {
	const { port, world, token, ledger, random, leaveAfter, onBytes, onSign, signal } = connection;
	let head: Head = { ok: false, refused: false };
	const cursor = ledger.cursor();
	const isInAddress = random() < 0.5;
	ledger.begin();
	const read = createBareSse(ledger.take, onSign);
	const decoder = new TextDecoder();
	const outcome = await cutRequest({
		port,
		path: `/events?${queryOf(connection, { world, cursor: isInAddress ? cursor : undefined })}`,
		headers: {
			Authorization: `Bearer ${token}`,
			...(!isInAddress && cursor !== undefined && { "Last-Event-ID": cursor }),
		},
		cutAfter: leaveAfter,
		onHead: (text) => (head = readHead(text, ledger)),
		onBody(bytes) {
			onBytes();
			if (head.ok) read(decoder.decode(bytes, { stream: true }));
		},
		signal,
	});
	return head.refused ? "refused" : outcome === "cut" ? "left" : "ended";
};

/** Seconds that a poll waits at the server: short, so that cuts of whole answers are many. */
const WAIT_SECONDS = "0.2";

const MOST_EVENTS = 20;

export const pollDoor: BareDoor = async (connection) => {
	const { port, world, token, ledger, random, leaveAfter, onBytes, onSign, signal } = connection;
	let head: Head = { ok: false, refused: false };
	let length = Infinity;
	let body = "";
	const limit = String(1 + Math.floor(random() * MOST_EVENTS));
	ledger.begin();
	const outcome = await cutRequest({
		port,
		path: `/v1/worlds/${world}/changes?${queryOf(connection, { wait: WAIT_SECONDS, limit, cursor: ledger.cursor() })}`,
		headers: { Authorization: `Bearer ${token}`, Connection: "close" },
		cutAfter: leaveAfter,
		onHead(text) {
			head = readHead(text, ledger);
			length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
		},
		onBody(text) {
			onBytes();
			body += text;
		},
		signal,
	});
	// Only a whole answer counts; after a cut one the same cursor is asked about again.
	if (head.ok && Buffer.byteLength(body) === length) {
		onSign();
		ledger.takeAnswer(body);
		return "answered";
	}
	return head.refused ? "refused" : outcome === "cut" ? "left" : "ended";
};
