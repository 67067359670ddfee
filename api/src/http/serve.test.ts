import { once } from "node:events";
import { Agent, type IncomingMessage, get } from "node:http";
import { connect } from "node:net";
import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { ListenError, type RunningServer, startServer } from "./serve.js";
import { appBuilder, keepingLogger, slowFeature } from "./test-app.js";

const { build, stopAll } = appBuilder();
const running: RunningServer[] = [];
afterEach(async () => {
	await Promise.all(running.splice(0).map((server) => server.close()));
	stopAll();
});

async function start(options: Partial<Parameters<typeof startServer>[0]> = {}): Promise<RunningServer> {
	const server = await startServer({
		app: build(),
		config: { host: "127.0.0.1", port: 0, drainSeconds: 5 },
		logger: keepingLogger().logger,
		...options,
	});
	running.push(server);
	return server;
}

/** What a raw connection answers to a text, until it is closed. */
async function exchange(port: number, text: string): Promise<string> {
	const socket = connect(port, "127.0.0.1");
	socket.end(text);
	const chunks: Buffer[] = [];
	socket.on("data", (chunk: Buffer) => chunks.push(chunk));
	await once(socket, "close");
	return Buffer.concat(chunks).toString();
}

const readAll = async (answer: IncomingMessage): Promise<string> => {
	const chunks: Buffer[] = [];
	for await (const chunk of answer) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
};

describe("listening", () => {
	it("[ED80] takes a free port where asked for none, and says where it is", async () => {
		const { url, port } = await start();
		expect(url).toBe(`http://127.0.0.1:${port}`);
		expect((await fetch(`${url}/healthz`)).status).toBe(200);
	});

	it("[ED96] makes requests and responses that Express has nothing to change of", async () => {
		const app = build();
		const { url, server } = await start({ app });
		const made: object[] = [];
		server.prependListener("request", (req, res) => {
			for (const message of [req, res]) made.push(Object.getPrototypeOf(message) as object);
		});
		expect((await fetch(`${url}/healthz`)).status).toBe(200);
		expect(made[0]).toBe(app.handler.request);
		expect(made[1]).toBe(app.handler.response);
	});

	it("[ED80] says which port is in use and what to do", async () => {
		const { port } = await start();
		const second = start({ config: { host: "127.0.0.1", port, drainSeconds: 1 } });
		await expect(second).rejects.toThrow(ListenError);
		await expect(second).rejects.toThrow(new RegExp(`127\\.0\\.0\\.1:${port}.*another program.*PORT`));
	});

	it("[ED80] says which address is not this machine's", async () => {
		const second = start({ config: { host: "192.0.2.1", port: 0, drainSeconds: 1 } });
		await expect(second).rejects.toThrow(/192\.0\.2\.1.*set HOST/);
	});

	it.each([
		["no request", "hello\r\n\r\n", 400],
		["with headers without end", `GET / HTTP/1.1\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
	])("[ED15] answers what is %s with a problem", async (_name, text, status) => {
		const answer = await exchange((await start()).port, text);
		expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} .*\r\nContent-Type: application/problem\\+json`));
		expect(JSON.parse(answer.split("\r\n\r\n")[1]!)).toMatchObject({ status });
	});

	it("[ED15] writes nothing into an answer that has begun", async () => {
		const slow = slowFeature("half an answer");
		const { port } = await start({ app: build({ features: () => [slow.feature] }) });
		const socket = connect(port, "127.0.0.1");
		const chunks: Buffer[] = [];
		socket.on("data", (chunk: Buffer) => chunks.push(chunk));
		socket.write("GET /v1/slow HTTP/1.1\r\nHost: x\r\n\r\n");
		await expect.poll(() => Buffer.concat(chunks).toString()).toContain("half an answer");
		socket.write("hello\r\n\r\n");
		await once(socket, "close");
		expect(Buffer.concat(chunks).toString()).not.toContain("HTTP/1.1 400");
	});

	it("[ED14] survives answers and bugs after the caller has left", async () => {
		const [answering, failing] = [slowFeature(), slowFeature("", "/v1/failing")];
		const app = build({ features: () => [answering.feature, failing.feature] });
		const server = await start({ app });
		for (const [slow, path] of [
			[answering, "/v1/slow"],
			[failing, "/v1/failing"],
		] as const) {
			const socket = connect(server.port, "127.0.0.1");
			socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
			await slow.reached;
			socket.destroy();
			await expect
				.poll(() =>
					app
						.lines()
						.filter(({ aborted }) => aborted)
						.map((line) => line.path),
				)
				.toContain(path);
		}
		answering.answer();
		failing.fail(new Error("too late"));
		await expect.poll(() => app.text()).toContain("too late");
		expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
	});

	it("[ED81] holds an idle connection longer than a load balancer does, and a long poll as long as it takes", async () => {
		const { server } = await start();
		expect(server.keepAliveTimeout).toBeGreaterThan(60_000);
		expect(server.headersTimeout).toBeLessThan(server.requestTimeout);
		expect(server.timeout).toBe(0);
	});
});

