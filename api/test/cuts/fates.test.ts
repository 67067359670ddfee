import { expect, it } from "vitest";
import { describeOnNats } from "../../src/testing/nats-server.js";
import { describeOnRedis } from "../../src/testing/redis-server.js";
import type { BlowName } from "./blows.js";
import { describeCounts } from "./cut-counts.js";
import { runFates, type FateResult } from "./fate-run.js";
import type { Fleet } from "./fleet.js";
import { fleets } from "./fleets.js";
import { EVERY_KIND } from "./reader-kinds.js";
import { SEED, tell } from "./tell.js";

/** Kills of instances, Redis and NATS; `npm run soak` makes 200. */
const KILLS = Number(process.env["FATES"] ?? 3);

const KILLING: readonly BlowName[] = ["killInstance", "killInstance", "killRedis", "killNats"];
const ANYTHING: readonly BlowName[] = [...KILLING, "freezeRedis", "freezeNats", "emptyRedis"];

const startFleet = fleets({ areStruck: true });

async function tellFates(run: string, result: FateResult): Promise<void> {
	const { seed, byKind, ticks, resets } = result;
	process.stdout.write(`${run}, seed ${seed}: ${describeCounts(byKind)}; ${ticks} ticks, ${resets} resets\n`);
	await tell(run, { ...result });
}

describeOnRedis(
	"instances, Redis and NATS are struck at random",
	(redis) => {
		describeOnNats("under load", (nats) => {
			const start = async (): Promise<Fleet> => {
				await redis().flush();
				return startFleet({ instances: 3, redisUrl: redis().url, natsUrl: nats().url });
			};

			it("[CT9] killed: everybody goes on, nothing acknowledged is lost, nobody is reset", async () => {
				const result = await runFates({
					fleet: await start(),
					redis: redis(),
					nats: nats(),
					seed: SEED,
					world: "town",
					blows: KILLS,
					kinds: KILLING,
					readers: EVERY_KIND,
					mayLoseHistory: false,
				});
				await tellFates("three instances, kills", result);
				expect(result.faults).toEqual([]);
				expect(result.resets).toBe(0);
			}, 1_800_000);

			it("[CT9] killed, frozen and emptied: everybody agrees afterwards, and no hole is silent", async () => {
				const result = await runFates({
					fleet: await start(),
					redis: redis(),
					nats: nats(),
					seed: SEED + 1,
					world: "town",
					blows: KILLS,
					kinds: ANYTHING,
					readers: EVERY_KIND,
					mayLoseHistory: true,
				});
				await tellFates("three instances, anything", result);
				expect(result.faults).toEqual([]);
			}, 1_800_000);
		});
	},
	{ appendonly: true },
);
