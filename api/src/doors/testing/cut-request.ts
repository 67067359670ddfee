import { connect } from "node:net";

export interface CutRequest {
	readonly port: number;
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** The socket is destroyed after so many bytes of the answer, wherever that falls. */
	readonly cutAfter: number;
	/** Head of the answer, once it is whole. */
	readonly onHead?: (head: string) => void;
	/** The body, as it comes. */
	readonly onBody: (bytes: Buffer) => void;
	/** Ends the request from here. */
	readonly signal?: AbortSignal;
}

/** `cut`: destroyed by this side. `ended`: the server ended it, or could not be reached. */
export type CutOutcome = "cut" | "ended";

/** One HTTP GET on a socket of its own, cut off after a number of bytes. */
export function cutRequest(request: CutRequest): Promise<CutOutcome> {
	const { port, path, headers = {}, cutAfter, onHead, onBody, signal } = request;
	return new Promise((resolve) => {
		let head: Buffer | undefined = Buffer.alloc(0);
		let left = cutAfter;
		let outcome: CutOutcome = "ended";
		const socket = connect(port, "127.0.0.1", () => {
			const lines = Object.entries({ Host: "localhost", ...headers }).map(([k, v]) => `${k}: ${v}\r\n`);
			socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
		});

		function take(bytes: Buffer): void {
			if (head === undefined) return onBody(bytes);
			head = Buffer.concat([head, bytes]);
			const end = head.indexOf("\r\n\r\n");
			if (end < 0) return;
			onHead?.(head.toString("latin1", 0, end));
			const body = head.subarray(end + 4);
			head = undefined;
			if (body.length > 0) onBody(body);
		}

		const abort = (): void => void socket.destroy();
		signal?.addEventListener("abort", abort, { once: true });
		socket.on("data", (bytes) => {
			take(bytes.subarray(0, left));
			left -= bytes.length;
			if (left <= 0) {
				outcome = "cut";
				socket.destroy();
			}
		});
		// A refused or reset connection is one of the cuts this is made for; `close` follows.
		socket.on("error", () => undefined);
		socket.on("close", () => {
			signal?.removeEventListener("abort", abort);
			resolve(outcome);
		});
	});
}
