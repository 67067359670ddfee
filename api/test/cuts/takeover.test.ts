import { expect, it } from "vitest";
import { quantile } from "../../bench/bench-result.js";
import { describeOnNats } from "../../src/testing/nats-server.js";
import { describeOnRedis } from "../../src/testing/redis-server.js";
import { fleets } from "./fleets.js";
import type { ReaderKind } from "./reader-kinds.js";
import { runTakeovers } from "./takeover-run.js";
import { SEED, tell } from "./tell.js";

/** Kills of the instance that wrote last, for each number of instances; `npm run soak` makes more. */
const KILLS = Number(process.env["TAKEOVERS"] ?? 1);

/** Readers are back at another instance within so many milliseconds, all but one in a hundred. */
const BACK_MILLISECONDS = 1000;

/** Without the client, whose own patience is not what is measured. */
const READERS: readonly ReaderKind[] = (["sse", "poll"] as const).flatMap((door) =>
	(["limited", "full"] as const).flatMap((cast) => Array<ReaderKind>(3).fill({ door, cast, by: "bare" })),
);

const startFleet = fleets();

describeOnRedis(
	"the instance that wrote last is killed",
	(redis) => {
		describeOnNats("under load", (nats) => {
			it.each([2, 3])(
				"[CT7] of %i: nothing acknowledged is lost, no tick is torn or out of order, readers are back in a second",
				async (instances) => {
					await redis().flush();
					const fleet = await startFleet({ instances, redisUrl: redis().url, natsUrl: nats().url });
					const result = await runTakeovers({
						fleet,
						seed: SEED,
						world: "town",
						kills: KILLS,
						readers: READERS,
					});
					expect(result.faults).toEqual([]);
					expect(result.returns.length).toBeGreaterThan(KILLS);
					const p99 = quantile(result.returns, 0.99);
					const takeover = quantile(result.takeovers, 0.99);
					process.stdout.write(
						`${instances} instances: ${KILLS} kills, ${result.returns.length} returns, p99 ${p99.toFixed(0)} ms; writers ${takeover.toFixed(0)} ms\n`,
					);
					await tell(`takeover ${instances} instances`, { ...result, p99, takeover });
					expect(p99).toBeLessThanOrEqual(BACK_MILLISECONDS);
				},
				600_000,
			);
		});
	},
	{ appendonly: true },
);
