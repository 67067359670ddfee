import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openLmdbLog } from "./lmdb-log.js";
import { describeLogContract, type LogUnderTest } from "./log-contract.js";
import type { Log } from "./log.js";
import { describeRetentionContract } from "./retention-contract.js";

const root = mkdtempSync(join(tmpdir(), "earshot-log-"));
const directories = new WeakMap<Log, string>();

afterAll(() => rmSync(root, { recursive: true, force: true }));

const lmdb: LogUnderTest = {
	async open(options) {
		const directory = mkdtempSync(join(root, "log-"));
		const log = await openLmdbLog({ ...options, directory });
		directories.set(log, directory);
		return log;
	},
	async reopen(log, options) {
		const directory = directories.get(log)!;
		await log.close();
		const again = await openLmdbLog({ ...options, directory });
		directories.set(again, directory);
		return again;
	},
};

describeLogContract("lmdb", lmdb);
describeRetentionContract("lmdb", lmdb);

describe("lmdb log", () => {
	const one = [{ type: "note", data: "1" }];

	it("[LG11] keeps entries, checkpoints and epochs over a restart, and sets nothing aside", async () => {
		const directory = mkdtempSync(join(root, "log-"));
		const first = await openLmdbLog({ directory });
		const cursor = await first.append("a", one);
		await first.checkpoint("a", { offset: 1, value: "state" });
		const unknown = await first.head("b");
		await first.close();

		const second = await openLmdbLog({ directory });
		expect(await second.head("a")).toEqual(cursor);
		expect(await second.head("b")).toEqual(unknown);
		expect(await second.latestCheckpoint("a")).toEqual({ offset: 1, value: "state" });
		expect(second.status()).toEqual({ engine: "lmdb", ready: true });
		expect(readdirSync(directory).sort()).toEqual(["log.mdb", "log.mdb-lock"]);
		await second.close();
	});

	it("[LG3] begins another history in a fresh directory", async () => {
		const logs = await Promise.all(
			[1, 2].map(() => openLmdbLog({ directory: mkdtempSync(join(root, "log-")) })),
		);
		const [first, second] = await Promise.all(logs.map((log) => log.head("a")));
		expect(first!.epoch).not.toBe(second!.epoch);
		for (const log of logs) await log.close();
	});

	it("makes the directory", async () => {
		const log = await openLmdbLog({ directory: join(root, "some", "where") });
		expect((await log.append("a", one)).offset).toBe(1);
		await log.close();
	});

	it("[LG14] says that a directory cannot be used", async () => {
		const directory = join(mkdtempSync(join(root, "log-")), "file");
		writeFileSync(directory, "in the way");
		await expect(openLmdbLog({ directory })).rejects.toMatchObject({ name: "LogError", code: "failed" });
	});

	it("[LG12] fails an owner whose directory was opened again, instead of forking history", async () => {
		const directory = mkdtempSync(join(root, "log-"));
		const old = await openLmdbLog({ directory });
		await old.append("a", one);
		const current = await openLmdbLog({ directory });
		await expect(old.append("a", one)).rejects.toMatchObject({ code: "taken" });
		expect(old.status().ready).toBe(false);
		expect((await current.append("a", one)).offset).toBe(2);
		await old.close();
		await current.close();
	});
});
