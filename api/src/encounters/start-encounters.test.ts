import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database.js";
import { interactions, liveInteractionLogs, turnRecords } from "../db/schema.js";
import { onBothDatabases } from "../db/testing/on-both-databases.js";
import { openLmdbLog } from "../log/lmdb-log.js";
import type { Log } from "../log/log.js";
import { createMemoryLog } from "../log/memory-log.js";
import { startChild } from "../log/testing/child.js";
import type { Actor } from "./engine/commands.js";
import { DM, player, someone } from "./engine/testing/test-room.js";
import { KEPT_TOPIC } from "./keeping/kept.js";
import { roomTopic } from "./rooms/room-fold.js";
import { type RunningEncounters, startEncounters } from "./start-encounters.js";

const MAP = { width: 4, height: 1, rows: ["...."] };

const running: RunningEncounters[] = [];
const reports: unknown[] = [];
afterEach(async () => {
	for (const one of running.splice(0)) await one.stop();
	expect(reports.splice(0)).toEqual([]);
});

function start(log: Log, database: Pick<Database, "run" | "transaction">, encounterIdleSeconds = 1_800) {
	const started = startEncounters({
		config: { encounterIdleSeconds },
		log,
		database,
		now: () => Date.now() / 1000,
		report: (message, details) => void reports.push([message, details]),
	});
	running.push(started);
	return started;
}

onBothDatabases("encounters", [interactions, liveInteractionLogs, turnRecords], (openEmpty) => {
	it("[EK25] are played, recorded, let go of when nobody is there, and opened again where they were", async () => {
		const database = await openEmpty();
		const { encounters, records, sweep } = start(createMemoryLog(), database, 1);
		const { roomId } = await encounters.create({ dmId: "dm", mapState: MAP, title: "The bridge" });
		for (const [x, entityId] of ["a", "b"].entries()) {
			const participant = someone(entityId, {
				entityType: "playerCharacter",
				userId: `user ${entityId}`,
				position: { x, y: 0 },
				initiative: 10 - x,
			});
			await encounters.command(roomId, { by: DM, body: { type: "addParticipant", participant } });
		}
		await encounters.command(roomId, { by: DM, body: { type: "start" } });
		const end = { type: "act", action: { type: "end", entityId: "a" } } as const;
		await encounters.command(roomId, { by: player("user a"), body: end });
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		await sweep();
		await records.flush();
		const [row] = await database.run((sql) => sql.select().from(interactions));
		expect(row).toMatchObject({ id: roomId, title: "The bridge", status: "paused", liveStatus: "paused" });
		expect(row?.lastStateSnapshot?.turn?.seatId).toBe("b");
		expect(await database.run((sql) => sql.select().from(turnRecords))).toMatchObject([
			{ seatId: "a", outcome: "completed", isTakenBack: false },
		]);
		expect(await encounters.command(roomId, { by: DM, body: { type: "resume" } })).toMatchObject({
			result: { ok: true },
		});
		const { view } = await encounters.look(roomId, { kind: "dm" });
		expect(view).toMatchObject({ status: "active", turn: { seatId: "b" } });
	});

	it.each(["CANARY ana", "CANARY dm"])(
		"[EK26] know nothing of %s any more who was erased",
		async (userId) => {
			const database = await openEmpty();
			const log = createMemoryLog();
			const { encounters, records, userData } = start(log, database);
			const dm = { kind: "dm", userId: "CANARY dm" } as const;
			const { roomId } = await encounters.create({ id: "1", dmId: dm.userId, mapState: MAP });
			const add = (entityId: string, owner: string, x: number) => {
				const participant = someone(entityId, {
					entityType: "playerCharacter",
					userId: owner,
					position: { x, y: 0 },
					initiative: 10 - x,
				});
				return encounters.command(roomId, {
					id: entityId,
					by: dm,
					body: { type: "addParticipant", participant },
				});
			};
			await add("CANARY ana", "CANARY ana", 0);
			await add("bo", "bo", 1);
			await encounters.command(roomId, { id: "start", by: dm, body: { type: "start" } });
			encounters.attend(roomId, userId)();
			const say = (by: Actor, text: string, to?: readonly string[]) =>
				encounters.command(roomId, {
					id: text,
					by,
					body: { type: "chat", channel: to ? "private" : "party", text, ...(to && { to }) },
				});
			await say(player("CANARY ana"), "CANARY says ana");
			await say(dm, "CANARY says dm", ["bo", "CANARY ana"]);
			await say(player("bo"), "I stay.");
			await encounters.command(roomId, {
				by: player("CANARY ana"),
				body: { type: "act", action: { type: "end", entityId: "CANARY ana" } },
			});
			await encounters.command(roomId, { by: dm, body: { type: "pause" } });
			await records.flush();
			expect(await userData.erase("nobody")).toBe(0);
			expect(await userData.erase(userId)).toBeGreaterThan(0);
			expect(await userData.erase(userId)).toBe(0);

			const kept: unknown[] = [(await encounters.look(roomId, { kind: "dm" })).view];
			for (const topic of [roomTopic(roomId), KEPT_TOPIC, "rooms"]) {
				const { epoch } = await log.head(topic);
				const read = await log.read(topic, { epoch, offset: (await log.oldest(topic)) - 1 }, 10_000);
				kept.push(read, await log.latestCheckpoint(topic));
			}
			for (const table of [interactions, liveInteractionLogs, turnRecords])
				kept.push(await database.run((sql) => sql.select().from(table)));
			const text = JSON.stringify(kept);
			expect(text).toContain("I stay.");
			// Of whoever was not erased everything is there.
			expect(text.includes("CANARY ana")).toBe(userId !== "CANARY ana");
			expect(text.includes("CANARY says ana")).toBe(userId !== "CANARY ana");
			expect(text.includes("CANARY dm")).toBe(userId !== "CANARY dm");
			const { view } = await encounters.look(roomId, { kind: "dm" });
			expect(view.status).toBe(userId === "CANARY dm" ? "completed" : "paused");
			expect(await say(player("bo"), "Still here.")).toMatchObject({ result: { ok: true } });
		},
	);
});

describe("encounters, killed", () => {
	let directory: string;
	beforeEach(() => {
		directory = mkdtempSync(join(tmpdir(), "earshot-encounters-"));
	});
	afterEach(() => rmSync(directory, { recursive: true, force: true }));

	it("[EK2] go on in the next process with the time that was left", async () => {
		const child = startChild(new URL("./testing/encounters-child.ts", import.meta.url), [directory, "5"]);
		const roomId = await child.line("begun ");
		const endsAt = Number(await child.line("ends "));
		await child.kill("SIGKILL");
		const log = await openLmdbLog({ directory });
		const none = () => Promise.reject(new Error("not asked for here"));
		const { encounters, stop } = startEncounters({
			config: { encounterIdleSeconds: 1_800 },
			log,
			database: { run: none, transaction: none },
			now: () => Date.now() / 1000,
			report: () => undefined,
		});
		try {
			const look = async () => (await encounters.look(roomId, { kind: "dm" })).view;
			await expect.poll(async () => (await look()).turn?.seatId, { timeout: 10_000, interval: 5 }).toBe("b");
			const { turn } = await look();
			const drift = turn!.startedAt - endsAt;
			console.log(`a turn that outlived its process ended ${(drift * 1000).toFixed(1)} ms late`);
			// A machine that runs other tests may be busy for longer than the 50 ms that a timer is off at most.
			expect(drift).toBeGreaterThanOrEqual(0);
			expect(drift).toBeLessThan(1);
		} finally {
			await stop();
			await log.close();
		}
	}, 30_000);
});
