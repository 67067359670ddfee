import { Redis } from "ioredis";
import { openRedisLogWith } from "../src/log/redis/testing/open-redis-log-with.js";
import { NATS_KIND } from "../src/testing/nats-process.js";
import { redisKind } from "../src/testing/redis-process.js";
import { startServer } from "../src/testing/server-process.js";
import { quantile, reportBench } from "./bench-result.js";

/** The size of a tick in which some members of a world moved. */
const ENTRY_CHARACTERS = 1_000;

const APPENDS = 20_000;
const UNDER_WAY = 200;
const WAKES = 500;

const TOPIC = "world:bench";
const entry = { type: "snapshot", data: JSON.stringify("x".repeat(ENTRY_CHARACTERS)) };

/** Runs of `action` a second, so many of them under way at a time. */
async function rate(action: () => Promise<unknown>): Promise<number> {
	let left = APPENDS;
	const began = performance.now();
	await Promise.all(
		Array.from({ length: UNDER_WAY }, async () => {
			while (left > 0) {
				left -= 1;
				await action();
			}
		}),
	);
	return (APPENDS * 1000) / (performance.now() - began);
}

const redis = await startServer(redisKind({ appendonly: true }));
const nats = await startServer(NATS_KIND);
if (!redis || !nats) throw new Error("the benchmark needs redis-server and nats-server");

const raw = new Redis(redis.url);
const rawRate = await rate(() => raw.xadd("bench", "*", "type", entry.type, "data", entry.data));
raw.disconnect();

const here = await openRedisLogWith(nats.url, { url: redis.url });
const there = await openRedisLogWith(nats.url, { url: redis.url });
const appendRate = await rate(() => here.append(TOPIC, [entry]));

while (there.status().fanOut !== "nats") await new Promise((resolve) => setTimeout(resolve, 10));
const waits: number[] = [];
let woken: () => void = () => undefined;
const stop = there.watch(TOPIC, () => woken());
await there.head(TOPIC);
for (let n = 0; n < WAKES; n++) {
	const wake = new Promise<void>((resolve) => (woken = resolve));
	const began = performance.now();
	await here.append(TOPIC, [entry]);
	await wake;
	waits.push(performance.now() - began);
}
stop();
await Promise.all([here.close(), there.close()]);
await Promise.all([redis.remove(), nats.remove()]);

reportBench({
	name: "shared log",
	figures: {
		"raw XADD a second": rawRate,
		"appends a second": appendRate,
		"append to wake in another process, median ms": quantile(waits, 0.5),
		"append to wake in another process, p99 ms": quantile(waits, 0.99),
	},
	ratios: [{ name: "time of an append by that of a raw XADD", value: rawRate / appendRate }],
});
