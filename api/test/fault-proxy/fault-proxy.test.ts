import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { seeded } from "../stand-in/walkers.js";
import { chooseFaults, type ConnectionPlan, type Fault } from "./fault-plan.js";
import { startFaultProxy, type FaultProxy } from "./fault-proxy.js";

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

interface Upstream {
	readonly port: number;
	readonly sockets: Socket[];
	/** What connections failed with. */
	readonly errors: string[];
}

/** A server that greets with these bytes and repeats what it is told. */
async function startUpstream(greeting: Buffer): Promise<Upstream> {
	const sockets: Socket[] = [];
	const errors: string[] = [];
	const server: Server = createServer((socket) => {
		sockets.push(socket);
		socket.on("error", ({ code }: NodeJS.ErrnoException) => errors.push(String(code)));
		socket.write(greeting);
		socket.pipe(socket);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	closing.push(() => {
		for (const socket of sockets) socket.destroy();
		return new Promise((resolve) => server.close(resolve));
	});
	return { port: (server.address() as AddressInfo).port, sockets, errors };
}

interface Client {
	readonly socket: Socket;
	readonly bytes: () => Buffer;
	/** How the connection ended. */
	readonly ended: Promise<"end" | "reset">;
}

function open(port: number): Client {
	const chunks: Buffer[] = [];
	const socket = connect(port, "127.0.0.1");
	socket.on("data", (chunk: Buffer) => chunks.push(chunk));
	let outcome: "end" | "reset" = "end";
	socket.on("error", () => (outcome = "reset"));
	const ended = new Promise<"end" | "reset">((resolve) => socket.once("close", () => resolve(outcome)));
	closing.push(async () => socket.destroy());
	return { socket, bytes: () => Buffer.concat(chunks), ended };
}

async function until(isTrue: () => boolean, milliseconds = 4000): Promise<void> {
	const end = performance.now() + milliseconds;
	while (!isTrue() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 2));
	expect(isTrue()).toBe(true);
}

const GREETING = Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 251));

async function start(
	plan: (connection: number, upstream: Upstream) => ConnectionPlan,
	greeting = GREETING,
): Promise<{ readonly proxy: FaultProxy; readonly upstream: Upstream; readonly faults: Fault[] }> {
	const upstream = await startUpstream(greeting);
	const faults: Fault[] = [];
	const proxy = await startFaultProxy({
		plan: (connection) => plan(connection, upstream),
		onFault: (fault) => faults.push(fault),
	});
	closing.push(proxy.close);
	return { proxy, upstream, faults };
}

