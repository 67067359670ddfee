import { expect, it } from "vitest";
import { seededRandom } from "../../wording/random.js";
import { checkSocieties } from "./testing/check-societies.js";
import { digest } from "./testing/digest.js";
import { Killed, mortalDatabase } from "./testing/mortal-database.js";
import { onBothDatabases } from "./testing/run-tables.js";
import { manySocieties, RUN } from "./testing/seed-societies.js";
import { begunRun, cleanDigest, finish, testDeps } from "./testing/test-run.js";

/** Deaths for each number of workers; more by `CHATROOM_DEATHS=200`. SEED makes the choices of another day. */
const DEATHS = Number(process.env["CHATROOM_DEATHS"] ?? 8);
const SEED = process.env["SEED"] ?? "1";

/** Few shards, so that some have several batches, and workers wait for each other. */
const SOCIETIES = manySocieties(40, 5);
const SEEDING = { followedUntil: (_: unknown, index: number) => (index % 3 === 0 ? RUN.slot + 1e6 : 0) };
const BATCH = 3;

onBothDatabases("a run whose workers die", (openEmpty) => {
	it.each([1, 2, 4])(
		"[CG15] is in the end what it would have been: %d at a time",
		async (workers) => {
			const database = await openEmpty();
			const clean = await cleanDigest(database, SOCIETIES, SEEDING);
			await database.run((sql) => checkSocieties(sql, SOCIETIES));
			const random = seededRandom(`${SEED} ${workers}`);
			let deaths = 0;
			while (deaths < DEATHS) {
				const begun = await begunRun(await openEmpty(), SOCIETIES, SEEDING);
				for (let isFinished = false; !isFinished;) {
					// Those who died a while ago hold nothing any more.
					begun.clock.now += 60;
					const lives = Array.from({ length: workers }, () => {
						const mortal = mortalDatabase(database, 1 + Math.floor(random() * 150));
						return finish({ ...testDeps(mortal), now: begun.now }, { batch: BATCH, leaseSeconds: 1 }).then(
							() => "finished",
							(error: unknown) => error,
						);
					});
					// Whoever waits for the shard of one who died has it when that one's time is over.
					const ticking = setInterval(() => (begun.clock.now += 0.2), 20);
					const ends = await Promise.all(lives).finally(() => clearInterval(ticking));
					const died = ends.filter((end) => end !== "finished");
					expect(died.filter((end) => !(end instanceof Killed))).toEqual([]);
					deaths += died.length;
					isFinished = died.length < workers;
				}
				expect(await database.run(digest)).toEqual(clean);
				await database.run((sql) => checkSocieties(sql, SOCIETIES));
			}
		},
		30_000 + DEATHS * 2_000,
	);
});
