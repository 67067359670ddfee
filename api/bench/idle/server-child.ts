import { startProduct } from "../doors/product.js";
import { startBareSse, startBareWs, startRawSockets, type TickServer } from "../doors/servers.js";
import { tickEntry } from "../doors/tick-entry.js";
import { held } from "../held.js";

/**
 * One server in a process of its own: `server-child.ts <kind>`. Says `{port, requests}`, and `{bytes, rssBytes}`
 * after a forced collection for each message that it is sent.
 */
export type ServerKind = "product" | "sockets" | "bare sse" | "bare socket";

export interface Listening {
	readonly port: number;
	/** The request of a reader at each door, where the server has any. */
	readonly requests: Readonly<Record<string, string>>;
}

const OFFSET = 1000;

async function start(kind: ServerKind): Promise<{ server: TickServer; requests: Listening["requests"] }> {
	switch (kind) {
		case "product": {
			const server = await startProduct(tickEntry(), OFFSET);
			return {
				server,
				requests: { sse: await server.request("sse"), socket: await server.request("socket") },
			};
		}
		case "sockets":
			return { server: await startRawSockets(Buffer.alloc(0)), requests: {} };
		case "bare sse":
			return { server: await startBareSse(Buffer.alloc(0)), requests: {} };
		case "bare socket":
			return { server: await startBareWs(""), requests: {} };
	}
}

const { server, requests } = await start(process.argv[2] as ServerKind);
process.send?.({ port: server.port, requests } satisfies Listening);
process.on("message", () => void held().then((found) => process.send?.(found)));
process.on("disconnect", () => process.exit());
