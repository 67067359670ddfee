import { once } from "node:events";
import { type Server, createServer } from "node:http";
import { type AddressInfo, isIPv6 } from "node:net";
import type { Logger } from "pino";
import type { App } from "../app.js";
import type { Config } from "../config/config.js";
import {
	HEADERS_TIMEOUT_MS,
	KEEP_ALIVE_TIMEOUT_MS,
	LISTEN_BACKLOG,
	REQUEST_TIMEOUT_MS,
	TIMEOUT_CHECK_MS,
} from "../config/limits.js";
import { type DrainStep, drain } from "./drain.js";
import { answerParserError } from "./errors.js";
import { messagesOf } from "./messages-of.js";
import { rawAnswer } from "./raw-answer.js";
import { followRequests } from "./requests-under-way.js";
import { type EndingProcess, exitOnSignals } from "./signals.js";

export interface ServerOptions {
	readonly app: Pick<App, "handler" | "sockets" | "beginDrain" | "stop">;
	readonly config: Pick<Config, "host" | "port" | "drainSeconds">;
	readonly logger: Logger;
	/** Before requests are waited for, in order: what ends those that would last, such as the doors. */
	readonly onDrain?: readonly DrainStep[];
	/** After the last request, in order: what they needed until then, such as the log. */
	readonly onClosed?: readonly DrainStep[];
	/** Whose signals end it; without one only `close` does. */
	readonly process?: EndingProcess;
}

/** A server that listens. */
export interface RunningServer {
	/** Where it can be reached from this machine, without a slash at the end. */
	readonly url: string;
	readonly port: number;
	readonly server: Server;
	/** Drains and stops; resolves with whether everything was put in order. Further calls join the first. */
	readonly close: () => Promise<boolean>;
}

/** The address cannot be listened on. The message says which, and why. */
export class ListenError extends Error {
	override readonly name = "ListenError";
}

/** Listens; resolves when requests are taken. Rejects with ListenError where they cannot be. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const { app, config, logger, onDrain = [], onClosed = [] } = options;
	const server = createServer(
		{ ...messagesOf(app.handler), connectionsCheckingInterval: TIMEOUT_CHECK_MS },
		app.handler,
	);
	server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
	server.headersTimeout = HEADERS_TIMEOUT_MS;
	server.requestTimeout = REQUEST_TIMEOUT_MS;
	const requests = followRequests(server);
	app.sockets.attach(server);
	server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
		// Into an answer that has begun nothing else may be written.
		if (error.code === "ECONNRESET" || !socket.writable || requests.answering(socket)) socket.destroy();
		else socket.end(rawAnswer(answerParserError(error.code)));
	});
	await listen(server, config);

	const { port } = server.address() as AddressInfo;
	const url = `http://${reachable(config.host)}:${port}`;
	logger.info({ url }, "listening");

	let closing: Promise<boolean> | undefined;
	const close = (): Promise<boolean> => {
		closing ??= (async () => {
			app.beginDrain();
			const clean = await drain({
				server,
				requests,
				logger,
				seconds: config.drainSeconds,
				onDrain: [() => app.sockets.close(), ...onDrain],
				onClosed,
			});
			app.stop();
			stopSignals();
			return clean;
		})();
		return closing;
	};
	const stopSignals = options.process
		? exitOnSignals({ process: options.process, logger, close })
		: (): void => undefined;
	return { url, port, server, close };
}

async function listen(server: Server, { host, port }: Pick<Config, "host" | "port">): Promise<void> {
	try {
		await once(server.listen({ port, host, backlog: LISTEN_BACKLOG }), "listening");
	} catch (cause) {
		const { code = "", message } = cause as NodeJS.ErrnoException;
		throw new ListenError(`cannot listen on ${host}:${port}: ${LISTEN_ERRORS[code] ?? message}`, { cause });
	}
}

const LISTEN_ERRORS: Readonly<Record<string, string>> = {
	EADDRINUSE: "another program listens there; stop it, or set PORT",
	EACCES: "this user may not; set PORT to 1024 or higher",
	EADDRNOTAVAIL: "this machine has no such address; set HOST",
	ENOTFOUND: "there is no such address; set HOST",
};

function reachable(host: string): string {
	if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
	return isIPv6(host) ? `[${host}]` : host;
}
