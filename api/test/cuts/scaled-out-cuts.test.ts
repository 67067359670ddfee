import { expect, it } from "vitest";
import { describeOnNats } from "../../src/testing/nats-server.js";
import { describeOnRedis } from "../../src/testing/redis-server.js";
import { EVERY_CUT, runCuts } from "./cut-run.js";
import { LITTLE_KEPT } from "./embedded.js";
import type { Fleet } from "./fleet.js";
import { fleets } from "./fleets.js";
import { SEED, tellCuts } from "./tell.js";

/** Cuts of each run; `npm run soak` makes many more. */
const CUTS = Number(process.env["CUTS"] ?? 100);

const startFleet = fleets();

describeOnRedis(
	"readers of several instances",
	(redis) => {
		describeOnNats("on one Redis and NATS", (nats) => {
			const start = async (instances: number, settings = {}): Promise<Fleet> => {
				await redis().flush();
				return startFleet({ instances, redisUrl: redis().url, natsUrl: nats().url, settings });
			};

			it("[CT6] get every tick once and in order, whichever instance they or the writers come to", async () => {
				const backend = await start(2);
				const result = await runCuts({ ...EVERY_CUT, backend, seed: SEED, cuts: CUTS, killEvery: CUTS / 2 });
				await tellCuts("two instances, amply kept", result);
				expect(result.faults).toEqual([]);
				expect(result.resets).toBe(0);
				for (const kind of ["left", "close", "reset", "half_open", "stall", "killed", "switch"])
					expect(result.byKind[kind]).toBeGreaterThan(0);
			}, 600_000);

			it("[CT6] are reset to the right state where little is kept", async () => {
				const backend = await start(3, LITTLE_KEPT);
				const result = await runCuts({ ...EVERY_CUT, backend, seed: SEED + 1, cuts: CUTS });
				await tellCuts("three instances, little kept", result);
				expect(result.faults).toEqual([]);
				expect(result.resets).toBeGreaterThan(0);
			}, 600_000);
		});
	},
	{ appendonly: true },
);
