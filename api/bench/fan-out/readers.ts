import { connect } from "node:net";

/**
 * Readers in a process of their own: `readers.ts <port> <count> <frame bytes> <greeting end>` opens `count`
 * sockets, each asking for `/events`, and sends `{ready: true}` once each has the greeting (up to the given text;
 * none where it is empty). From then on it sends `{arrivals}`, the time at which each socket had the whole frame,
 * whenever all of them had one more. Times are milliseconds of the machine's monotonic clock.
 */
const [port, count, frameBytes, greetingEnd] = process.argv.slice(2);
const readers = Number(count);
const size = Number(frameBytes);

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
	if (greeted === readers) tell({ ready: true });
}

function open(): void {
	const socket = connect(Number(port), "127.0.0.1");
	let greeting = greetingEnd === "" ? undefined : "";
	let bytes = 0;
	socket.write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n", () => {
		if (greeting === undefined) greetOne();
	});
	socket.on("data", (chunk) => {
		if (greeting !== undefined) {
			greeting += chunk.toString("latin1");
			if (!greeting.includes(greetingEnd!)) return;
			greeting = undefined;
			greetOne();
			return;
		}
		bytes += chunk.length;
		if (bytes < size) return;
		bytes -= size;
		arrivals.push(machineMilliseconds());
		if (arrivals.length < readers) return;
		tell({ arrivals });
		arrivals = [];
	});
}

process.on("disconnect", () => process.exit());
for (let index = 0; index < readers; index++) open();
