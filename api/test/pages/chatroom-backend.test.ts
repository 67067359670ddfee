import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ConversationsWire, ConversationWire, MoodsWire } from "../../src/chatroom/chatroom-wire.js";
import { runaway, seedSociety } from "../../src/chatroom/society/testing/seed-society.js";
import { SHIPPED_TOPICS } from "../../src/chatroom/topics/testing/shipped-topics.js";
import { loadConfig } from "../../src/config/config.js";
import { type RunningServer, startServer } from "../../src/http/serve.js";
import { letHeapGrow } from "../../src/let-heap-grow.js";
import { createService } from "../../src/service.js";
import { describeInChromium } from "./browser.js";
import { CAST, comeIn, lines, watchStage } from "./chatroom-service.js";
import { becomes, dark, PATIENT } from "./map-page.js";

const EXPERIENCES = fileURLToPath(new URL("../../experiences", import.meta.url));

const ADA = "ada";

/** More attempts at an easy runaway, which becomes a hard one, than it withstands. */
const MOST_ATTEMPTS = 80;

let server: RunningServer;

async function tokenFor(userId: string, roles: readonly string[] = []): Promise<string> {
	const answer = await fetch(`${server.url}/dev/token`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ userId, roles }),
	});
	return `Bearer ${((await answer.json()) as { readonly token: string }).token}`;
}

/** What the backend says to ada herself. */
async function asked<T>(path: string): Promise<T> {
	const answer = await fetch(`${server.url}/api/chatroom/${path}`, {
		headers: { authorization: await tokenFor(ADA) },
	});
	return (await answer.json()) as T;
}

describeInChromium("the chatroom before the whole backend", (browsing) => {
	beforeAll(async () => {
		letHeapGrow();
		const config = loadConfig({ LOG_ENGINE: "memory", PORT: "0", CHATROOM_CRON: "off" });
		const logger = pino({ level: "silent" });
		const { pages } = browsing();
		const service = await createService({
			config,
			logger,
			version: "0",
			pages: { folder: pages },
			experiences: EXPERIENCES,
			topics: SHIPPED_TOPICS,
		});
		server = await startServer({ ...service, config, logger });
		await service.database.opened();
		await seedSociety(service.database, {
			userId: ADA,
			coins: 5_000,
			chatlings: CAST,
			runaways: [runaway(ADA, "tilly")],
		});
	}, 120_000);
	afterAll(() => server.close());

	it("[CP29] plays a run that comes meanwhile, with who types and moods at its end, and wins a runaway back", async () => {
		const { page, complaints } = await browsing().visit(`${server.url}/chatroom`, dark);
		await comeIn(page, ADA);
		await becomes(page, "live");
		await page.getByRole("region", { name: "Your chatlings" }).getByText("Pip").waitFor(PATIENT);

		const seen = await watchStage(page);
		const begun = await fetch(`${server.url}/api/chatroom/generate`, {
			method: "POST",
			headers: { "content-type": "application/json", authorization: await tokenFor("root", ["admin"]) },
			body: "{}",
		});
		expect(begun.status).toBe(202);
		const ending = page.getByRole("group", { name: "What came of it" });
		await ending.waitFor({ timeout: 60_000 });
		const { conversations } = await asked<ConversationsWire>("conversations");
		expect(conversations).toHaveLength(1);
		const talk = await asked<ConversationWire>(`conversation/${conversations[0]!.id}`);
		const shown = await lines(page);
		expect(shown).toHaveLength(talk.messages.length);
		for (const [index, { line }] of talk.messages.entries()) expect(shown[index]).toContain(line);
		const typed = (await seen()).flatMap(({ typing }) => typing);
		const names = new Set(talk.participants.map(({ name }) => name));
		expect(typed.length).toBeGreaterThan(0);
		expect(typed.filter((name) => !names.has(name))).toEqual([]);
		const { moods } = (await seen()).at(-1)!;
		for (const { name, mood_after: after, ran_away: isGone } of talk.participants) {
			expect(isGone || moods.includes(after), name).toBe(true);
		}
		expect((await asked<MoodsWire>("moods")).chatlings.length).toBeGreaterThan(0);

		const away = page.getByRole("region", { name: "Ran away" });
		const button = away.getByRole("button", { name: /^Win Name of tilly back/ });
		for (let attempt = 0; (await button.count()) > 0; attempt += 1) {
			expect(attempt).toBeLessThan(MOST_ATTEMPTS);
			await button.click();
			await page
				.getByRole("status")
				.filter({ hasText: /Name of tilly (is back|did not come)/ })
				.waitFor(PATIENT);
			await expect.poll(() => button.isEnabled().catch(() => true), PATIENT).toBe(true);
			if ((await page.getByText("Name of tilly is back.").count()) > 0) break;
		}
		const after = await asked<MoodsWire>("moods");
		expect(after.chatlings.map(({ id }) => id)).toContain("tilly");
		expect(after.coins).toBeLessThan(5_000);
		expect(complaints).toEqual([]);
	}, 120_000);
});
