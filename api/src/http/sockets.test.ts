import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { Refusal } from "./refusal.js";
import { type Sockets, createSockets } from "./sockets.js";
import { keepingLogger } from "./test-app.js";
import { until } from "../testing/until.js";

const BEAT_MS = 60;
const { logger, lines } = keepingLogger();

let server: Server;
let sockets: Sockets;
let port: number;
let clients: WebSocket[];
let admitting: number;
let letIn: () => void;

beforeEach(async () => {
	admitting = 0;
	clients = [];
	sockets = createSockets({
		origins: ["https://map.example.org"],
		logger,
		beatMs: BEAT_MS,
		routes: [
			{
				path: "/echo",
				maxMessageBytes: 1000,
				admit: async (_req, address) => {
					if (address.searchParams.has("forged")) throw new Refusal("unauthenticated", "Send a token.");
					if (address.searchParams.has("slow")) {
						admitting += 1;
						await new Promise<void>((resolve) => (letIn = resolve));
					}
					if (address.searchParams.has("broken")) throw new Error("a secret of the inside");
					return (socket) => {
						socket.on("message", (data) => socket.send(`echo ${String(data)}`));
						return { goodbye: () => socket.send("goodbye") };
					};
				},
			},
		],
	});
	server = createServer();
	sockets.attach(server);
	await once(server.listen(0, "127.0.0.1"), "listening");
	port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
	for (const client of clients) client.terminate();
	await sockets.close();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

function dial(path: string, options: { origin?: string; autoPong?: boolean } = {}): WebSocket {
	const client = new WebSocket(`ws://127.0.0.1:${port}${path}`, options);
	client.on("error", () => undefined);
	clients.push(client);
	return client;
}

/** The answer to a handshake that is refused. */
async function refusal(path: string, origin?: string) {
	const client = dial(path, origin === undefined ? {} : { origin });
	const [, answer] = (await once(client, "unexpected-response")) as [unknown, NodeJS.ReadableStream];
	let body = "";
	for await (const chunk of answer) body += String(chunk);
	return JSON.parse(body) as { status: number; detail: string };
}

describe("sockets", () => {
	it("[ED90] answer a handshake that is not taken as any other request: with problem details", async () => {
		expect(await refusal("/nowhere")).toMatchObject({ status: 404 });
		expect(await refusal("/echo?forged=1")).toMatchObject({ status: 401, detail: "Send a token." });
	});

	it("[ED90] say nothing of the inside where a handshake fails, and log it", async () => {
		const { status, detail } = await refusal("/echo?broken=1");
		expect(status).toBe(500);
		expect(detail).not.toContain("secret");
		expect(lines().filter(({ msg }) => msg === "a handshake failed")).toHaveLength(1);
	});

	it("[ED90] at an address that cannot be read is the caller's fault", async () => {
		expect(await refusal("//?token=x")).toMatchObject({ status: 400 });
	});

	it.each([
		["of another origin", "https://evil.example.org", 403],
		["without an origin that could be ours", "null", 403],
	])("[ED91] are not opened to pages %s", async (_, origin, status) => {
		expect(await refusal("/echo", origin)).toMatchObject({ status });
	});

	it.each([
		["of ours", () => `http://127.0.0.1:${port}`],
		["of an origin that the settings name", () => "https://map.example.org"],
	])("[ED91] are opened to pages %s", async (_, origin) => {
		await once(dial("/echo", { origin: origin() }), "open");
		expect(sockets.count()).toBe(1);
	});

	it("[ED92] stay open while they answer pings, and are cut when they do not", async () => {
		const alive = dial("/echo");
		const dead = dial("/echo", { autoPong: false });
		await Promise.all([once(alive, "open"), once(dead, "open")]);
		await once(dead, "close");
		await new Promise((resolve) => setTimeout(resolve, 3 * BEAT_MS));
		expect(alive.readyState).toBe(WebSocket.OPEN);
		expect(sockets.count()).toBe(1);
	});

	it("[ED93] are closed with 1009 where a message is too large, the others unharmed", async () => {
		const greedy = dial("/echo");
		const modest = dial("/echo");
		await Promise.all([once(greedy, "open"), once(modest, "open")]);
		greedy.send("x".repeat(1001));
		expect((await once(greedy, "close"))[0]).toBe(1009);
		modest.send("hello");
		expect(String((await once(modest, "message"))[0])).toBe("echo hello");
	});

	it("[ED94] are told goodbye at the end, and closed with 1001; later handshakes are refused", async () => {
		const client = dial("/echo");
		await once(client, "open");
		const said = once(client, "message");
		const closed = once(client, "close");
		const closing = sockets.close();
		expect(String((await said)[0])).toBe("goodbye");
		expect((await closed)[0]).toBe(1001);
		await closing;
		expect(await refusal("/echo")).toMatchObject({ status: 503 });
	});

	it("[ED94] are refused where the end begins while they are admitted", async () => {
		const refused = refusal("/echo?slow");
		await until(() => admitting > 0, "somebody is being admitted");
		const closing = sockets.close();
		letIn();
		expect(await refused).toMatchObject({ status: 503 });
		await closing;
		expect(sockets.count()).toBe(0);
	});

	it("are let go of where the other side vanishes in the middle of the handshake", async () => {
		const raw = connect(port, "127.0.0.1");
		await once(raw, "connect");
		raw.write("GET /echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
		raw.destroy();
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(sockets.count()).toBe(0);
	});
});
