import { describe, expect, it } from "vitest";
import type { RunawayWire } from "../../../src/chatroom/chatroom-wire.js";
import { createAccess, OBSERVER } from "../../access/access.js";
import { createChatroomClient } from "./chatroom-client.js";

function setUp(status = 200) {
	const asked: string[] = [];
	const nothing = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
	const answer = () => Promise.resolve(new Response(status === 204 ? null : '{"is_won":true}', { status }));
	const client = createChatroomClient({
		access: createAccess({ ...OBSERVER, fetch: answer, storage: nothing }),
		fetch: (url, { method = "GET", body }) => {
			asked.push([method, url, ...(typeof body === "string" ? [body] : [])].join(" "));
			return answer();
		},
	});
	return { client, asked };
}

const runaway: RunawayWire = {
	creature_id: "a/b",
	name: "Bo",
	personality: "grumpy",
	difficulty: "easy",
	chance: 0.8,
	cost: 10,
	attempts: 2,
	ran_at: 0,
};

describe("createChatroomClient", () => {
	it("[CP9] asks for what is there by pages and by id", async () => {
		const { client, asked } = setUp();
		await client.conversations(undefined);
		await client.conversations("a&b");
		await client.conversation("talk/1?");
		await client.runaways();
		await client.moods();
		await client.unread();
		expect(asked).toEqual([
			"GET /api/chatroom/conversations?limit=10",
			"GET /api/chatroom/conversations?limit=10&cursor=a%26b",
			"GET /api/chatroom/conversation/talk%2F1%3F",
			"GET /api/chatroom/runaways",
			"GET /api/chatroom/moods",
			"GET /api/chatroom/unread",
		]);
	});

	it("[CP9] names the attempt that it makes, so that it is made once", async () => {
		const { client, asked } = setUp();
		expect(await client.recover(runaway)).toEqual({ is_won: true });
		expect(asked).toEqual(['POST /api/chatroom/recover/a%2Fb {"attempt":2}']);
	});

	it("[CP9] does what is answered with nothing", async () => {
		const { client, asked } = setUp(204);
		await client.markRead("t1");
		await client.meditate("c1", true);
		await client.chooseTeam(["c1", "c2"]);
		expect(asked).toEqual([
			"POST /api/chatroom/mark-read/t1",
			'POST /api/chatroom/meditate/c1 {"meditating":true}',
			'PUT /api/chatroom/team {"creature_ids":["c1","c2"]}',
		]);
	});

	it("[CP9] rejects where the API says anything but yes", async () => {
		const { client } = setUp(402);
		await expect(client.recover(runaway)).rejects.toMatchObject({ name: "ApiError", status: 402 });
	});
});
