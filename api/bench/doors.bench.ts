import { pathToFileURL } from "node:url";
import { type BenchRatio, type BenchResult, ratioWithin, reportBench } from "./bench-result.js";
import { openCrowd, type Crowd } from "./doors/crowd.js";
import { type Door, httpRequest, type Product, SOCKET_HEADERS, startProduct } from "./doors/product.js";
import { payloadOf, sampleFrame, SOCKET_GREETING_END, SSE_GREETING_END } from "./doors/sample.js";
import { startBareSse, startBareWs, startRawSockets, type TickServer } from "./doors/servers.js";
import { tickEntry } from "./doors/tick-entry.js";
import { type Delivery, inTurns } from "./doors/turns.js";

const READERS = 1000;
/** A busy moment of the machine holds up some ticks of either side: enough of them for a 99th percentile of its own. */
const ROUNDS = { warmUp: 60, rounds: 600 };

/** Ids keep four digits for all rounds. */
const FIRST_OFFSET = 1000;

/** A door delivers so much of what a bare loop does, at least. */
const SHARE_OF_BARE = 0.9;
/** Its 99th percentile is so many times that of the bare loop, at most. */
const P99_OF_BARE = 1.25;
/** One tick may cost this many times what writing its bytes to plain sockets takes. */
const TIMES_SOCKETS = 1.5;
/** Stalled readers, of all, and what they may do to the 99th percentile of the others. */
const STALLED_SHARE = 0.05;
const P99_WITH_STALLED = 1.1;
/** Ticks that fill the buffers between us and a reader who takes nothing. */
const STALLING_TICKS = 2500;

const GREETING_END: Readonly<Record<Door, string>> = { sse: SSE_GREETING_END, socket: SOCKET_GREETING_END };

interface Asked {
	readonly door: Door;
	readonly frameBytes: number;
	readonly stalled?: number;
	readonly readers?: number;
}

async function crowdAt(
	product: Product,
	{ door, frameBytes, stalled = 0, readers = READERS }: Asked,
): Promise<Crowd> {
	const request = await product.request(door);
	return openCrowd({
		port: product.port,
		readers,
		stalled,
		request,
		frameBytes,
		greetingEnd: GREETING_END[door],
	});
}

interface Bare {
	readonly server: TickServer;
	readonly crowd: Crowd;
}

async function startBare(door: Door, frame: Buffer): Promise<Bare> {
	const server = door === "sse" ? await startBareSse(frame) : await startBareWs(payloadOf(frame));
	const request = httpRequest("/", ["Host: 127.0.0.1", ...(door === "socket" ? SOCKET_HEADERS : [])]);
	const plan = { port: server.port, readers: READERS, stalled: 0, request, frameBytes: frame.length };
	return { server, crowd: await openCrowd({ ...plan, greetingEnd: GREETING_END[door] }) };
}

async function startPlain(frame: Buffer): Promise<Bare> {
	const server = await startRawSockets(frame);
	const plan = { port: server.port, readers: READERS, stalled: 0, frameBytes: frame.length };
	return { server, crowd: await openCrowd({ ...plan, request: httpRequest("/", []), greetingEnd: "" }) };
}

interface Part {
	readonly figures: Readonly<Record<string, number>>;
	readonly ratios: readonly BenchRatio[];
}

function figuresOf(name: string, delivery: Delivery): Record<string, number> {
	return {
		[`${name} deliveries_per_s`]: delivery.perSecond,
		[`${name} median_ms`]: delivery.medianMilliseconds,
		[`${name} cpu_median_ms`]: delivery.cpuMedianMilliseconds,
		[`${name} p50_ms`]: delivery.p50Milliseconds,
		[`${name} p99_ms`]: delivery.p99Milliseconds,
	};
}