describe("closing", () => {
	it("[ED82] takes no more connections, lets a request finish, and then does the last steps in order", async () => {
		const slow = slowFeature();
		const app = build({ features: () => [slow.feature] });
		const order: string[] = [];
		const step = (name: string) => async (): Promise<void> => void order.push(name);
		const server = await start({
			app,
			onDrain: [step("doors"), step("more doors")],
			onClosed: [step("flush"), step("close")],
		});
		const answer = fetch(`${server.url}/v1/slow`).then(async (res) => {
			order.push("answer");
			return { status: res.status, connection: res.headers.get("connection"), body: await res.json() };
		});
		await slow.reached;
		const closed = server.close();
		await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
		expect(order).toEqual(["doors", "more doors"]);
		slow.answer();
		expect(await answer).toEqual({ status: 200, connection: "close", body: { slow: true } });
		expect(await closed).toBe(true);
		expect(order.filter((name) => name !== "answer")).toEqual(["doors", "more doors", "flush", "close"]);
	});

	it("[ED82] closes a connection after the answer that was under way on it", async () => {
		const slow = slowFeature();
		const server = await start({ app: build({ features: () => [slow.feature] }) });
		const socket = connect(server.port, "127.0.0.1");
		socket.write("GET /v1/slow HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n");
		await slow.reached;
		const closed = server.close();
		slow.answer();
		const chunks: Buffer[] = [];
		socket.on("data", (chunk: Buffer) => chunks.push(chunk));
		await once(socket, "close");
		expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\nConnection: close\r\n/);
		expect(await closed).toBe(true);
	});

	it("[ED52] is not ready from the first moment of it", async () => {
		const app = build();
		const server = await start({ app });
		await request(app.handler).get("/readyz").expect(200);
		const closed = server.close();
		expect((await request(app.handler).get("/readyz").expect(503)).body.state).toBe("draining");
		await closed;
	});

	it("[ED82] destroys idle connections at once", async () => {
		const server = await start();
		const agent = new Agent({ keepAlive: true });
		const asked = get(`${server.url}/healthz`, { agent });
		const [answer] = (await once(asked, "response")) as [IncomingMessage];
		await readAll(answer);
		const started = Date.now();
		expect(await server.close()).toBe(true);
		expect(Date.now() - started).toBeLessThan(1000);
		agent.destroy();
	});

	it("[ED83] cuts off what does not finish in time, and keeps time for the last steps", async () => {
		const slow = slowFeature();
		const { logger, lines } = keepingLogger();
		const order: string[] = [];
		const server = await start({
			app: build({ features: () => [slow.feature] }),
			config: { host: "127.0.0.1", port: 0, drainSeconds: 1 },
			logger,
			onClosed: [async () => void order.push("flush")],
		});
		const answer = fetch(`${server.url}/v1/slow`);
		const cut = expect(answer).rejects.toThrow();
		await slow.reached;
		const started = Date.now();
		expect(await server.close()).toBe(true);
		expect(Date.now() - started).toBeLessThan(1000);
		await cut;
		expect(order).toEqual(["flush"]);
		expect(lines().some(({ msg, level }) => level === 40 && msg.includes("cut off"))).toBe(true);
	});

	it("[ED83] does every step though one fails, and says that it was not clean", async () => {
		const { logger, lines } = keepingLogger();
		const order: string[] = [];
		const server = await start({
			logger,
			onDrain: [() => Promise.reject(new Error("no door")), async () => void order.push("door")],
			onClosed: [async () => void order.push("flush")],
		});
		expect(await server.close()).toBe(false);
		expect(order).toEqual(["door", "flush"]);
		expect(lines().find(({ level }) => level === 50)).toMatchObject({ err: { message: "no door" } });
	});

	it("[ED82] happens once, however often it is asked for", async () => {
		let drains = 0;
		const server = await start({ onDrain: [async () => void (drains += 1)] });
		expect(await Promise.all([server.close(), server.close()])).toEqual([true, true]);
		expect(drains).toBe(1);
	});
});
