import request from "supertest";
import { afterEach, describe, expect, it } from "vitest";
import { type ChatroomServer, startChatroomServer, tokenFor } from "../testing/chatroom-server.js";
import { chatroomTopic } from "../chatroom-topic.js";

const TOM = { id: "tom", name: "Tom", personality: "wise", likes: ["stars"], dislikes: [] };

let server: ChatroomServer | undefined;
afterEach(() => server?.stop());

describe("societies in the whole backend", () => {
	it("[CE17] are read, changed, told of and erased", async () => {
		server = await startChatroomServer({ LOG_ENGINE: "memory", CHATROOM_CRON: "off" });
		const { log, app } = server.service;
		const gift = { coins: 5, chatlings: [TOM] };
		await request(app.handler).put("/api/chatroom/collection/ana").send(gift).expect(200);
		const { body: moods } = await server.get("/api/chatroom/moods").expect(200);
		expect(moods).toMatchObject({ coins: 5, chatlings: [{ id: "tom", mood: "neutral" }], next_run_at: null });

		const authorization = await tokenFor("player");
		const team = { creature_ids: ["tom"] };
		await request(app.handler).put("/api/chatroom/team").set({ authorization }).send(team).expect(200);
		const topic = chatroomTopic("ana");
		const told = await log.read(topic, { ...(await log.head(topic)), offset: 0 }, 10);
		expect(told.ok && told.entries.map(({ type, data }) => [type, data])).toEqual([
			["numbered", expect.any(String)],
			["society", JSON.stringify({ reason: "team" })],
		]);

		const { body } = await request(app.handler).delete("/v1/users/ana").expect(200);
		expect(body.erased).toMatchObject({ chatroom: 2 });
		const { body: after } = await server.get("/api/chatroom/moods").expect(200);
		expect(after).toMatchObject({ coins: 0, chatlings: [] });
		expect(await log.read(topic, { ...(await log.head(topic)), offset: 0 }, 10)).toMatchObject({ ok: false });
	});
});
