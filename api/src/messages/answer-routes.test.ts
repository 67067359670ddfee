import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTalkServer } from "./testing/talk-server.js";
import type { TalkServer } from "./testing/talk-server.js";
import { message } from "./testing/test-talk.js";

let server: TalkServer;

beforeEach(async () => {
	server = await startTalkServer();
});

afterEach(() => server.stop());

const tell = (body: object) => server.tell(body);
const inbox = (query: string) => server.inbox(query);
const response = (id: string, wait?: number) => server.response(id, wait);

describe("answers", () => {
	it("[MS20] reach the inbox once each, after the cursor, without the messages", async () => {
		const fresh = await inbox("wait=0");
		expect(fresh.events).toEqual([]);
		await tell({ messages: [message("m1")] });
		const first = await inbox(`cursor=${fresh.cursor}&wait=5`);
		expect(first.events).toMatchObject([{ event: "answer", data: { messageId: "m1" } }]);
		expect((await inbox(`cursor=${first.cursor}&wait=0`)).events).toEqual([]);
		// Who comes without a cursor hears of what follows.
		expect((await inbox("wait=0")).events).toEqual([]);
		const bad = await inbox("cursor=other:1&wait=0");
		expect(bad.reset).toEqual({ reason: "epoch" });
	});

	it("[MS21] can be waited for one by one", async () => {
		await response("m1", 0).expect(404);
		server.mind.shut();
		await tell({ messages: [message("m1")] });
		expect((await response("m1", 0).expect(202)).body).toEqual({ messageId: "m1", pending: true });
		const waiting = response("m1", 20).then(({ body }) => body as unknown);
		server.mind.open();
		expect(await waiting).toMatchObject({ messageId: "m1", content: "Npc a heard: asking m1" });
		await response("m1", 99).expect(400);
		await server.call().get("/v1/messages/m1/response").expect(400);
		await server.call().get("/v1/messages/m1/response?serverId=other&wait=0").expect(404);
	});

	it("[MS22] of direct calls are the answers of the queue, whoever is first", async () => {
		const chat = (id: string) =>
			server
				.call()
				.post("/v1/chat")
				.send({ serverId: "s", message: message(id) });
		const { cursor } = await inbox("wait=0");
		const [one, two] = await Promise.all([chat("m1"), chat("m1")]);
		expect(one.body).toMatchObject({ messageId: "m1", content: "Npc a heard: asking m1" });
		expect(two.body).toEqual(one.body);
		expect((await chat("m1").expect(200)).body).toEqual(one.body);
		expect(server.mind.asked).toHaveLength(1);

		server.mind.shut();
		await tell({ messages: [message("m2")] });
		const direct = chat("m2").then(({ body }) => body as unknown);
		await new Promise((resolve) => setTimeout(resolve, 20));
		server.mind.open();
		const queued = (await response("m2").expect(200)).body as unknown;
		expect(await direct).toEqual(queued);
		const { events } = await inbox(`cursor=${cursor}&wait=0`);
		expect(events.map(({ data }) => data.messageId)).toEqual(["m1", "m2"]);
	});

	it("[MS22] of direct calls are refused where nobody wants them, or the mind cannot", async () => {
		const chat = () =>
			server
				.call()
				.post("/v1/chat")
				.send({ serverId: "s", message: message("m1") });
		server.mind.failure = new Error("no model");
		const refused = await chat().expect(503);
		expect(refused.headers["retry-after"]).toBe("1");
		expect(JSON.stringify(refused.body)).not.toContain("no model");
		server.mind.failure = undefined;
		await chat().expect(200);
		server.mind.shut();
		await tell({ messages: [message("m2")] });
		await tell({ cancelled: ["m2"] });
		const gone = { serverId: "s", message: message("m2") };
		await server.call().post("/v1/chat").send(gone).expect(410);
	});
});

describe("GET /v1/queues", () => {
	it("[MS23] tells depth, age and latency of each class, as metrics do", async () => {
		server.mind.shut();
		await tell({ messages: Array.from({ length: 7 }, (_, at) => message(`m${at}`)) });
		const queues = async () =>
			((await server.call().get("/v1/queues").expect(200)).body as { queues: object[] }).queues;
		expect(await queues()).toMatchObject([
			{ queue: "urgent", waiting: 2, active: 5, capacity: 100, workers: 5, targetSeconds: 0.5, answered: 0 },
			{ queue: "conversation", waiting: 0, active: 0, oldestSeconds: 0 },
			{ queue: "background", waiting: 0, latency: { p50: null, p95: null } },
		]);
		const metrics = async () => (await server.call().get("/metrics").expect(200)).text;
		expect(await metrics()).toContain('earshot_queue_waiting{queue="urgent"} 2');
		server.mind.open();
		await response("m6").expect(200);
		expect((await queues())[0]).toMatchObject({ waiting: 0, active: 0, answered: 7 });
		const after = await metrics();
		expect(after).toContain('earshot_queue_answered_total{queue="urgent"} 7');
		expect(after).toContain('earshot_queue_latency_seconds_count{queue="urgent"} 7');
		const ready = await server.call().get("/readyz").expect(200);
		const { probes } = ready.body as { probes: object[] };
		expect(probes).toContainEqual({ name: "queue", ready: true, required: false, detail: "memory" });
	});
});
