import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A line to a server of this machine, by a port of its own, that can fail. */
export interface Line {
	readonly url: string;
	/** Breaks every connection; whoever connects from now on is thrown out. */
	readonly cut: () => void;
	/** From now on what the server says is lost, and what it is told gets there. */
	readonly mute: () => void;
	/** All gets through again, by connections that are made from now on. */
	readonly mend: () => void;
	readonly close: () => Promise<void>;
}

/** Lays a line to the server that listens at `url`, whether it does so now or not. */
export async function startLine(url: string): Promise<Line> {
	const port = Number(new URL(url).port);
	const open = new Set<Socket>();
	let state: "whole" | "mute" | "cut" = "whole";

	function hold(socket: Socket, other: Socket): void {
		open.add(socket);
		socket.on("error", () => socket.destroy());
		socket.on("close", () => {
			open.delete(socket);
			other.destroy();
		});
	}

	const server = createServer((near) => {
		if (state === "cut") {
			near.destroy();
			return;
		}
		const far = connect(port, "127.0.0.1");
		hold(near, far);
		hold(far, near);
		near.pipe(far);
		far.on("data", (bytes) => {
			if (state === "whole") near.write(bytes);
		});
		far.on("end", () => near.end());
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const breakAll = (): void => {
		for (const socket of open) socket.destroy();
	};

	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		cut: () => {
			state = "cut";
			breakAll();
		},
		mute: () => {
			state = "mute";
		},
		mend: () => {
			breakAll();
			state = "whole";
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				breakAll();
			}),
	};
}
