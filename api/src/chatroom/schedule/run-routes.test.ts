import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chatroomUsers } from "../../db/schema.js";
import { until } from "../../testing/until.js";
import type { RunWire } from "../chatroom-wire.js";
import { type ChatroomServer, startChatroomServer, tokenFor } from "../testing/chatroom-server.js";

const DAY = 86_400;

describe("runs for admins", () => {
	let folder: string;
	let server: ChatroomServer;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "earshot-chatroom-"));
		const env = { DATA_DIR: folder, LOG_ENGINE: "memory", GAME_API_KEY: "key", CHATROOM_CRON: "off" };
		server = await startChatroomServer({ ...env, CHATROOM_TIME_ZONE: "Europe/Berlin" });
		await server.service.database.run((sql) =>
			sql.insert(chatroomUsers).values([
				{ userId: "ana", shard: 5, joinedAt: 1 },
				{ userId: "ben", shard: 6, joinedAt: 1 },
			]),
		);
	}, 60_000);
	afterAll(async () => {
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	});

	const now = (): number => Date.now() / 1000;
	const asked = (method: "get" | "post", path: string) => request(server.service.app.handler)[method](path);

	it("[CG55] are refused to everybody else: no token, a game's key, a user, an observer", async () => {
		const doors = [
			["post", "/api/chatroom/generate"],
			["get", "/api/chatroom/runs"],
			["get", "/api/chatroom/runs/2026-11-21T06%3A00%5BUTC%5D"],
		] as const;
		for (const [method, path] of doors) {
			const send = (headers: Record<string, string>) =>
				asked(method, path)
					.set(headers)
					.send(method === "post" ? {} : undefined);
			await send({}).expect(401);
			await send({ "x-api-key": "key" }).expect(401);
			await send({ authorization: "Bearer x" }).expect(401);
			await send({ authorization: await tokenFor("player") }).expect(403);
			await send({ authorization: await tokenFor("observer"), "x-api-key": "key" }).expect(403);
		}
		expect(await server.runs()).toEqual([]);
	});

	it("[CG55] are begun once for each slot, and told of while they go on and after", async () => {
		const slot = now() - DAY;
		const { body, headers } = await server.generate({ slot }).expect(202);
		const run = body as RunWire;
		expect(run).toMatchObject({ slot: Math.floor(slot / 60) * 60, users: 2 });
		expect(run.run_id).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d\[Europe\/Berlin\]$/);
		await until(() => server.areDone(1), "the run done", 30);
		const again = await server.generate({ slot: run.slot + 59.9 }).expect(202);
		const done = { run_id: run.run_id, users_done: 2, skipped: 2, eta_seconds: 0 };
		expect(again.body).toMatchObject({ ...done, started_at: run.started_at });
		expect(await server.runs()).toEqual([again.body]);
		expect(headers["cache-control"]).toBe("no-store");
		const { body: one } = await server.get(headers["location"]!).expect(200);
		expect(one).toEqual(again.body);
	});

	it("[CG55] are of now where no slot is given, newest first, and as many as are asked for", async () => {
		const { body } = await server.generate({}).expect(202);
		expect(now() - (body as RunWire).slot).toBeLessThan(120);
		const { body: newest } = await server.get("/api/chatroom/runs?limit=1").expect(200);
		expect(newest).toMatchObject({ runs: [{ run_id: (body as RunWire).run_id }] });
		expect(await server.runs()).toHaveLength(2);
	});

	it("[CG55] are refused for slots to come, or of before what is kept, and other nonsense", async () => {
		const idsOf = async () => (await server.runs()).map(({ run_id: id }) => id);
		const before = await idsOf();
		for (const slot of [now() + 60, now() - 400 * DAY, -1, 1e300, "now", null]) {
			const { body } = await server.generate({ slot }).expect(400);
			expect(body.errors[0].path, String(slot)).toBe("slot");
		}
		await server.generate({ when: 5 }).expect(400);
		await server.generate([]).expect(400);
		await server.get("/api/chatroom/runs?limit=0").expect(400);
		await server.get("/api/chatroom/runs?limit=201").expect(400);
		await server.get(`/api/chatroom/runs/${"x".repeat(101)}`).expect(400);
		await server.get("/api/chatroom/runs/none").expect(404);
		expect(await idsOf()).toEqual(before);
	});

	it("[CG61] are counted in the metrics, and told of in the log", async () => {
		await until(() => server.areDone(2), "both runs done", 30);
		const { text } = await asked("get", "/metrics").set("x-api-key", "key").expect(200);
		expect(text).toMatch(/earshot_chatroom_runs_total 2/);
		const lines = server.lines().filter(({ msg }) => msg.includes("100 %: 2 of 2 users"));
		expect(lines.length).toBeGreaterThanOrEqual(2);
	});
});
