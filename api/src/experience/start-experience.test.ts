import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PlayerViewWire } from "../../../game/src/shared/wire/index.js";
import { ConfigError, loadConfig } from "../config/config.js";
import { createService, type Service } from "../service.js";
import { playerOf, SHIPPED, WOODS } from "./testing/test-experiences.js";

let folder: string;
let services: Service[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "earshot-experience-"));
});
const stop = async ({ app, onDrain, onClosed }: Service): Promise<void> => {
	for (const step of [...onDrain, ...onClosed]) await step();
	app.stop();
};
afterEach(async () => {
	for (const service of services.splice(0)) await stop(service);
	services = [];
	await rm(folder, { recursive: true, force: true });
});

async function start(env: Readonly<Record<string, string>> = {}): Promise<Service> {
	const service = await createService({
		config: loadConfig({ DATA_DIR: folder, LOG_LEVEL: "silent", ...env }),
		logger: pino({ level: "silent" }),
		version: "0.0.0",
		experiences: SHIPPED,
	});
	services.push(service);
	return service;
}

describe("experiences in the backend", () => {
	it("[XS50] are those that ship, and open no database before somebody comes", async () => {
		const { experience, outbox, database, onListening } = await start();
		expect(experience.manager.list()).toEqual([{ id: WOODS, title: "The Wylding Woods" }]);
		for (const begin of onListening) begin();
		await outbox.sweep();
		await experience.sweep();
		expect(outbox.isInUse()).toBe(false);
		expect(database.status().connections.open).toBe(0);
		expect(existsSync(join(folder, "db"))).toBe(false);
	});

	it("[XS50] outlive the process, and end with the user", async () => {
		const first = await start();
		const player = playerOf("42");
		await first.experience.manager.act(player, { action: { action: "take", item: "ember-dream" } });
		await stop(services.pop()!);
		const second = await start();
		expect(second.outbox.isInUse()).toBe(true);
		const { data } = await second.experience.manager.view(player);
		expect((JSON.parse(data) as PlayerViewWire).inventory.map(({ id }) => id)).toEqual(["ember-dream"]);
		await second.outbox.sweep();
		await second.experience.sweep();
		expect(await second.experience.userData.erase("42")).toBe(3);
	});

	it("[XS50] are those of EXPERIENCES_DIR where it is given, which has to be there", async () => {
		const error = await start({ EXPERIENCES_DIR: join(folder, "none") }).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(ConfigError);
		const { experience } = await start({ EXPERIENCES_DIR: SHIPPED });
		await expect(experience.manager.view({ experience: "moon", userId: "42" })).rejects.toMatchObject({
			code: "not_found",
		});
	});
});
