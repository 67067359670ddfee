import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { ConnectionPlan, Fault } from "./fault-plan.js";
import { pipeWithFaults } from "./fault-pipe.js";

export interface FaultProxyOptions {
	/** Asked for each connection, in the order in which they come, counted from 0. */
	readonly plan: (connection: number) => ConnectionPlan;
	/** A fault happens on a connection. */
	readonly onFault?: (fault: Fault, connection: number) => void;
}

/** Stands between readers and servers on a port of its own, and breaks connections as planned. */
export interface FaultProxy {
	readonly port: number;
	/** Connections so far. */
	readonly connections: () => number;
	/** Sockets that are open now, on both sides. */
	readonly open: () => number;
	/** Bytes that have gone toward clients. */
	readonly forwarded: () => number;
	readonly close: () => Promise<void>;
}

/** Listens on 127.0.0.1. A server that cannot be reached resets the connection of whoever wanted it. */
export async function startFaultProxy({ plan, onFault }: FaultProxyOptions): Promise<FaultProxy> {
	const sockets = new Set<Socket>();
	let connections = 0;
	let forwarded = 0;

	function track(socket: Socket): Socket {
		sockets.add(socket);
		socket.once("close", () => sockets.delete(socket));
		// A reset that the system refuses is all that is heard of a socket's end.
		socket.on("error", () => sockets.delete(socket));
		return socket;
	}

	const listener = createServer({ noDelay: true }, (socket) => {
		const connection = connections;
		connections += 1;
		const chosen = plan(connection);
		pipeWithFaults({
			client: track(socket),
			server: track(connect({ port: chosen.target, host: "127.0.0.1", noDelay: true })),
			plan: chosen,
			onForward: (bytes) => (forwarded += bytes),
			onFault: (fault) => onFault?.(fault, connection),
		});
	});
	listener.listen(0, "127.0.0.1");
	await once(listener, "listening");

	return {
		port: (listener.address() as AddressInfo).port,
		connections: () => connections,
		open: () => sockets.size,
		forwarded: () => forwarded,
		async close() {
			const closed = once(listener, "close");
			listener.close();
			const gone = [...sockets].map(
				(socket) => new Promise((resolve) => socket.once("close", resolve).once("error", resolve)),
			);
			for (const socket of sockets) socket.destroy();
			await Promise.all([closed, ...gone]);
		},
	};
}
