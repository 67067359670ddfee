import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Log } from "../../src/log/log.js";
import { openRedisLog } from "../../src/log/redis/redis-log.js";
import { describeOnNats } from "../../src/testing/nats-server.js";
import { describeOnPostgres } from "../../src/testing/postgres-server.js";
import { describeOnRedis } from "../../src/testing/redis-server.js";
import { until } from "../../src/testing/until.js";
import { setTimeout as pause } from "node:timers/promises";
import { bundled } from "../cuts/bundled.js";
import { userToken } from "../cuts/credentials.js";
import type { Instance } from "../cuts/instance.js";
import { EXPERIENCE, openPlayerClient, type PlayerClient } from "./player-client.js";
import { faultsOf, isCaughtUp } from "./player-ledger.js";
import { askConnections, askReady, type RoleFleet, startRoleFleet } from "./role-fleet.js";
import { tellStory } from "./role-story.js";

/** Connections; as many as a deployment has by `CONNECTIONS=2000`, which takes minutes on a small machine. */
const CONNECTIONS = Number(process.env["CONNECTIONS"] ?? 200);

/** Times that each session is killed. */
const KILLS = Number(process.env["KILLS"] ?? 1);

/** Handshakes at once at the beginning, which is no part of what is tested. */
const AT_ONCE = 50;

/** Longer than an api that narrated by itself would take. */
const WHILE_NOBODY_NARRATES_MS = 500;

/** Within which whoever is cut off is back. */
const BACK_MS = 5_000;

const bundle = bundled();
let fleet: RoleFleet;
let log: Log;
let clients: PlayerClient[];
/** Each test has players of its own. */
let round = 0;

async function openClients(count: number): Promise<void> {
	const ports = (): readonly number[] => fleet.sessionPorts();
	while (clients.length < count) {
		const first = clients.length;
		const more = Math.min(AT_ONCE, count - first);
		// Two clients of every tenth player.
		const names = Array.from(
			{ length: more },
			(_, index) => `player-${round}-${(first + index) % Math.ceil(count * 0.9)}`,
		);
		clients.push(...(await Promise.all(names.map((userId) => openPlayerClient({ userId, ports })))));
	}
}

/** Says something as the first player, at a session, by HTTP. */
async function say(content: string, accept: string): Promise<Response> {
	const [port] = fleet.sessionPorts();
	return fetch(`http://127.0.0.1:${port}/v1/experience/${EXPERIENCE}/chat`, {
		method: "POST",
		headers: {
			authorization: `Bearer ${await userToken(clients[0]!.userId)}`,
			"content-type": "application/json",
			accept,
		},
		body: JSON.stringify({ content }),
	});
}

const allConnected = (): boolean => clients.every((client) => client.isConnected());

async function allBackAndCaughtUp(): Promise<void> {
	await until(allConnected, "all connected", 30);
	for (const client of clients) await until(() => isCaughtUp(log, client), `${client.userId} caught up`, 30);
}

async function expectNothingLost(): Promise<void> {
	await allBackAndCaughtUp();
	expect(await faultsOf(log, clients)).toEqual([]);
	expect(clients.reduce((sum, client) => sum + client.resets(), 0)).toBe(0);
}

function expectBackInTime(): void {
	const absences = clients.flatMap(({ absences }) => absences);
	expect(Math.max(0, ...absences)).toBeLessThan(BACK_MS);
}

const isReady = async (instance: Instance): Promise<boolean> =>
	(await askReady(instance))?.status === "ready";

async function replace(instance: Instance, end: "kill" | "stop"): Promise<void> {
	const code = await instance[end]();
	if (end === "stop") expect(code).toBe(0);
	await instance.start();
	await until(() => isReady(instance), "ready again", 20);
	// As a rollout waits between two.
	await until(allConnected, "all back", 30);
}

