import type { Socket } from "node:net";
import type { ConnectionPlan, Fault } from "./fault-plan.js";

/** How long the server goes on talking to a half-open line after its client has given it up. */
const HALF_OPEN_LINGER_MILLISECONDS = 1000;

/** Pieces a second in which a throttled connection is fed. */
const THROTTLED_PIECES = 20;

const LARGEST_PIECE_BYTES = 64 * 1024;

export interface PipeOptions {
	readonly client: Socket;
	readonly server: Socket;
	readonly plan: ConnectionPlan;
	/** Bytes have gone toward the client. */
	readonly onForward: (bytes: number) => void;
	/** A fault happens. */
	readonly onFault: (fault: Fault) => void;
}

/**
 * Forwards bytes both ways between two sockets, and lets the plan's faults happen. What the client sends is never
 * changed. Both sockets end together.
 */
export function pipeWithFaults({ client, server, plan, onForward, onFault }: PipeOptions): void {
	const { faults = [], delayMilliseconds = 0, bytesPerSecond = Infinity } = plan;
	const largest = Math.max(1, Math.min(LARGEST_PIECE_BYTES, Math.floor(bytesPerSecond / THROTTLED_PIECES)));
	const timers = new Set<NodeJS.Timeout>();
	const pending: Buffer[] = [];
	let struck = 0;
	/** Bytes until the next fault. */
	let left = faults[0]?.afterBytes ?? Infinity;
	let state: "open" | "half_open" | "over" = "open";
	/** Nothing goes on before a timer has run. */
	let isHeld = false;
	/** The client has no room. */
	let isFull = false;
	let hasServerEnded = false;

	function later(milliseconds: number, run: () => void): void {
		const timer = setTimeout(() => {
			timers.delete(timer);
			run();
		}, milliseconds);
		timers.add(timer);
	}

	function tearDown(): void {
		state = "over";
		for (const timer of timers) clearTimeout(timer);
		timers.clear();
		client.destroy();
		server.destroy();
	}

	function hold(milliseconds: number): void {
		isHeld = true;
		later(milliseconds, () => {
			isHeld = false;
			pump();
		});
	}

	/** Gives the client what there is, as far as plan and client let it. */
	function pump(): void {
		while (state === "open" && !isHeld && !isFull && pending.length > 0) give(pending.shift()!);
		if (state !== "open") return;
		if (isHeld || isFull) server.pause();
		else if (hasServerEnded) client.end();
		else server.resume();
	}

	function give(bytes: Buffer): void {
		const piece = bytes.subarray(0, Math.min(largest, left));
		if (piece.length < bytes.length) pending.unshift(bytes.subarray(piece.length));
		isFull = !client.write(piece);
		onForward(piece.length);
		left -= piece.length;
		const fault = left <= 0 ? faults[struck] : undefined;
		if (fault) strike(fault);
		else if (bytesPerSecond < Infinity) hold((piece.length * 1000) / bytesPerSecond);
	}

	function strike(what: Fault): void {
		struck += 1;
		left = faults[struck]?.afterBytes ?? Infinity;
		onFault(what);
		switch (what.kind) {
			case "close":
				state = "over";
				server.destroy();
				client.end();
				return;
			case "reset":
				state = "over";
				reset(server);
				reset(client);
				return;
			case "half_open":
				state = "half_open";
				server.pause();
				return;
			case "stall":
				hold(what.milliseconds);
				return;
		}
	}

	/** Runs in the order of the bytes before it. */
	function delayed(run: () => void): void {
		if (delayMilliseconds > 0) later(delayMilliseconds, run);
		else run();
	}

	server.on("data", (bytes: Buffer) =>
		delayed(() => {
			pending.push(bytes);
			pump();
		}),
	);
	server.on("end", () =>
		delayed(() => {
			hasServerEnded = true;
			pump();
		}),
	);
	// A server that is killed takes its connections down with an RST: the client is told as it was.
	server.on("error", () => {
		if (state === "open") reset(client);
	});
	server.on("drain", () => client.resume());
	client.on("data", (bytes: Buffer) => {
		// A half-open line swallows them: unread, the end after them would not be seen.
		if (state === "open" && !server.write(bytes)) client.pause();
	});
	client.on("drain", () => {
		isFull = false;
		pump();
	});
	client.on("error", () => undefined);
	client.on("close", () => {
		if (state === "half_open") later(HALF_OPEN_LINGER_MILLISECONDS, tearDown);
		else tearDown();
	});
}

/** One that is being ended already cannot be reset any more, and would never close: then it ends at once. */
function reset(socket: Socket): void {
	if (socket.writableEnded) socket.destroy();
	else socket.resetAndDestroy();
}
