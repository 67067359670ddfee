import { afterEach, expect, it } from "vitest";
import type { Database } from "../../src/db/database.js";
import { openDatabase } from "../../src/db/open-database.js";
import type { Log } from "../../src/log/log.js";
import { openRedisLog } from "../../src/log/redis/redis-log.js";
import { describeOnNats } from "../../src/testing/nats-server.js";
import { describeOnPostgres } from "../../src/testing/postgres-server.js";
import { describeOnRedis } from "../../src/testing/redis-server.js";
import { fleets } from "../cuts/fleets.js";
import { SEED, tell } from "../cuts/tell.js";
import { playPairs } from "./pair-run.js";

/** Pairs of commands that are given to both instances at once; `npm run soak` makes 10,000. */
const PAIRS = Number(process.env["ENCOUNTER_PAIRS"] ?? 200);

/** Tables that are played at once. */
const TABLES = Math.min(12, Math.ceil(PAIRS / 50));

const startFleet = fleets();
let log: Log | undefined;
let database: Database | undefined;

afterEach(async () => {
	await log?.close();
	await database?.close();
});

describeOnPostgres("commands given to two instances at once", (postgres) => {
	describeOnRedis("on one Redis", (redis) => {
		describeOnNats("and NATS", (nats) => {
			it(`[EX4] [EX5] [EX6] are stored once and seen once (${PAIRS} pairs)`, async () => {
				const url = await postgres().createDatabase();
				database = openDatabase({ url, report: () => undefined });
				log = await openRedisLog({ url: redis().url });
				const fleet = await startFleet({
					instances: 2,
					redisUrl: redis().url,
					natsUrl: nats().url,
					settings: { DATABASE_URL: url },
				});
				const figures = await playPairs({ fleet, log, database, seed: SEED, pairs: PAIRS, tables: TABLES });
				const { pairs, two, same, entries, rows, told, seconds, faults } = figures;
				process.stdout.write(
					`encounters at two instances, seed ${SEED}: ${pairs} pairs; of two commands both taken ${two.both}, one ${two.one}, none ${two.none}; of one taken ${same.both}, refused ${same.none}; ${entries} entries, ${rows} rows, ${told} news, ${seconds} s\n`,
				);
				await tell("encounters pairs", { ...figures });
				expect(faults).toEqual([]);
				expect(pairs).toBe(PAIRS);
				for (const count of [two.both, two.one, two.none, same.both, same.none])
					expect(count).toBeGreaterThan(PAIRS / 40);
				expect(same.one).toBe(0);
			}, 3_600_000);
		});
	});
});
