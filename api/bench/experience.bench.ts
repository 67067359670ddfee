import { fork, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleService, removeBundle } from "../test/cuts/bundle-service.js";
import { type BenchResult, quantile, ratioWithin, reportBench } from "./bench-result.js";
import type { PlayersMessage, PlayersPlan, PlayersRates, PlayersResult } from "./experience/plan.js";
import type { ExperienceServerKind } from "./experience/server-child.js";
import type { Found } from "./held.js";

/** Users at once, each with one connection. */
const PLAYERS = 5_000;

/** Until the first connections have left what a beginning leaves behind. */
const WARM_UP = 200;

/** Who open at a time: a crowd that comes, not a storm. */
const TOGETHER = 50;

/**
 * Each player does something every fifty seconds, as one who looks about and reads, and pings every twenty-five, below
 * the thirty after which proxies cut a quiet connection. Two of the hundred actions a second take or put down one of
 * the seven bottles, so that each changes hands every seven seconds; all 5,000 are told of each.
 */
const RATES: PlayersRates = {
	pingsPerSecond: PLAYERS / 25,
	movesPerSecond: PLAYERS / 50 - 2,
	sharedPerSecond: 2,
	warmUpSeconds: 5,
	seconds: 30,
};

const MOST_PING_P50_MS = 5;
const MOST_UPDATE_P99_MS = 50;
const MOST_ERROR_RATE = 0.001;

const EXPERIENCES = fileURLToPath(new URL("../experiences", import.meta.url));

interface Side {
	readonly result: PlayersResult;
	readonly bytes: number;
	readonly rssBytes: number;
	readonly openedPerSecond: number;
	/** Of the server's process, while all play. */
	readonly cpuMilliseconds: number;
}

function ask<T>(child: ChildProcess): Promise<T> {
	const answer = once(child, "message") as Promise<[T]>;
	child.send("go on");
	return answer.then(([message]) => message);
}

async function end(child: ChildProcess): Promise<void> {
	const ended = once(child, "exit");
	child.disconnect();
	await ended;
}

interface Players {
	readonly child: ChildProcess;
	/** Until all stood. */
	readonly milliseconds: number;
}

async function openPlayers(plan: PlayersPlan): Promise<Players> {
	const script = fileURLToPath(new URL("./experience/players.ts", import.meta.url));
	const child = fork(script, [JSON.stringify(plan)], { execArgv: ["--import", "tsx"] });
	const failed = once(child, "exit").then(([code]) =>
		Promise.reject(new Error(`the players ended: ${code}`)),
	);
	const [message] = (await Promise.race([once(child, "message"), failed])) as [PlayersMessage];
	// From here on it ends when it is let go.
	failed.catch(() => undefined);
	if (!("standing" in message)) throw new Error("the players do not stand");
	return { child, milliseconds: message.milliseconds };
}

async function measure(kind: ExperienceServerKind): Promise<Side> {
	const secret = randomBytes(32).toString("hex");
	// As it is built for use: run from its source, every closure would carry what names it.
	const entry = fileURLToPath(new URL("./experience/server-child.ts", import.meta.url));
	const bundle = await bundleService({ entry });
	const server = fork(bundle, [kind, secret, EXPERIENCES], { execArgv: ["--expose-gc"] });
	const [{ port }] = (await once(server, "message")) as [{ readonly port: number }];
	const plan = { port, experience: "wylding-woods", secret, together: TOGETHER, rates: RATES };
	const first = await openPlayers({ ...plan, players: WARM_UP, name: "early" });
	await end(first.child);
	const before = await ask<Found>(server);
	const players = await openPlayers({ ...plan, players: PLAYERS, name: "player" });
	const after = await ask<Found>(server);
	const message = await ask<PlayersMessage>(players.child);
	if (!("result" in message)) throw new Error("the players have no result");
	const played = await ask<Found>(server);
	await end(players.child);
	await end(server);
	await removeBundle(bundle);
	const { result } = message;
	for (const example of result.examples) process.stderr.write(`${kind}: ${example}\n`);
	return {
		result,
		bytes: (after.bytes - before.bytes) / PLAYERS,
		rssBytes: (after.rssBytes - before.rssBytes) / PLAYERS,
		openedPerSecond: (PLAYERS * 1000) / players.milliseconds,
		cpuMilliseconds: played.cpuMilliseconds - after.cpuMilliseconds,
	};
}

function figuresOf(name: string, side: Side): Record<string, number> {
	const { bytes, rssBytes, openedPerSecond, cpuMilliseconds } = side;
	const { pings, updates, results, shared, asked, errors, cpuShare } = side.result;
	return {
		[`${name} ping p50_ms`]: quantile(pings, 0.5),
		[`${name} ping p99_ms`]: quantile(pings, 0.99),
		[`${name} action to result p50_ms`]: quantile(results, 0.5),
		[`${name} action to update p50_ms`]: quantile(updates, 0.5),
		[`${name} action to update p99_ms`]: quantile(updates, 0.99),
		[`${name} action to everybody's update p50_ms`]: quantile(shared, 0.5),
		[`${name} action to everybody's update p99_ms`]: quantile(shared, 0.99),
		[`${name} errors of ${asked} asked`]: errors,
		[`${name} connection bytes`]: bytes,
		[`${name} connection rss_bytes`]: rssBytes,
		[`${name} opened_per_s`]: openedPerSecond,
		[`${name} server's cpu_ms`]: cpuMilliseconds,
		[`${name} players' share of a cpu`]: cpuShare,
	};
}

/** Players of one experience at the WebSocket, a hundred actions a second, beside a bare server of `ws`. */
export async function run(): Promise<BenchResult> {
	const bare = await measure("bare");
	const ours = await measure("product");
	const p99 = (side: Side): number => quantile(side.result.updates, 0.99);
	const p50 = (side: Side): number => quantile(side.result.pings, 0.5);
	const actions = RATES.movesPerSecond + RATES.sharedPerSecond;
	return {
		name: `experience: ${PLAYERS} players, ${actions} actions a second, ${RATES.sharedPerSecond} of them told to all`,
		figures: { ...figuresOf("channel", ours), ...figuresOf("bare", bare) },
		ratios: [
			ratioWithin(`ping p50 / ${MOST_PING_P50_MS} ms`, p50(ours) / MOST_PING_P50_MS, 1),
			ratioWithin(`action to update p99 / ${MOST_UPDATE_P99_MS} ms`, p99(ours) / MOST_UPDATE_P99_MS, 1),
			ratioWithin(
				`error rate / ${MOST_ERROR_RATE * 100} %`,
				ours.result.errors / ours.result.asked / MOST_ERROR_RATE,
				1,
			),
			{ name: "connection's memory / bare connection's", value: ours.bytes / bare.bytes },
			{ name: "server's cpu / bare server's", value: ours.cpuMilliseconds / bare.cpuMilliseconds },
			{ name: "ping p50 / bare ping p50", value: p50(ours) / p50(bare) },
			{ name: "action to update p99 / bare", value: p99(ours) / p99(bare) },
		],
	};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) reportBench(await run());
