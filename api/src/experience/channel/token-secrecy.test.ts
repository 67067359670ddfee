import { once } from "node:events";
import { type Server, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type App, createApp } from "../../app.js";
import { loadConfig } from "../../config/config.js";
import { type RunningDoors, createDoors } from "../../doors/create-doors.js";
import { createAccess } from "../../http/access.js";
import { describeError } from "../../http/describe-error.js";
import { type Metrics, createMetrics } from "../../http/metrics.js";
import { PRODUCTION } from "../../http/test-app.js";
import { createTokens } from "../../http/tokens.js";
import { createMemoryLog } from "../../log/memory-log.js";
import { createExperienceChannel } from "./experience-socket.js";
import { EXPERIENCE, type FakeExperiences, fakeExperiences } from "./testing/fake-experiences.js";
import { dialPlayer } from "./testing/player-client.js";

const log = createMemoryLog();
let experiences: FakeExperiences;
let lines: string[];
let answers: string[];
let app: App;
let doors: RunningDoors;
let metrics: Metrics;
let server: Server;
let port: number;

beforeEach(async () => {
	lines = [];
	answers = [];
	experiences = fakeExperiences(log);
	const config = loadConfig(PRODUCTION);
	// Without the redactor, which would hide what must not be written at all.
	const logger = pino(
		{ level: "trace", serializers: { err: (error: unknown) => describeError(error) } },
		{ write: (line) => void lines.push(line) },
	);
	const access = createAccess(config, logger);
	const now = (): number => Date.now() / 1000;
	doors = createDoors({
		log,
		now,
		onFailure: (error, topic) => logger.error({ err: error, topic }, "a reader"),
	});
	metrics = createMetrics();
	const channel = createExperienceChannel({
		identities: access.identities,
		door: doors,
		experiences,
		defaultExperience: EXPERIENCE,
		now,
		newId: () => "c-1",
		onFailure: (error, details) => logger.error({ err: error, ...details }, "a command"),
	});
	const common = { config, logger, access, metrics, probes: [], version: "0.0.0" };
	app = createApp({ ...common, features: [channel] });
	server = createServer(app.handler);
	app.sockets.attach(server);
	await once(server.listen(0, "127.0.0.1"), "listening");
	port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
	await app.sockets.close();
	await doors.close();
	app.stop();
	metrics.stop();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const issued = async (seconds = 60): Promise<string> =>
	(await createTokens(loadConfig(PRODUCTION).jwt).issue!({ userId: "ana", roles: [] }, seconds)).token;

const HANDSHAKE = {
	Connection: "Upgrade",
	Upgrade: "websocket",
	"Sec-WebSocket-Version": "13",
	"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
};

/** Asks for a path, keeps the answer whole, and answers its status. */
async function ask(
	path: string,
	headers: Readonly<Record<string, string>> = {},
	method = "GET",
): Promise<number> {
	const asking = request({ host: "127.0.0.1", port, path, method, headers, agent: false });
	asking.end();
	const [answer] = await Promise.race([once(asking, "response"), once(asking, "upgrade")]);
	let body = JSON.stringify(answer.headers);
	if (answer.statusCode === 101) answer.socket.destroy();
	else for await (const chunk of answer) body += String(chunk);
	answers.push(body);
	return answer.statusCode;
}

/** Everything that was written and answered. */
function told(): string {
	return [...lines, ...answers].join("\n");
}

it.each([
	["of ours", () => issued()],
	["that has ended", () => issued(-60)],
	["that is forged", async () => `${await issued()}x`],
	["that is none", async () => "plain-secret-of-somebody"],
])("[XC2] a token %s in an address is in no line of the log, no answer and no metric", async (_, make) => {
	const token = await make();
	const query = `?experience=${EXPERIENCE}&token=${token}`;
	for (const headers of [{}, HANDSHAKE]) {
		await ask(`/ws/experience${query}`, headers);
		await ask(`/ws/experience/${query}`, headers);
		await ask(`/ws/nowhere${query}`, headers);
		await ask(`/v1/nowhere${query}`, headers);
		await ask(`/ws/experience${query}&cursor=${"x".repeat(300)}`, headers);
		await ask(`/ws/experience?experience=elsewhere&token=${token}`, headers);
		await ask(`//${query}`, headers);
		await ask(`http:///${query}`, headers);
	}
	await ask(`/ws/experience${query}`, { ...HANDSHAKE, "Sec-WebSocket-Version": "5" });
	await ask(`/ws/experience${query}`, { ...HANDSHAKE, "Sec-WebSocket-Key": "short" });
	await ask(`/ws/experience${query}`, { ...HANDSHAKE, Origin: "https://evil.example.org" });
	await ask(`/ws/experience${query}`, {}, "POST");
	await ask(`/ws/experience${query}`, { "X-Request-Id": "asked" }, "DELETE");
	answers.push(await metrics.registry.metrics());
	expect(answers.length).toBe(22);
	expect(told()).not.toContain(token);
	expect(lines.filter((line) => line.includes('"level":50'))).toEqual([]);
});

it("[XC2] nor is it where something breaks here, before the handshake or after it", async () => {
	const token = await issued();
	experiences.before = () => Promise.reject(new Error("broken"));
	expect(await ask(`/ws/experience?token=${token}`, HANDSHAKE)).toBe(500);
	experiences.before = (what) => (what === "world" ? Promise.resolve() : Promise.reject(new Error("broken")));
	const { send, closed } = await dialPlayer(port, { token });
	send({ type: "ping" });
	send({ type: "action", action: "look" });
	expect(await closed).toBe(1011);
	expect(lines.filter((line) => line.includes("a handshake failed"))).toHaveLength(1);
	expect(lines.filter((line) => line.includes("a reader"))).toHaveLength(1);
	expect(told()).not.toContain(token);
});