/** One door beside a bare server that sends the same bytes, and beside plain sockets. */
async function compare(door: Door): Promise<Part> {
	const product = await startProduct(tickEntry(), FIRST_OFFSET);
	const asked = { request: await product.request(door), greetingEnd: GREETING_END[door] };
	const frame = await sampleFrame(product, asked);
	const crowd = await crowdAt(product, { door, frameBytes: frame.length });
	const bare = await startBare(door, frame);
	const plain = await startPlain(frame);
	const framedBefore = product.framed();
	const [ours, theirs, sockets] = (await inTurns([{ server: product, crowd }, bare, plain], ROUNDS)) as [
		Delivery,
		Delivery,
		Delivery,
	];
	const made = (product.framed() - framedBefore) / (ROUNDS.warmUp + ROUNDS.rounds);
	await Promise.all([crowd, bare.crowd, plain.crowd].map((one) => one.leave()));
	await Promise.all([product, bare.server, plain.server].map((one) => one.close()));
	if (made !== 1) throw new Error(`${made} frames were made of each tick`);
	return {
		figures: {
			[`${door} frame_bytes`]: frame.length,
			...figuresOf(door, ours),
			...figuresOf(`bare ${door}`, theirs),
			...figuresOf(`sockets beside ${door}`, sockets),
		},
		ratios: [
			ratioWithin(
				`bare ${door} deliveries / ${door} deliveries`,
				theirs.perSecond / ours.perSecond,
				1 / SHARE_OF_BARE,
			),
			ratioWithin(
				`${door} p99 / bare ${door} p99`,
				ours.p99Milliseconds / theirs.p99Milliseconds,
				P99_OF_BARE,
			),
			ratioWithin(
				`${door} tick / the same bytes to plain sockets`,
				ours.medianMilliseconds / sockets.medianMilliseconds,
				TIMES_SOCKETS,
			),
		],
	};
}

/** A door whose every twentieth reader takes nothing, beside one where all do. */
async function stalled(door: Door): Promise<Part> {
	const stalledReaders = READERS * STALLED_SHARE;
	const readers = READERS - stalledReaders;
	const [free, held] = [
		await startProduct(tickEntry(), FIRST_OFFSET),
		await startProduct(tickEntry(), FIRST_OFFSET),
	];
	const frame = await sampleFrame(free, {
		request: await free.request(door),
		greetingEnd: GREETING_END[door],
	});
	const asked = { door, frameBytes: frame.length };
	const stuck = await crowdAt(held, { ...asked, readers: 0, stalled: stalledReaders });
	for (const product of [free, held]) await product.ticks(STALLING_TICKS);
	const freeCrowd = await crowdAt(free, { ...asked, readers });
	const heldCrowd = await crowdAt(held, { ...asked, readers });
	const [without, beside] = (await inTurns(
		[
			{ server: free, crowd: freeCrowd },
			{ server: held, crowd: heldCrowd },
		],
		ROUNDS,
	)) as [Delivery, Delivery];
	await Promise.all([stuck, freeCrowd, heldCrowd].map((one) => one.leave()));
	await Promise.all([free.close(), held.close()]);
	return {
		figures: {
			[`${door} p99_ms, none stalled`]: without.p99Milliseconds,
			[`${door} p99_ms, 5% stalled`]: beside.p99Milliseconds,
		},
		ratios: [
			ratioWithin(
				`${door} p99 with 5% stalled / without`,
				beside.p99Milliseconds / without.p99Milliseconds,
				P99_WITH_STALLED,
			),
		],
	};
}

/** Ticks to a thousand readers of each door, with everything on that production has. */
export async function run(): Promise<BenchResult> {
	const parts: Part[] = [];
	for (const door of ["sse", "socket"] as const) parts.push(await compare(door), await stalled(door));
	return {
		name: `doors: ticks to ${READERS} readers`,
		figures: Object.assign({}, ...parts.map(({ figures }) => figures)) as Record<string, number>,
		ratios: parts.flatMap(({ ratios }) => ratios),
	};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) reportBench(await run());