describeOnPostgres("roles on PostgreSQL", (postgres) => {
	describeOnRedis(
		"and Redis",
		(redis) => {
			describeOnNats("and NATS", (nats) => {
				beforeAll(async () => {
					fleet = await startRoleFleet({
						bundle: bundle(),
						redisUrl: redis().url,
						natsUrl: nats().url,
						databaseUrl: await postgres().createDatabase(),
						sessions: 2,
					});
					log = await openRedisLog({ url: redis().url });
				}, 60_000);

				afterAll(async () => {
					await log.close();
					expect(new Set(await fleet.stop())).toEqual(new Set([0]));
				}, 60_000);

				beforeEach(async () => {
					clients = [];
					round += 1;
					for (const instance of fleet.all) await until(() => isReady(instance), "ready", 30);
				}, 60_000);

				afterEach(() => {
					for (const client of clients) client.close();
					expect(fleet.all.map((instance) => instance.deaths())).toEqual(fleet.all.map(() => 0));
					const complaints = fleet.all.flatMap((instance) => instance.complaints);
					// That one is not ready yet, and says so, is as it should be.
					expect(complaints.filter((line) => !line.includes('"route":"/readyz"'))).toEqual([]);
				});

				it("[RL40] sessions killed and replaced: everybody is back in time, nothing is lost or doubled", async () => {
					await openClients(CONNECTIONS);
					const story = tellStory(clients);
					for (let kill = 0; kill < KILLS * fleet.sessions.length; kill++) {
						await replace(fleet.sessions[kill % fleet.sessions.length]!, "kill");
					}
					expect(await story.stop()).toBeGreaterThan(10);
					await expectNothingLost();
					expectBackInTime();
					expect(clients.flatMap(({ endings }) => endings).length).toBeGreaterThanOrEqual(clients.length / 4);
				}, 600_000);

				it("[RL41] every role restarted in turn: goodbyes with a cursor, everybody back, nothing lost or doubled", async () => {
					await openClients(CONNECTIONS);
					const story = tellStory(clients);
					for (const instance of [...fleet.sessions, fleet.worker, fleet.api])
						await replace(instance, "stop");
					expect(await story.stop()).toBeGreaterThan(10);
					await expectNothingLost();
					expectBackInTime();
					const endings = clients.flatMap((client) => client.endings);
					expect(endings.length).toBeGreaterThanOrEqual(clients.length);
					for (const { code, goodbye } of endings) {
						expect(code).toBe(1001);
						expect(goodbye).toMatch(/^[\w-]+:\d+~[\w-]+:\d+$/);
					}
				}, 600_000);

				it("[RL42] the api away: sessions keep their players, say so, and answer that it cannot be done", async () => {
					await openClients(4);
					await fleet.api.kill();
					const action = clients[0]!.act({ action: "look" });
					await until(() => clients[0]!.errors.includes("unavailable"), "answered");
					for (const session of fleet.sessions) {
						const { status, probes } = (await askReady(session))!;
						expect(status).toBe("degraded");
						expect(probes).toContainEqual(expect.objectContaining({ name: "api", ready: false }));
					}
					await fleet.api.start();
					expect(await action).toMatchObject({ action: "look", success: true });
					expect(clients.flatMap(({ endings }) => endings)).toEqual([]);
				}, 60_000);

				it("[RL44] what is said at a session is narrated by the worker, after what it changed; also by one that comes later", async () => {
					await openClients(1);
					const [client] = clients as [PlayerClient];
					const item = client.world().locations.find(({ id }) => id === client.view().location)!.items[0]!;
					const stream = await say(`take ${item.name}`, "text/event-stream");
					const events = [...(await stream.text()).matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
					expect(events[0]).toBe("world_update");
					expect(events.slice(-2)).toEqual(["content", "done"]);
					await fleet.worker.kill();
					const said = await say("look", "application/json");
					expect(said.status).toBe(202);
					const { message_id: id } = (await said.json()) as { readonly message_id: string };
					const pieces = () => client.told.filter((told) => "message_id" in told && told.message_id === id);
					await pause(WHILE_NOBODY_NARRATES_MS);
					expect(pieces()).toEqual([]);
					await fleet.worker.start();
					await until(() => pieces().some((piece) => "done" in piece && piece.done === true), "told", 30);
					await client.act({ action: "drop", item: item.id });
					await expectNothingLost();
				}, 60_000);

				it("[RL43] connections are counted, and when all have gone nobody listens at NATS", async () => {
					await openClients(20);
					const counts = async (): Promise<number> =>
						(await Promise.all(fleet.sessions.map(askConnections))).reduce((sum, count) => sum + count);
					expect(await counts()).toBe(20);
					expect(await askConnections(fleet.api)).toBe(0);
					const story = tellStory(clients);
					const while20 = await nats().subscriptions();
					await story.stop();
					for (const client of clients) client.close();
					await until(async () => (await counts()) === 0, "all gone");
					const watched = ["api", "worker"] as const;
					expect(while20).toBeGreaterThan(20);
					for (const name of watched) expect(await fleet[name].stop()).toBe(0);
					await until(async () => (await nats().subscriptions()) === 0, "nobody listens", 20);
					for (const name of watched) await fleet[name].start();
				}, 120_000);
			});
		},
		{ appendonly: true },
	);
});
