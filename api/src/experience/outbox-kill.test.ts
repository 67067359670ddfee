import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type {
	PlayerViewWire,
	SharedWorldWire,
	StateChangeWire,
} from "../../../game/src/shared/wire/index.js";
import { openDatabase } from "../db/open-database.js";
import { embeddedFolders } from "../db/testing/embedded-folders.js";
import { openLmdbLog } from "../log/lmdb-log.js";
import { type Child, startChild } from "../log/testing/child.js";
import { sharedTopic, userTopic } from "./experience.js";
import { applyChanges } from "./testing/apply-changes.js";
import { playerOf, testExperiences, toldIn, WOODS } from "./testing/test-experiences.js";

/** Kills; more by `KILLS=50`. */
const KILLS = Number(process.env["KILLS"] ?? 2);

const newFolder = embeddedFolders();
let directory: string;
let child: Child | undefined;

beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), "earshot-experience-"));
	await cp(await newFolder(), join(directory, "db"), { recursive: true });
});

afterEach(async () => {
	await child?.kill("SIGKILL");
	await rm(directory, { recursive: true, force: true });
});

describe("experiences whose process is killed over and over", () => {
	it("[XS26] tell everything that was answered once and in order, and nothing that was not saved", async () => {
		const users = ["ana", "ben", "cleo"];
		const answered: string[] = [];
		for (let kill = 0; kill < KILLS; kill += 1) {
			child = startChild(new URL("./testing/experience-child.ts", import.meta.url), [
				directory,
				String(kill),
			]);
			await child.line(`done ana ${kill}-1`);
			await new Promise((resolve) => setTimeout(resolve, 100 + 70 * kill));
			await child.kill("SIGKILL");
			answered.push(...child.lines.filter((line) => line.startsWith("done ")).map((line) => line.slice(5)));
		}
		const database = openDatabase({ directory: join(directory, "db"), report: () => undefined });
		const log = await openLmdbLog({ directory: join(directory, "log") });
		try {
			const { manager, definitions } = await testExperiences(database, { log });
			const views = new Map<string, PlayerViewWire>();
			for (const user of users) {
				views.set(user, JSON.parse((await manager.view(playerOf(user))).data) as PlayerViewWire);
			}
			const world = JSON.parse((await manager.world(WOODS)).data) as SharedWorldWire;
			const told: string[] = [];
			for (const user of users) {
				const updates = (
					await toldIn<{ type: string; metadata: { action_id: string } }>(log, userTopic(playerOf(user)))
				).filter(({ type }) => type === "world_update");
				told.push(...updates.map(({ metadata }) => `${user} ${metadata.action_id}`));
			}
			expect(new Set(told).size).toBe(told.length);
			const succeeded = new Set(told);
			// After a kill a player may hold what the next run begins by taking: refused, and not told.
			const lost = answered.filter((one) => !succeeded.has(one));
			expect(lost.every((one) => /-0$/.test(one))).toBe(true);
			expect(answered.length).toBeGreaterThan(users.length * KILLS);

			const fresh = definitions.get(WOODS)!;
			const changes = await toldIn<{ changes: StateChangeWire[] }>(log, sharedTopic(WOODS));
			const empty = { ...world, locations: world.locations.map((one) => ({ ...one, items: [] })) };
			const placed = fresh.items.map(({ location, ...item }): StateChangeWire => ({
				operation: "add",
				to: { kind: "location", id: location },
				item,
			}));
			const followed = applyChanges({ view: views.get("ana")!, world: empty }, [
				...placed,
				...changes.flatMap((update) => update.changes),
			]);
			expect(followed.world).toEqual(world);
		} finally {
			await log.close();
			await database.close();
		}
	}, 90_000);
});
