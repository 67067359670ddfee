import { eq } from "drizzle-orm";
import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { limitCalls } from "../../db/database-calls.js";
import { DatabaseError } from "../../db/database-error.js";
import { appBuilder, PRODUCTION } from "../../http/test-app.js";
import type { DatabaseCalls } from "../../db/database-calls.js";
import type { Society } from "../core/society.js";
import { onBothDatabases, runTables } from "../runs/testing/run-tables.js";
import { seedSocieties } from "../runs/testing/seed-societies.js";
import { createChatlingRoutes } from "./chatling-routes.js";
import { placeChatlings } from "./describe-chatlings.js";
import { personaOf } from "./persona.js";
import { societiesOf } from "./testing/test-bond.js";

const apps = appBuilder();
afterEach(apps.stopAll);

const KEY = { "x-api-key": "the-next-key" };
const path = (users: readonly string[] | string): string => `/v1/chatroom/chatlings?users=${String(users)}`;

function serve(calls: Pick<DatabaseCalls, "run">) {
	const { handler: app } = apps.build({
		env: PRODUCTION,
		features: (guards) => [createChatlingRoutes({ calls, guards })],
	});
	return { app, get: (users: readonly string[] | string) => request(app).get(path(users)).set(KEY) };
}

onBothDatabases("chatlings that may stand in a place", (openEmpty) => {
	const begin = async (societies: readonly Society[]) => {
		const database = await openEmpty();
		await database.run((sql) => seedSocieties(sql, societies));
		return { database, ...serve(limitCalls(database)) };
	};

	it("[CB20] are told of each user that was asked for, in that order, with who they are to a mind", async () => {
		const societies = societiesOf(3);
		const { get } = await begin(societies);
		const { status, body, headers } = await get(["3", "44", "1", "3"]);
		expect(status).toBe(200);
		expect(headers["cache-control"]).toBe("private, no-cache");
		const { users } = placeChatlings.parse(body);
		expect(users.map((user) => user.user_id)).toEqual(["3", "44", "1"]);
		expect(users[1]).toEqual({ user_id: "44", chatlings: [] });
		for (const user of [users[0]!, users[2]!]) {
			const { chatlings } = societies.find(({ userId }) => userId === user.user_id)!;
			const teamFirst = [...chatlings].sort((one, other) => Number(other.isInTeam) - Number(one.isInTeam));
			expect(user).toEqual({
				user_id: user.user_id,
				chatlings: teamFirst.map((one) => ({
					creature_id: one.id,
					name: one.name,
					personality: one.personality,
					persona: personaOf(one),
					mood: one.mood,
				})),
			});
		}
	});

	it("[CB20] are those who neither meditate nor have run away; who has is named", async () => {
		const [ana] = societiesOf(1);
		const chatlings = ana!.chatlings.map((one) => ({ ...one, isMeditating: one.id === "c1" }));
		const { get, database } = await begin([{ ...ana!, chatlings }]);
		const { runaways, rewards } = runTables;
		const before = await get("1");
		expect(before.body).not.toHaveProperty("users.0.ran_away");
		await database.transaction(async (sql) => {
			await sql.delete(rewards).where(eq(rewards.creatureId, "c3"));
			const row = {
				userId: "1",
				creatureId: "c3",
				chatling: chatlings[3]!,
				recoveryDifficulty: "easy",
			} as const;
			await sql.insert(runaways).values({ ...row, ranAt: 5 });
		});
		const { users } = placeChatlings.parse((await get("1")).body);
		expect(users[0]?.chatlings.map((one) => one.creature_id).sort()).toEqual(["c0", "c2"]);
		expect(users[0]?.ran_away).toEqual(["c3"]);
	});

	it("[CB21] are not sent to who has them, until something about one of them is other", async () => {
		const { get, database } = await begin(societiesOf(2));
		const first = await get(["1", "2"]);
		const tag = first.headers["etag"]!;
		const again = await get(["1", "2"]).set("if-none-match", tag);
		expect([again.status, again.text, again.headers["etag"]]).toEqual([304, "", tag]);
		expect((await get("1").set("if-none-match", tag)).status).toBe(200);
		const { rewards, runaways } = runTables;
		const changes = [
			{ moodStatus: "happy", name: "Zoe" },
			{ moodStatus: "unhappy" },
			{ isMeditating: true },
			{ likes: ["food"], isMeditating: false },
		] satisfies Partial<typeof rewards.$inferInsert>[];
		const tags = new Set([tag]);
		for (const change of changes) {
			await database.run((sql) => sql.update(rewards).set(change).where(eq(rewards.creatureId, "c0")));
			const { status, headers } = await get(["1", "2"]).set("if-none-match", tag);
			expect(status).toBe(200);
			tags.add(headers["etag"]!);
		}
		await database.run((sql) =>
			sql.insert(runaways).values({
				...{ userId: "2", creatureId: "x", recoveryDifficulty: "easy", ranAt: 5 },
				chatling: societiesOf(2)[1]!.chatlings[0]!,
			}),
		);
		tags.add((await get(["1", "2"])).headers["etag"]!);
		expect(tags.size).toBe(changes.length + 2);
	});

	it("[CB22] are told to game servers, of at most 100 players by their ids", async () => {
		const { app, get } = await begin(societiesOf(1));
		expect((await request(app).get(path("1"))).status).toBe(401);
		expect((await request(app).get(path("1")).set("x-api-key", "another")).status).toBe(401);
		const many = Array.from({ length: 101 }, (_, at) => String(at));
		for (const users of ["", "1,", "x", "1,ana", "1;2", "1%202", "%00", "9".repeat(20), "1&users=2", many]) {
			const { status, body } = await get(users);
			expect(status, String(users)).toBe(400);
			expect(body).toMatchObject({ errors: [{ path: expect.stringMatching(/^users/) }] });
		}
		expect((await request(app).get("/v1/chatroom/chatlings").set(KEY)).status).toBe(400);
		expect((await get(many.slice(1))).status).toBe(200);
		// Those of a local test are below zero.
		expect((await get("-1,-2")).status).toBe(200);
		expect((await get([...many.slice(1), "100", "99"])).status).toBe(200);
	});
});

describe("chatlings that cannot be had", () => {
	it("[CB22] are to be asked for again, and when, where the database is away", async () => {
		const away = () => Promise.reject(new DatabaseError("unavailable", "it is away"));
		const { get } = serve(limitCalls({ run: away, transaction: away }));
		const { status, headers } = await get("1");
		expect(status).toBe(503);
		expect(Number(headers["retry-after"])).toBeGreaterThan(0);
	});
});
