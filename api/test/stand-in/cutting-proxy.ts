import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** Passes bytes on to a server, and cuts one connection after so many bytes that come back. */
export interface CuttingProxy {
	readonly url: string;
	readonly close: () => Promise<void>;
}

export interface CuttingProxyOptions {
	readonly port: number;
	/** Bytes from the server after which the first connection that asks for `path` is cut. */
	readonly after: number;
	readonly path: string;
}

export async function startCuttingProxy({ port, after, path }: CuttingProxyOptions): Promise<CuttingProxy> {
	const open = new Set<Socket>();
	let isCut = false;

	function join(near: Socket): void {
		const far = connect(port, "127.0.0.1");
		let left = Number.POSITIVE_INFINITY;
		for (const [one, other] of [
			[near, far],
			[far, near],
		] as const) {
			open.add(one);
			one.on("error", () => one.destroy());
			one.on("close", () => {
				open.delete(one);
				other.destroy();
			});
		}
		near.on("data", (bytes) => {
			if (!isCut && bytes.toString("latin1").startsWith(`GET ${path}`)) {
				isCut = true;
				left = after;
			}
			far.write(bytes);
		});
		far.on("data", (bytes) => {
			near.write(bytes.subarray(0, Math.min(left, bytes.length)));
			left -= bytes.length;
			if (left <= 0) near.end(() => near.destroy());
		});
	}

	const server = createServer(join);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of open) socket.destroy();
			}),
	};
}
