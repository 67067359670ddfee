import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import {
	createExperienceClient,
	type ExperienceClient,
	type ExperienceState,
	type ItemWire,
} from "../client/experience/index.js";
import { loadConfig } from "../src/config/config.js";
import { type RunningServer, startServer } from "../src/http/serve.js";
import { createService, type Service } from "../src/service.js";
import { seeded } from "./stand-in/walkers.js";

const EXPERIENCE = "wylding-woods";
const PATIENT = { timeout: 20_000, interval: 10 };
const STEPS = 120;

let service: Service;
let server: RunningServer;
const streams = new Set<Socket>();
const clients: ExperienceClient[] = [];

beforeAll(async () => {
	const config = loadConfig({ LOG_ENGINE: "memory", LOG_LEVEL: "silent", PORT: "0" });
	const logger = pino({ level: "silent" });
	const experiences = fileURLToPath(new URL("../experiences", import.meta.url));
	service = await createService({ config, logger, version: "0", experiences });
	const { app, onDrain, onClosed } = service;
	server = await startServer({ app, config, logger, onDrain, onClosed });
	server.server.on("connection", (stream) => {
		streams.add(stream);
		stream.once("close", () => streams.delete(stream));
	});
	await service.experience.manager.world(EXPERIENCE);
}, 120_000);

afterAll(async () => {
	for (const client of clients) client.close();
	await server.close();
});

async function tokenFor(userId: string): Promise<string> {
	const answer = await fetch(`${server.url}/dev/token`, {
		method: "POST",
		headers: { "content-type": "application/json", connection: "close" },
		body: JSON.stringify({ userId, roles: [] }),
	});
	return ((await answer.json()) as { token: string }).token;
}

async function join(userId: string): Promise<ExperienceClient> {
	const client = createExperienceClient({
		baseUrl: server.url,
		experience: EXPERIENCE,
		token: await tokenFor(userId),
		WebSocket,
		random: () => 0.1,
	});
	clients.push(client);
	client.start();
	await vi.waitFor(() => expect(client.state().status).toBe("live"), PATIENT);
	return client;
}

const byId = (items: readonly ItemWire[]): readonly string[] => items.map(({ id }) => id).sort();

/** What a client holds, with things in no order. */
function seen({ view, world }: Pick<ExperienceState, "view" | "world">) {
	return {
		view: view && { ...view, inventory: byId(view.inventory) },
		world: world?.locations.map(({ id, items }) => [id, byId(items)]),
	};
}

async function truth(userId: string) {
	const { manager } = service.experience;
	const view = JSON.parse(
		(await manager.view({ experience: EXPERIENCE, userId })).data,
	) as ExperienceState["view"];
	const world = JSON.parse((await manager.world(EXPERIENCE)).data) as ExperienceState["world"];
	return seen({ view, world });
}

it("[XP33] holds the service's truth at each client of two users through cuts, each command done once", async () => {
	const [one, other, bo] = [await join("ada"), await join("ada"), await join("bo")];
	const random = seeded(7);
	const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
	const answered: Promise<unknown>[] = [];
	for (let step = 1; step <= STEPS; step += 1) {
		const client = pick([one, other, bo])!;
		const { view, world } = client.state();
		const here = world?.locations.find(({ id }) => id === view?.location);
		const [item, carried, way] = [
			pick(here?.items ?? []),
			pick(view?.inventory ?? []),
			pick(here?.exits ?? []),
		];
		const dice = random();
		if (item && dice < 0.4) answered.push(client.act({ action: "take", item: item.id }));
		else if (carried && dice < 0.6) answered.push(client.act({ action: "drop", item: carried.id }));
		else if (way !== undefined) answered.push(client.act({ action: "move", location: way }));
		if (step % 12 === 0) for (const stream of streams) stream.destroy();
		// Within what one connection may ask in a second, its repetitions after each cut included.
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	const answers = await Promise.all(answered);
	expect(answers.length).toBeGreaterThan(STEPS / 2);
	for (const [userId, client] of [
		["ada", one],
		["ada", other],
		["bo", bo],
	] as const) {
		const expected = await truth(userId);
		await vi.waitFor(() => expect(seen(client.state())).toEqual(expected), PATIENT);
		const cursors = client.state().updates.map(({ cursor }) => cursor);
		expect(new Set(cursors).size).toBe(cursors.length);
	}
	const news = (client: ExperienceClient) =>
		client
			.state()
			.updates.map(({ update }) => update)
			.filter((update) => update.type === "quest_update");
	expect(news(one)).toEqual(news(other));
	expect(news(bo).every(({ user_id: userId }) => userId === "bo")).toBe(true);
}, 60_000);
