import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** The requests that a server has taken and not yet answered to the end. */
export interface RequestsUnderWay {
	readonly count: () => number;
	/** Whether an answer has begun on this connection and not ended. */
	readonly answering: (socket: Duplex) => boolean;
	/** Makes every answer the last of its connection, and resolves when the last one has ended. */
	readonly finish: () => Promise<void>;
}

/** Follows the requests of a server from now on. */
export function followRequests(server: Server): RequestsUnderWay {
	const open = new Set<ServerResponse>();
	let finished: (() => void) | undefined;

	const last = (res: ServerResponse): void => {
		if (!res.headersSent) res.setHeader("Connection", "close");
	};
	server.prependListener("request", (_req: IncomingMessage, res: ServerResponse) => {
		open.add(res);
		if (finished) last(res);
		res.once("close", () => {
			open.delete(res);
			if (open.size === 0) finished?.();
		});
	});

	return {
		count: () => open.size,
		answering: (socket) => [...open].some((res) => res.socket === socket && res.headersSent),
		finish: () =>
			new Promise((resolve) => {
				finished = resolve;
				open.forEach(last);
				if (open.size === 0) resolve();
			}),
	};
}
