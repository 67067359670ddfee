import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InboxWire, MessagesAnswerWire } from "../../../game/src/shared/wire/index.js";
import { MESSAGE_SECONDS, QUEUE_CLASSES } from "./talk-limits.js";
import { startTalkServer } from "./testing/talk-server.js";
import type { TalkServer } from "./testing/talk-server.js";
import { claim, line, message, npc, player, profile } from "./testing/test-talk.js";

let server: TalkServer;

beforeEach(async () => {
	server = await startTalkServer();
});

afterEach(() => server.stop());

const tell = (body: object) =>
	server
		.call()
		.post("/v1/messages")
		.send({ serverId: "s", messages: [], ...body });
const inbox = async (query: string): Promise<InboxWire> =>
	(await server.call().get(`/v1/servers/s/inbox?${query}`).expect(200)).body as InboxWire;
const ids = (answer: unknown) => {
	const { accepted, refused } = answer as MessagesAnswerWire;
	return { accepted: accepted.map(({ id }) => id), refused };
};
const response = (id: string, wait = 5) =>
	server.call().get(`/v1/messages/${id}/response?serverId=s&wait=${wait}`);

describe("POST /v1/messages", () => {
	it("[MS10] answers once the log holds it, and asks the NPC's mind with what it heard", async () => {
		await server
			.call()
			.put("/v1/npcs")
			.send({ npcs: [profile("a")] })
			.expect(200);
		const heard = line("l1", { speaker: player("1"), heardBy: ["a"], content: "Hello smith" });
		const told = await tell({ messages: [message("m1")], lines: [heard] }).expect(202);
		expect(told.body).toEqual({ accepted: [{ id: "m1", queue: "urgent", depth: 0 }], refused: [] });
		expect((await response("m1").expect(200)).body).toEqual({
			messageId: "m1",
			npcId: "a",
			clusterId: "c",
			content: "Npc a heard: asking m1",
			priority: "normal",
			action: "none",
			generatedBy: "test",
			byModel: false,
		});
		expect(server.mind.asked).toHaveLength(1);
		expect(server.mind.asked[0]).toMatchObject({
			npc: { npcId: "a", persona: "a smith" },
			heard: [{ speaker: player("1"), content: "Hello smith", at: 100 }],
			summary: "",
			members: [npc("a"), player("1")],
		});
	});

	it("[MS11] takes a message and a line once, also after a restart", async () => {
		const body = { messages: [message("m1"), message("m1")], lines: [line("l1"), line("l1")] };
		expect(ids((await tell(body).expect(202)).body).accepted).toEqual(["m1", "m1"]);
		await response("m1").expect(200);
		await tell(body).expect(202);
		await server.restart();
		await tell(body).expect(202);
		const again = await response("m1", 0).expect(200);
		expect(again.body).toMatchObject({ messageId: "m1" });
		expect(server.mind.asked).toHaveLength(1);
		const group = await server.call().get("/v1/groups/c/memory").expect(200);
		expect(group.body).toMatchObject({ lines: [{ id: "l1" }] });
	});

	it("[MS12] refuses a batch with anything wrong as a whole, naming each place", async () => {
		const wrong = {
			messages: [message("m1"), { ...message("m2"), priority: "now", npcId: "" }],
			lines: [{ ...line("l"), heardBy: ["__proto__"], clusterId: "a\u0000" }],
			cancelled: ["\ud800"],
			world: "no/world",
		};
		const refused = await tell(wrong).expect(400);
		const { errors } = refused.body as { errors: { path: string }[] };
		expect(errors.map(({ path }) => path).sort()).toEqual([
			"cancelled[0]",
			"lines[0].clusterId",
			"lines[0].heardBy[0]",
			"messages[1].npcId",
			"messages[1].priority",
			"world",
		]);
		await tell({ messages: Array.from({ length: 201 }, (_, at) => message(`m${at}`)) }).expect(400);
		await tell({ messages: [{ ...message("m"), content: "x".repeat(2_001) }] }).expect(400);
		await server.call().post("/v1/messages").type("text/plain").send("hello").expect(415);
		await response("m1", 0).expect(404);
		await server.call().get("/v1/groups/c/memory").expect(404);
	});

	it("[MS13] refuses those alone for which there is no room, by class", async () => {
		const { waiting, workers } = QUEUE_CLASSES.urgent;
		const room = waiting + workers;
		server.mind.shut();
		const many = Array.from({ length: waiting }, (_, at) => message(`m${at}`));
		expect(ids((await tell({ messages: many }).expect(202)).body)).toMatchObject({ refused: [] });
		const more = Array.from({ length: 20 }, (_, at) => message(`n${at}`));
		const aside = message("b", { priority: "background" });
		const { accepted, refused } = ids((await tell({ messages: [...more, aside] }).expect(202)).body);
		expect(accepted).toHaveLength(room - waiting + 1);
		expect(accepted).toContain("b");
		expect(refused).toHaveLength(20 - workers);
		expect(refused[0]).toEqual({ id: `n${workers}`, reason: "queue_full", retryAfter: 0.5 });
		await response(`n${workers}`, 0).expect(404);
		server.mind.open();
		await response("n0").expect(200);
		expect(ids((await tell({ messages: more }).expect(202)).body).refused).toEqual([]);
	});

	it("[MS13] never lets more wait than there is room for, however many servers come at once", async () => {
		server.mind.shut();
		const { waiting, workers } = QUEUE_CLASSES.urgent;
		const answers = await Promise.all(
			Array.from({ length: 12 }, (_, from) =>
				tell({
					serverId: `s${from}`,
					messages: Array.from({ length: 20 }, (__, at) => message(`${from}-${at}`)),
				}),
			),
		);
		const accepted = answers.flatMap(({ body }) => ids(body).accepted).length;
		expect(accepted).toBeLessThanOrEqual(waiting + workers);
		expect(accepted).toBeGreaterThanOrEqual(waiting);
	});

	it("[MS14] refuses what is so much older than its batch that nobody waits for it", async () => {
		const late = message("late", { timestamp: 100 - MESSAGE_SECONDS - 1 });
		const { accepted, refused } = ids((await tell({ messages: [late, message("m")] }).expect(202)).body);
		expect(accepted).toEqual(["m"]);
		expect(refused).toEqual([{ id: "late", reason: "expired" }]);
	});

	it("[MS15] drops what is cancelled, waiting or under way, and discards late answers", async () => {
		server.mind.shut();
		const many = Array.from({ length: 8 }, (_, at) => message(`m${at}`));
		await tell({ messages: many });
		const waits = response("m7").then(({ status }) => status);
		await tell({ messages: [message("x")], cancelled: ["m0", "m7", "x", "unheard-of"] }).expect(202);
		expect(await waits).toBe(410);
		server.mind.open();
		await response("m6").expect(200);
		await response("m0").expect(410);
		await response("x").expect(410);
		const asked = server.mind.asked.map(({ message: { id } }) => id);
		expect(asked).not.toContain("m7");
		expect(asked).not.toContain("x");
		expect(server.mind.stopped()).toBe(1);
		// The same message again is the same message: nobody waits for it.
		await tell({ messages: [message("m7")] }).expect(202);
		await response("m7").expect(410);
	});

	it("[MS16] goes on after a restart with what was not answered, when its server is heard of", async () => {
		server.mind.shut();
		await tell({ messages: [message("m1"), message("m2", { priority: "background" })], lines: [] });
		const { cursor } = await inbox("wait=0");
		await server.restart();
		server.mind.open();
		expect(server.mind.asked.map(({ message: { id } }) => id).sort()).toEqual(["m1", "m2"]);
		const answered = new Set<string>();
		for (let from = cursor; answered.size < 2;) {
			const { cursor: next, events, reset } = await inbox(`cursor=${from}&wait=5`);
			expect(reset).toBeUndefined();
			for (const { data } of events) answered.add(data.messageId);
			from = next;
		}
		expect([...answered].sort()).toEqual(["m1", "m2"]);
		expect(server.mind.asked).toHaveLength(4);
	});

	it("[MS17] believes a newer claim of a cluster at once, and no older one", async () => {
		const enhanced = (id: string, members: ReturnType<typeof npc>[], at: number) => {
			const { context, ...rest } = message(id);
			return { ...rest, context: { ...context, cluster: claim(members, at) } };
		};
		await tell({ messages: [enhanced("m1", [npc("a"), npc("b"), player("1")], 50)] });
		await response("m1").expect(200);
		expect(server.mind.asked[0]?.members).toEqual([npc("a"), npc("b"), player("1")]);
		await tell({ messages: [enhanced("m2", [npc("a")], 49)] });
		await response("m2").expect(200);
		expect(server.mind.asked[1]?.members).toEqual([npc("a"), npc("b"), player("1")]);
	});
});

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
		expect(ready.body).toMatchObject({ probes: [{}, { name: "queue", ready: true, detail: "memory" }] });
	});
});
