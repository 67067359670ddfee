import { connect } from "node:net";
import { cutters } from "./cutters.js";
import { CURSOR_MARK, type StormPlan } from "./plan.js";

/*
 * Readers that come back, in a process of their own: `readers.ts <plan>`, a `StormPlan` as JSON. Each takes whole
 * events, and when it is cut off asks again after the last one, within the jitter of the client library's first
 * try. Says `{open: true}` once all stand, and `{back, wrong}` once each of them, after a cut, has the next event:
 * `back` holds the milliseconds from each cut to it, `wrong` how many events were missing or came again so far.
 */

/** First step of the client library's back-off. */
const JITTER_MS = 500;

const ID = /(?:^id: |"id":")([\w-]+):(\d+)/m;
/** Events that one stands for, where it is not one. */
const SPAN = /"span":(\d+)/;
const END_OF_HEAD = "\r\n\r\n";

const { port, readers, door, request, cursor } = JSON.parse(process.argv[2]!) as StormPlan;
const [epoch, first] = cursor.split(":") as [string, string];

let standing = 0;
let wrong = 0;
let back: number[] = [];

function stands(): void {
	standing += 1;
	if (standing === readers) process.send?.({ open: true });
}

function cameBack(milliseconds: number): void {
	back.push(milliseconds);
	if (back.length < readers) return;
	process.send?.({ back, wrong });
	back = [];
}

function openReader(): void {
	let offset = Number(first);
	let cutAt: number | undefined;

	function take(event: string): void {
		const id = ID.exec(event);
		if (!id) return;
		const span = Number(SPAN.exec(event)?.[1] ?? 1);
		if (id[1] !== epoch || Number(id[2]) !== offset + span) wrong += 1;
		offset = Number(id[2]);
		if (cutAt === undefined) return;
		cameBack(performance.now() - cutAt);
		cutAt = undefined;
	}

	function open(isFirst: boolean): void {
		let head: Buffer | undefined = Buffer.alloc(0);
		const cut = cutters[door](take);
		const socket = connect(port, "127.0.0.1");
		socket.write(request.replace(CURSOR_MARK, encodeURIComponent(`${epoch}:${offset}`)));
		socket.on("data", (chunk) => {
			if (!head) return cut(chunk);
			head = Buffer.concat([head, chunk]);
			const end = head.indexOf(END_OF_HEAD);
			if (end < 0) return;
			const rest = head.subarray(end + END_OF_HEAD.length);
			head = undefined;
			if (isFirst) stands();
			cut(rest);
		});
		socket.on("error", () => socket.destroy());
		socket.on("close", () => {
			cutAt ??= performance.now();
			setTimeout(() => open(false), Math.random() * JITTER_MS);
		});
	}

	open(true);
}

process.on("disconnect", () => process.exit());
for (let index = 0; index < readers; index++) openReader();
