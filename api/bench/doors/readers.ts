import { connect, type Socket } from "node:net";

/**
 * Readers in a process of their own: `readers.ts <plan>`, a `ReadersPlan` as JSON. Opens the sockets, sends each
 * the request, and says `{ready: true}` once each has the greeting. From then on it sends `{arrivals}`, the time
 * at which each reader had the whole frame, whenever all of them had one more. Those that stall read the greeting
 * and nothing after it, and are not waited for. Times are milliseconds of the machine's monotonic clock.
 */
export interface ReadersPlan {
	readonly port: number;
	readonly readers: number;
	/** Readers beside them that take nothing. */
	readonly stalled: number;
	/** The whole request, head and all. */
	readonly request: string;
	readonly frameBytes: number;
	/** The text that ends what a reader is sent first; empty where it is sent nothing. */
	readonly greetingEnd: string;
}

const { port, readers, stalled, request, frameBytes, greetingEnd } = JSON.parse(
	process.argv[2]!,
) as ReadersPlan;

let greeted = 0;
let arrivals: number[] = [];

function machineMilliseconds(): number {
	return Number(process.hrtime.bigint()) / 1e6;
}

function tell(message: object): void {
	process.send?.(message);
}

function greetOne(): void {
	greeted += 1;
	if (greeted === readers + stalled) tell({ ready: true });
}

/** Calls `greetOne` after the greeting and `take` with the number of bytes that follow. */
function open(take: (bytes: number, socket: Socket) => void): void {
	const socket = connect(port, "127.0.0.1");
	let greeting = greetingEnd === "" ? undefined : "";
	socket.write(request, () => {
		if (greeting === undefined) greetOne();
	});
	socket.on("error", (error) => {
		throw error;
	});
	socket.on("data", (chunk) => {
		if (greeting === undefined) return take(chunk.length, socket);
		greeting += chunk.toString("latin1");
		const end = greeting.indexOf(greetingEnd);
		if (end < 0) return;
		const rest = greeting.length - end - greetingEnd.length;
		greeting = undefined;
		greetOne();
		take(rest, socket);
	});
}

function openReader(): void {
	let bytes = 0;
	open((taken) => {
		bytes += taken;
		for (; bytes >= frameBytes; bytes -= frameBytes) {
			arrivals.push(machineMilliseconds());
			if (arrivals.length < readers) continue;
			tell({ arrivals });
			arrivals = [];
		}
	});
}

process.on("disconnect", () => process.exit());
for (let index = 0; index < readers; index++) openReader();
for (let index = 0; index < stalled; index++) open((_bytes, socket) => socket.pause());
