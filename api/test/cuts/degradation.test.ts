import { expect, it } from "vitest";
import { describeOnNats } from "../../src/testing/nats-server.js";
import { describeOnRedis } from "../../src/testing/redis-server.js";
import { API_KEY } from "./credentials.js";
import type { Fleet } from "./fleet.js";
import { fleets } from "./fleets.js";
import { payloadAt } from "./town.js";

const PATIENCE_MILLISECONDS = 20_000;

/** Longer than a call to Redis is waited for. */
const SLOW_MILLISECONDS = 3000;

const TOWN = { source: "s1", seed: 3, members: 6 };

const startFleet = fleets({ areStruck: true });
let fleet: Fleet;

async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
	const response = await fetch(`http://127.0.0.1:${fleet.ports[0]}${path}`, {
		...init,
		headers: { "x-api-key": API_KEY, "content-type": "application/json" },
		signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
	});
	return { status: response.status, text: await response.text() };
}

const tell = (seq: number): Promise<{ status: number; text: string }> =>
	ask("/v1/snapshot/game", { method: "POST", body: JSON.stringify(payloadAt(TOWN, seq, { full: true })) });

interface Ready {
	readonly status: string;
	readonly probes: readonly { readonly name: string; readonly ready: boolean }[];
}

async function probe(name: string): Promise<boolean | undefined> {
	const { probes } = JSON.parse((await ask("/readyz")).text) as Ready;
	return probes.find((one) => one.name === name)?.ready;
}

async function metric(name: string): Promise<number> {
	const { text } = await ask("/metrics");
	return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
	const deadline = performance.now() + PATIENCE_MILLISECONDS;
	while (!(await isTrue()) && performance.now() < deadline) {
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	expect(await isTrue()).toBe(true);
}

const isTaken = async (seq: number): Promise<boolean> => (await tell(seq)).status === 200;

async function tickNow(): Promise<number> {
	const { status, text } = await ask("/world/init");
	expect(status).toBe(200);
	return (JSON.parse(text) as { readonly currentTick: number }).currentTick;
}

describeOnRedis(
	"a service whose Redis or NATS",
	(redis) => {
		describeOnNats("is not as it should be", (nats) => {
			const start = async (): Promise<void> => {
				fleet = await startFleet({ instances: 1, redisUrl: redis().url, natsUrl: nats().url });
			};

			it("[CT12] Redis absent at the start: it comes up, says that it is not ready, and is when Redis is there", async () => {
				await redis().kill();
				try {
					await start();
					expect((await ask("/readyz")).status).toBe(503);
					expect((await tell(1)).status).toBe(503);
				} finally {
					await redis().start();
				}
				await until(async () => (await ask("/readyz")).status === 200);
				await until(() => isTaken(1));
			}, 90_000);

			it("[CT12] Redis dies: it reads on, refuses to write, says so, and goes on when Redis is back", async () => {
				await redis().flush();
				await start();
				await until(() => isTaken(1));
				await redis().kill();
				try {
					await until(async () => (await probe("log")) === false);
					expect(await metric("earshot_log_ready")).toBe(0);
					expect((await tell(2)).status).toBe(503);
					expect(await tickNow()).toBe(1);
				} finally {
					await redis().start();
				}
				await until(() => isTaken(2));
				await until(async () => (await probe("log")) === true);
				expect(await metric("earshot_log_ready")).toBe(1);
				expect(await tickNow()).toBe(2);
			}, 90_000);

			it("[CT12] Redis hangs: writes are refused in time, and nothing is taken twice afterwards", async () => {
				await redis().flush();
				await start();
				await until(() => isTaken(1));
				redis().freeze();
				const begin = performance.now();
				try {
					expect((await tell(2)).status).toBe(503);
					expect(performance.now() - begin).toBeLessThan(PATIENCE_MILLISECONDS / 2);
					await new Promise((resolve) => setTimeout(resolve, SLOW_MILLISECONDS));
					expect(await tickNow()).toBe(1);
				} finally {
					redis().thaw();
				}
				await until(() => isTaken(2));
				expect(await tickNow()).toBe(2);
			}, 90_000);

			it("[CT12] Redis is emptied: what is in memory is founded anew", async () => {
				await redis().flush();
				await start();
				await until(() => isTaken(1));
				await until(() => isTaken(2));
				await redis().flush();
				await until(() => isTaken(3));
				expect(await tickNow()).toBe(3);
			}, 90_000);

			it("[CT12] NATS absent at the start, back, and dying: it goes on, and says so", async () => {
				await redis().flush();
				await nats().kill();
				try {
					await start();
					await until(() => isTaken(1));
					expect(await probe("nats")).toBe(false);
					expect(await metric("earshot_log_fan_out_nats")).toBe(0);
				} finally {
					await nats().start();
				}
				await until(async () => (await metric("earshot_log_fan_out_nats")) === 1);
				await nats().kill();
				try {
					await until(async () => (await probe("nats")) === false);
					expect((await tell(2)).status).toBe(200);
				} finally {
					await nats().start();
				}
				await until(async () => (await probe("nats")) === true);
			}, 90_000);
		});
	},
	{ appendonly: true },
);
