import { expect, it } from "vitest";
import { describeOnNats } from "../../src/testing/nats-server.js";
import { describeOnPostgres } from "../../src/testing/postgres-server.js";
import { describeOnRedis } from "../../src/testing/redis-server.js";
import type { Fleet } from "../cuts/fleet.js";
import { fleets } from "../cuts/fleets.js";
import { SEED } from "../cuts/tell.js";
import { createCrew } from "./crew.js";
import { playThrough } from "./play-through.js";
import { tellPlay } from "./tell-play.js";

/** Cuts of each run, and how long NATS is away; `npm run soak` makes many more and lets it be away for a minute. */
const CUTS = Number(process.env["PLAYER_CUTS"] ?? 60);
const NATS_AWAY_SECONDS = Number(process.env["NATS_AWAY_SECONDS"] ?? 4);

/** Least actions of a run, so that cuts do not hit an idle world. */
const ACTIONS = CUTS;

/** An action that is sent so often is done once. */
const TIMES = 10;

const USERS = ["ada", "bob", "*", "a.b", ">", "zoë 🌲"];

const startFleet = fleets();

describeOnRedis(
	"players of two instances",
	(redis) => {
		describeOnNats("on one Redis and NATS", (nats) => {
			describeOnPostgres("and PostgreSQL", (postgres) => {
				async function start(): Promise<Fleet> {
					await redis().flush();
					return startFleet({
						instances: 2,
						redisUrl: redis().url,
						natsUrl: nats().url,
						settings: { DATABASE_URL: await postgres().createDatabase() },
					});
				}

				it("[XL1] are told each change once, in order, through every kind of cut", async () => {
					const { ports } = await start();
					const result = await playThrough({
						ports,
						seed: SEED,
						users: USERS,
						clientsPerUser: 2,
						faults: ["close", "reset", "half_open", "stall"],
						isEnough: (cuts, actions) => cuts >= CUTS && actions >= ACTIONS,
					});
					await tellPlay("players, two instances", result);
					expect(result.faults).toEqual([]);
					expect(result.resets).toBe(0);
				}, 1_200_000);

				it("[XL6] are told each change once while NATS is away, and after", async () => {
					const { ports, complaints, deaths } = await start();
					const begin = performance.now();
					let isBack = false;
					const striking = (async () => {
						await new Promise((resolve) => setTimeout(resolve, 500));
						await nats().kill();
						await new Promise((resolve) => setTimeout(resolve, NATS_AWAY_SECONDS * 1000));
						await nats().start();
						isBack = true;
					})();
					let back: number | undefined;
					const result = await playThrough({
						ports,
						seed: SEED + 1,
						users: USERS,
						clientsPerUser: 2,
						faults: ["close"],
						isEnough: (_, actions) => {
							if (isBack) back ??= actions;
							return back !== undefined && actions >= back + ACTIONS;
						},
					});
					await striking;
					await tellPlay(`players, NATS away for ${NATS_AWAY_SECONDS} s`, result);
					expect(performance.now() - begin).toBeGreaterThan(NATS_AWAY_SECONDS * 1000);
					expect(result.faults).toEqual([]);
					expect(result.resets).toBe(0);
					// It is told of, as an error that nobody is hurt by, and the processes live.
					expect(deaths()).toBe(0);
					expect(complaints().filter((line) => line.includes("unhandled"))).toEqual([]);
				}, 600_000);

				it("[XL4] who send one action to both again and again do it once", async () => {
					const { ports } = await start();
					const crew = createCrew({ port: () => ports[0]! });
					const clients = [
						await crew.add("repeater", () => ports[0]!),
						await crew.add("repeater", () => ports[1]!),
					];
					await crew.stand();
					const here = clients[0]!.copy.picture().location;
					const { locations } = (await crew.api.world()).world;
					const [to] = locations.find(({ id }) => id === here)!.exits;
					const command = { type: "action", id: "both", action: "move", location: to! } as const;
					for (let time = 1; time < TIMES; time++) clients[time % 2]!.client.send(command);
					const results = await Promise.all(
						clients.map(({ client }) => client.act({ action: "move", location: to! }, "both")),
					);
					await crew.compare();
					await crew.leave();
					expect(results.map(({ success }) => success)).toEqual([true, true]);
					expect(new Set(results.map(({ state_changes }) => state_changes?.cursor)).size).toBe(1);
					for (const { telling } of clients) expect(telling.actions()).toEqual(["both"]);
					expect(crew.faults).toEqual([]);
				}, 60_000);
			});
		});
	},
	{ appendonly: true },
);
