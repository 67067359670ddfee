import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTRPCClient, httpLink } from "@trpc/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createEncounterClient } from "../../client/encounters/index.js";
import { loadConfig } from "../config/config.js";
import { startServer } from "../http/serve.js";
import { keepingLogger } from "../http/test-app.js";
import { createTokens } from "../http/tokens.js";
import { createService } from "../service.js";
import { until } from "../testing/until.js";
import type { EncounterRouter } from "./router/encounter-router.js";
import { DM, FIGHTERS } from "./router/testing/test-table.js";

const SECRET = { JWT_SECRET: "a secret of at least thirty-two bytes" };
const ANN = { userId: "ann" };

let folder: string;
const ends: (() => unknown)[] = [];
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "earshot-encounters-"));
});
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
	await rm(folder, { recursive: true, force: true });
});

/** The whole backend over the test's folder; ends as on SIGTERM. */
async function serve(port = 0) {
	const { logger } = keepingLogger();
	const config = loadConfig({ ...SECRET, DATA_DIR: folder, PORT: String(port) });
	const service = await createService({ config, logger, version: "0.0.0" });
	const server = await startServer({ ...service, config, logger });
	for (const begin of service.onListening) begin();
	ends.push(() => server.close());
	return { url: `http://127.0.0.1:${server.port}`, port: server.port, close: server.close };
}

async function tokenOf(userId: string, ...roles: readonly string[]): Promise<string> {
	return (await createTokens(loadConfig(SECRET).jwt).issue!({ userId, roles }, 600)).token;
}

function callerWith(url: string, token: string) {
	const headers = { authorization: `Bearer ${token}` };
	return createTRPCClient<EncounterRouter>({ links: [httpLink({ url: `${url}/trpc`, headers })] });
}

describe("encounters in the whole backend", () => {
	it("[RM9] [ET10] go on after a restart where they were, and whoever follows has missed nothing", async () => {
		const first = await serve();
		const dm = callerWith(first.url, await tokenOf(DM.userId));
		const { roomId } = await dm.createRoom.mutate({ title: "The ford" });
		for (const participant of FIGHTERS) await dm.addParticipant.mutate({ roomId, participant });
		await dm.startInteraction.mutate({ roomId });

		const client = createEncounterClient({
			baseUrl: first.url,
			roomId,
			token: await tokenOf(ANN.userId),
			WebSocket,
			random: () => 0,
		});
		ends.push(client.close);
		client.start();
		const hero = () => client.state().view?.participants["hero"]?.position;
		await until(() => hero() !== undefined, "the room shown");
		const step = (x: number) =>
			client.command({ type: "act", action: { type: "move", entityId: "hero", position: { x, y: 2 } } });
		expect(await step(3)).toMatchObject({ ok: true });
		await first.close();

		const second = await serve(first.port);
		expect(await step(4)).toMatchObject({ ok: true });
		await until(() => client.state().status === "live", "the client back");
		const seen = await callerWith(second.url, await tokenOf(ANN.userId)).room.query({ roomId });
		expect(client.state().view).toEqual(seen.view);
		expect(seen.view.participants["hero"]?.position).toEqual({ x: 4, y: 2 });

		const admin = callerWith(second.url, await tokenOf("root", "admin"));
		expect(await admin.validateStateConsistency.query({ roomId })).toMatchObject({ isConsistent: true });
	}, 60_000);
});
