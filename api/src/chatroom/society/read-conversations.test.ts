import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ConversationsWire } from "../chatroom-wire.js";
import { conversation, seedSociety } from "./testing/seed-society.js";
import { openSocietyEdge, type SocietyEdge } from "./testing/society-edge.js";
import { onBothDatabases, societyTables } from "./testing/society-tables.js";

onBothDatabases("a user's conversations", (openEmpty) => {
	let database: Awaited<ReturnType<typeof openEmpty>>;
	let edge: SocietyEdge;
	beforeEach(async () => {
		database = await openEmpty();
		edge = await openSocietyEdge(database);
	});
	afterEach(() => edge.close());

	const page = async (query: string): Promise<ConversationsWire> =>
		(await edge.ask("ana", `get conversations${query}`)).body as ConversationsWire;

	it("[CE3] are told with who took part and what it did to them, without what was said", async () => {
		const conversations = [
			conversation("ana", "c1", { readAt: 1_500 }),
			conversation("ana", "c2", {
				createdAt: 1_001.5,
				runId: "place:town.1:cluster-7",
				rareEvent: { kind: "old_song", reward: 10 },
			}),
		];
		await seedSociety(database, { userId: "ana", conversations });
		const { conversations: told, next_cursor: next } = await page("");
		expect(next).toBeNull();
		expect(told[1]).toEqual({
			id: "c1",
			created_at: 1_000,
			title: "Soup",
			category: "food",
			climate: "agreement",
			participants: [
				{
					id: "a",
					name: "Ada",
					personality: "kind",
					opinion: "positive",
					mood_before: "neutral",
					mood_after: "happy",
					ran_away: false,
				},
				expect.objectContaining({ id: "b", mood_after: "unhappy", ran_away: true }),
			],
			is_read: true,
		});
		expect(told[0]).toMatchObject({
			id: "c2",
			created_at: 1_001.5,
			is_read: false,
			world: "town.1",
			rare_event: { kind: "old_song", reward: 10 },
		});
	});

	it("[CE3] come one page after the other, each once, the newest first, whatever the size of pages", async () => {
		// Some of the same moment, on both sides of any page's end.
		const ids = Array.from({ length: 23 }, (_, at) => `c${String(at).padStart(2, "0")}`);
		await seedSociety(database, {
			userId: "ana",
			conversations: ids.map((id, at) => conversation("ana", id, { createdAt: Math.floor(at / 4) + 0.1 })),
		});
		await seedSociety(database, { userId: "ben", conversations: [conversation("ben", "other")] });
		const sizes = fc.integer({ min: 1, max: 25 });
		await fc.assert(
			fc.asyncProperty(sizes, async (limit) => {
				const seen: string[] = [];
				let cursor: string | null = "";
				while (cursor !== null) {
					const at = await page(`?limit=${limit}${cursor === "" ? "" : `&cursor=${cursor}`}`);
					expect(at.conversations.length).toBeLessThanOrEqual(limit);
					seen.push(...at.conversations.map(({ id }) => id));
					cursor = at.next_cursor;
				}
				expect(seen).toEqual(ids.toReversed());
			}),
			{ numRuns: 8, examples: [[1], [4], [22], [23]] },
		);
		expect((await page("")).conversations).toHaveLength(10);
	});

	it("[CE3] go on where they were, whatever is new meanwhile, and from another's cursor show nobody else's", async () => {
		const old = [1, 2, 3].map((at) => conversation("ana", `old${at}`, { createdAt: at }));
		await seedSociety(database, { userId: "ana", conversations: old });
		await seedSociety(database, {
			userId: "ben",
			conversations: [conversation("ben", "b", { createdAt: 2 })],
		});
		const { next_cursor: cursor } = await page("?limit=1");
		await database.run((db) =>
			db.insert(societyTables.conversations).values(conversation("ana", "new", { createdAt: 9 })),
		);
		const rest = await page(`?cursor=${cursor}`);
		expect(rest.conversations.map(({ id }) => id)).toEqual(["old2", "old1"]);
		const { body } = await edge.ask("ben", `get conversations?cursor=${cursor}`);
		expect(body.conversations).toMatchObject([{ id: "b" }]);
	});

	it("[CE4] are read one by one with all that was said, in its order", async () => {
		const said = [2, 0, 10, 1].map((messageOrder) => ({
			conversationId: "c1",
			messageOrder,
			createdAt: 1_000,
			speakerId: messageOrder % 2 === 0 ? "a" : "b",
			opinion: "positive" as const,
			line: `Line ${messageOrder}.`,
		}));
		const elsewhere = { ...said[0]!, conversationId: "c2", line: "Elsewhere." };
		await seedSociety(database, {
			userId: "ana",
			conversations: [conversation("ana", "c1"), conversation("ana", "c2")],
			messages: [...said, elsewhere],
		});
		const { body } = await edge.ask("ana", "get conversation/c1");
		expect(body).toMatchObject({ id: "c1", title: "Soup", participants: [{ id: "a" }, { id: "b" }] });
		expect(body.messages).toEqual(
			[0, 1, 2, 10].map((order) => ({
				speaker: order % 2 === 0 ? "a" : "b",
				opinion: "positive",
				line: `Line ${order}.`,
			})),
		);
		expect((await edge.ask("ana", "get conversation/c3")).status).toBe(404);
	});
});