describe("the fault proxy", () => {
	it("[CT1] forwards both ways unchanged, and ends both sides together", async () => {
		const { proxy, upstream } = await start((_, { port }) => ({ target: port }));
		const client = open(proxy.port);
		await until(() => client.bytes().length === GREETING.length);
		client.socket.write("hello");
		await until(() => client.bytes().length === GREETING.length + 5);
		expect(client.bytes()).toEqual(Buffer.concat([GREETING, Buffer.from("hello")]));
		expect(proxy.forwarded()).toBe(GREETING.length + 5);
		upstream.sockets[0]!.end();
		expect(await client.ended).toBe("end");
		await until(() => proxy.open() === 0);
	});

	it.each([1, 7, 4999, 5000])("[CT1] closes after exactly %i bytes", async (afterBytes) => {
		const { proxy, faults, upstream } = await start((_, { port }) => ({
			target: port,
			faults: [{ kind: "close", afterBytes }],
		}));
		const client = open(proxy.port);
		expect(await client.ended).toBe("end");
		expect(client.bytes()).toEqual(GREETING.subarray(0, afterBytes));
		expect(faults).toEqual([{ kind: "close", afterBytes }]);
		await until(() => upstream.sockets[0]!.destroyed && proxy.open() === 0);
	});

	it("[CT1] resets both sides", async () => {
		const { proxy, upstream } = await start((_, { port }) => ({
			target: port,
			faults: [{ kind: "reset", afterBytes: 900 }],
		}));
		const client = open(proxy.port);
		// A client that still has bytes to read may be told of an end instead.
		await client.ended;
		expect(client.bytes().length).toBeLessThanOrEqual(900);
		await until(() => upstream.sockets[0]!.destroyed && proxy.open() === 0);
		expect(upstream.errors).toEqual(["ECONNRESET"]);
	});

	it("[CT1] lets a half-open line stand, with nothing on it either way, until a while after its client left", async () => {
		const { proxy, upstream } = await start((_, { port }) => ({
			target: port,
			faults: [{ kind: "half_open", afterBytes: 10 }],
		}));
		const client = open(proxy.port);
		await until(() => client.bytes().length === 10);
		client.socket.write("anybody there?");
		await new Promise((resolve) => setTimeout(resolve, 80));
		expect(client.bytes().length).toBe(10);
		expect(upstream.sockets[0]!.bytesRead).toBe(0);
		expect(proxy.open()).toBe(2);
		client.socket.destroy();
		await until(() => proxy.open() === 1);
		await until(() => proxy.open() === 0);
		expect(await client.ended).toBe("end");
	});

	it("[CT1] stalls for a while, then brings everything", async () => {
		const { proxy } = await start((_, { port }) => ({
			target: port,
			faults: [{ kind: "stall", afterBytes: 100, milliseconds: 150 }],
		}));
		const client = open(proxy.port);
		await until(() => client.bytes().length === 100);
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(client.bytes().length).toBe(100);
		await until(() => client.bytes().length === GREETING.length);
		expect(client.bytes()).toEqual(GREETING);
	});

	it("[CT1] counts a later fault from the one before", async () => {
		const { proxy, faults } = await start((_, { port }) => ({
			target: port,
			faults: [
				{ kind: "stall", afterBytes: 100, milliseconds: 5 },
				{ kind: "stall", afterBytes: 50, milliseconds: 5 },
				{ kind: "close", afterBytes: 25 },
			],
		}));
		const client = open(proxy.port);
		await client.ended;
		expect(client.bytes()).toEqual(GREETING.subarray(0, 175));
		expect(faults.map(({ kind }) => kind)).toEqual(["stall", "stall", "close"]);
	});

	it("[CT1] does not take from a server what a slow client does not take", async () => {
		const { proxy, upstream } = await start((_, { port }) => ({ target: port, bytesPerSecond: 20_000 }));
		const client = open(proxy.port);
		await until(() => upstream.sockets.length === 1);
		const begin = performance.now();
		await until(() => client.bytes().length === GREETING.length);
		expect(performance.now() - begin).toBeGreaterThan(150);
		expect(client.bytes()).toEqual(GREETING);
	});

	it("[CT1] delays what goes toward the client, in order", async () => {
		const { proxy } = await start(
			(_, { port }) => ({ target: port, delayMilliseconds: 60 }),
			Buffer.from("a"),
		);
		const begin = performance.now();
		const client = open(proxy.port);
		client.socket.write("bc");
		await until(() => client.bytes().length === 3);
		expect(performance.now() - begin).toBeGreaterThan(55);
		expect(client.bytes().toString()).toBe("abc");
	});

	it("[CT1] leads each connection where its plan says, and resets where nobody listens", async () => {
		const other = await startUpstream(Buffer.from("other"));
		const gone = await startUpstream(Buffer.from(""));
		await closing.pop()!();
		const { proxy } = await start((connection, { port }) => ({
			target: [port, other.port, gone.port][connection]!,
		}));
		const first = open(proxy.port);
		await until(() => first.bytes().length === GREETING.length);
		const second = open(proxy.port);
		await until(() => second.bytes().toString() === "other");
		expect(await open(proxy.port).ended).toBe("reset");
		expect(proxy.connections()).toBe(3);
	});

	it("[CT1] cuts everybody when it closes", async () => {
		const { proxy } = await start((_, { port }) => ({ target: port }));
		const client = open(proxy.port);
		await until(() => client.bytes().length === GREETING.length);
		await proxy.close();
		await client.ended;
		expect(proxy.open()).toBe(0);
		closing.pop();
		closing.splice(closing.indexOf(proxy.close), 1);
	});
});

describe("the choice of faults", () => {
	const choose = (seed: number): readonly Fault[] => {
		const random = seeded(seed);
		const kinds = ["close", "reset", "half_open", "stall"] as const;
		return Array.from({ length: 400 }, () => chooseFaults({ random, kinds, stallMilliseconds: 50 })).flat();
	};

	it("[CT1] is the same for the same seed, and another for another", () => {
		expect(choose(1)).toEqual(choose(1));
		expect(choose(1)).not.toEqual(choose(2));
	});

	it("[CT1] is of every kind, early and late", () => {
		const faults = choose(3);
		for (const kind of ["close", "reset", "half_open", "stall"])
			expect(faults.filter((fault) => fault.kind === kind).length).toBeGreaterThan(60);
		const places = faults.map(({ afterBytes }) => afterBytes);
		expect(Math.min(...places)).toBeLessThan(10);
		expect(Math.max(...places)).toBeGreaterThan(3500);
	});

	it("[CT1] goes on after a stall, up to what ends the connection", () => {
		const random = seeded(4);
		for (let turn = 0; turn < 100; turn++) {
			const faults = chooseFaults({ random, kinds: ["stall", "close"], stallMilliseconds: 9 });
			expect(faults.slice(0, -1).every(({ kind }) => kind === "stall")).toBe(true);
			expect(faults.at(-1)!.kind).toBe("close");
		}
	});

	it("refuses to choose from nothing", () => {
		expect(() => chooseFaults({ random: () => 0, kinds: [], stallMilliseconds: 1 })).toThrow("no kind");
	});
});
