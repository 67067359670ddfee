import type { Writable } from "node:stream";
import type { Request, Response } from "express";
import { formatCursor } from "../log/cursor.js";
import { callerOf, expiryOf } from "../http/caller.js";
import { DOCUMENT_HEADERS } from "../http/security-headers.js";
import { createDeferred, type Deferred } from "./deferred.js";
import { wantedBySse } from "./door-query.js";
import type { FreshState, ResetReason } from "./follow.js";
import type { CloseReason, Line } from "./line.js";
import { Reader, type ReaderOptions, type ReaderShared } from "./reader.js";
import type { ReadyFrame } from "./ready-frame.js";
import { sseClose, sseEvent, sseHeartbeat, sseRetry } from "./sse-text.js";
import type { TopicView } from "./topic-view.js";

/** Quick enough that a cut is hardly seen, slow enough that a restarted service is not stormed. */
const RETRY_MILLISECONDS = 1000;

export const STREAM_HEADERS = {
	"Content-Type": "text/event-stream",
	// `no-transform` also keeps compressing middleware and proxies from holding events back.
	"Cache-Control": "no-store, no-transform",
	"X-Accel-Buffering": "no",
	Connection: "close",
} as const;

/** A reader at the SSE door. */
export interface SseReader {
	readonly reader: Reader;
	/** Resolves when the stream stands, or the reader left before; rejects where nothing could be sent. */
	readonly standing: Promise<void>;
}

/** Serves one reader until it leaves. */
export function serveSse(
	req: Request,
	res: Response,
	given: { view: TopicView; shared: ReaderShared },
): SseReader {
	return readToResponse(res, given.shared, {
		view: given.view,
		wanted: wantedBySse(req),
		line: new SseLine(res),
		expiresAt: expiryOf(callerOf(res)),
	});
}

/** Reads to a response, until that is closed. */
export function readToResponse(
	res: Response,
	shared: ReaderShared,
	options: ReaderOptions & { readonly line: SseLine },
): SseReader {
	const { line } = options;
	const reader = new Reader(shared, options);
	line.onRoom = () => reader.resumed();
	res.once("close", () => {
		line.standing.resolve(undefined);
		reader.left();
	});
	res.on("error", () => res.destroy());
	return { reader, standing: line.standing.promise };
}

/** A response as a stream of events. */
export class SseLine implements Line {
	readonly kind = "sse";
	onRoom: () => void = () => undefined;
	/** Settled when the head is sent, or cannot be. */
	readonly standing: Deferred<undefined> = createDeferred();
	/** Where bytes go; undefined before anything was sent. */
	private out: Writable | undefined;

	constructor(private readonly res: Response) {}

	isOpen(): boolean {
		return this.out !== undefined;
	}

	open(): void {
		this.out ??= this.begin();
	}

	frame(frame: ReadyFrame): boolean {
		return this.write(frame.sse());
	}

	state({ cursor, data }: FreshState, reset: ResetReason | undefined): boolean {
		// No id on the reset: cut off between the two, the reader must ask for the state again.
		if (reset) this.write(sseEvent({ event: "reset", data: JSON.stringify({ reason: reset }) }));
		return this.write(sseEvent({ id: formatCursor(cursor), event: "state", data }));
	}

	beat(id: string | undefined): boolean {
		return this.write(sseHeartbeat(id));
	}

	refuse(error: unknown): void {
		this.standing.reject(error);
	}

	close(reason: CloseReason, id: string | undefined): void {
		this.end(sseClose(reason, id));
	}

	cut(): void {
		this.res.destroy();
	}

	/** Sends the last of the stream. */
	protected end(text: string): void {
		this.open();
		this.res.end(text);
	}

	private write(bytes: Buffer | string): boolean {
		return (this.out ??= this.begin()).write(bytes);
	}

	/**
	 * Sends the head. What follows is written to the socket itself: the stream has no chunks or length, and the
	 * response's own `write` costs as much again as the write that it leads to.
	 */
	private begin(): Writable {
		const { res } = this;
		// The stream ends with its connection: without chunks around them, all readers are sent the same bytes.
		res.useChunkedEncodingByDefault = false;
		// The head is held for as long as the stream is.
		for (const name of DOCUMENT_HEADERS) res.removeHeader(name);
		res.writeHead(200, STREAM_HEADERS);
		res.write(sseRetry(RETRY_MILLISECONDS));
		this.standing.resolve(undefined);
		// A request sent ahead on a busy connection waits for its turn without a socket.
		return (res.socket ?? res).on("drain", () => this.onRoom());
	}
}
