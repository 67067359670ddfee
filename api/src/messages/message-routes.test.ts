import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MessagesAnswerWire } from "../../../game/src/shared/wire/index.js";
import { MESSAGE_SECONDS, QUEUE_CLASSES } from "./talk-limits.js";
import { startTalkServer } from "./testing/talk-server.js";
import type { TalkServer } from "./testing/talk-server.js";
import { claim, line, message, npc, player, profile } from "./testing/test-talk.js";

let server: TalkServer;

beforeEach(async () => {
	server = await startTalkServer();
});

afterEach(() => server.stop());

const tell = (body: object) => server.tell(body);
const inbox = (query: string) => server.inbox(query);
const ids = (answer: unknown) => {
	const { accepted, refused } = answer as MessagesAnswerWire;
	return { accepted: accepted.map(({ id }) => id), refused };
};
const response = (id: string, wait?: number) => server.response(id, wait);

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

	it.each(["/v1/messages", "/v1/chat"])(
		"[MS17] does not believe a claim at %s after the world's own newer word",
		async (path) => {
			await server
				.call()
				.post("/v1/snapshot/game")
				.send({
					timestamp: 60,
					...{ serverId: "s", epoch: "e", seq: 1, kind: "full" },
					...{ clusters: [], events: [] },
					humanContext: { a: { id: "a", type: "npc" }, b: { id: "b", type: "npc" } },
				})
				.expect(200);
			const { context, ...rest } = message("m1");
			const late = { ...context, cluster: claim([npc("a"), npc("b")], 50) };
			const asked = { ...rest, context: late };
			const body = path === "/v1/chat" ? { message: asked } : { messages: [asked] };
			const told = await server
				.call()
				.post(path)
				.send({ serverId: "s", ...body });
			expect(told.ok, told.text).toBe(true);
			const memory = await server.call().get("/v1/groups/c/memory").expect(200);
			expect(memory.body).toMatchObject({ members: [], updated: 60 });
		},
	);
});
