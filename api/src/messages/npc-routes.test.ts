import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HEARD_LINES } from "./talk-limits.js";
import { startTalkServer } from "./testing/talk-server.js";
import type { TalkServer } from "./testing/talk-server.js";
import { line, message, npc, player, profile } from "./testing/test-talk.js";

let server: TalkServer;

beforeEach(async () => {
	server = await startTalkServer();
});

afterEach(() => server.stop());

const tell = (body: object) => server.tell(body).expect(202);
const get = async (path: string): Promise<unknown> => (await server.call().get(path).expect(200)).body;
const snapshot = (seq: number, members: readonly string[]) => ({
	timestamp: 1000 + seq,
	serverId: "s",
	epoch: "e",
	seq,
	clusters: members.length > 1 ? [{ id: "c", members, npcs: members.length, players: 0 }] : [],
	events: [],
	humanContext: Object.fromEntries(
		["a", "b", "d"].map((id) => [`Npc ${id}`, { id, name: `Npc ${id}`, type: "npc", location: "Market" }]),
	),
});

describe("NPCs", () => {
	it("[MS27] are registered one by one or together, in their world, and kept through a restart", async () => {
		const { npcId, ...fields } = profile("a");
		await server.call().put(`/v1/npcs/${npcId}`).send(fields).expect(200, { npcId: "a" });
		await server
			.call()
			.put("/v1/npcs")
			.send({ npcs: [profile("b"), { ...profile("z"), world: "other" }] })
			.expect(200, { registered: 2 });
		await server
			.call()
			.put("/v1/npcs/a")
			.send({ ...fields, npcId: "a", persona: "a baker" })
			.expect(200);
		const all = { npcs: [profile("b"), profile("a", { persona: "a baker" })] };
		expect(await get("/v1/npcs")).toEqual(all);
		expect(await get("/v1/npcs?world=other")).toEqual({ npcs: [profile("z")] });
		await server.restart();
		expect(await get("/v1/npcs?world=plaza")).toEqual(all);
	});

	it("[MS27] told again as they are known cost the log nothing", async () => {
		const head = async () => (await server.service().log.head("talk:plaza")).offset;
		await server
			.call()
			.put("/v1/npcs")
			.send({ npcs: [profile("a"), profile("b")] })
			.expect(200);
		expect(await head()).toBe(2);
		await server
			.call()
			.put("/v1/npcs")
			.send({ npcs: [profile("a"), profile("b")] })
			.expect(200);
		expect(await head()).toBe(2);
	});

	it("[MS12] that are wrong are refused by place", async () => {
		const refused = await server
			.call()
			.put("/v1/npcs")
			.send({ npcs: [profile("a"), profile("b", { responseSpeed: 0 })] })
			.expect(400);
		expect((refused.body as { errors: object[] }).errors).toMatchObject([{ path: "npcs[1].responseSpeed" }]);
		const other = await server.call().put("/v1/npcs/a").send(profile("b")).expect(400);
		expect((other.body as { errors: object[] }).errors).toMatchObject([{ path: "npcId" }]);
		expect(await get("/v1/npcs")).toEqual({ npcs: [] });
	});
});

describe("memories", () => {
	it("[MS28] of NPCs and groups are those that the log tells, the newest whole and the rest summed up", async () => {
		await server
			.call()
			.put("/v1/npcs")
			.send({ npcs: [profile("a"), profile("b")] })
			.expect(200);
		const lines = Array.from({ length: HEARD_LINES + 2 }, (_, at) =>
			line(`l${at}`, { speaker: player("1", "Max"), content: "the bridge", at, heardBy: ["a"] }),
		);
		await tell({ lines });
		const overheard = line("over", { speaker: player("1", "Max"), at: 500, heardBy: [], overheardBy: ["b"] });
		await tell({ lines: [overheard] });
		expect(await get("/v1/npcs/a/memory")).toEqual({
			npcId: "a",
			profile: profile("a"),
			heard: lines.slice(2).map(({ speaker, content, at }) => ({ speaker, content, at })),
			summary: "Max said 2 lines, about bridge.",
		});
		expect(await get("/v1/npcs/b/memory")).toMatchObject({
			heard: [{ content: "words of over", overheard: true }],
			summary: "",
		});
		expect(await get("/v1/groups/c/memory")).toMatchObject({
			clusterId: "c",
			members: [],
			updated: null,
			summary: expect.stringMatching(/^Max said \d+ lines/) as string,
		});
		await server.call().get("/v1/npcs/1/memory").expect(404);
		await server.call().get("/v1/groups/none/memory").expect(404);
		await server.call().get("/v1/npcs/a/memory?world=other").expect(404);
	});

	it("[MS7] know who joined as soon as a snapshot is answered", async () => {
		const group = async () =>
			(await get("/v1/groups/c/memory")) as { members: { id: string }[]; updated: number };
		await server
			.call()
			.post("/v1/snapshot/game")
			.send(snapshot(1, ["Npc a", "Npc b"]))
			.expect(200);
		await expect.poll(group).toMatchObject({ members: [npc("a"), npc("b")], updated: 1001 });
		await server
			.call()
			.post("/v1/snapshot/game")
			.send(snapshot(2, ["Npc a", "Npc b", "Npc d"]))
			.expect(200);
		await expect.poll(async () => (await group()).members.length).toBe(3);
		await server.restart();
		expect((await group()).members.map(({ id }) => id).sort()).toEqual(["a", "b", "d"]);
		await server.call().post("/v1/snapshot/game").send(snapshot(3, [])).expect(200);
		await expect.poll(async () => (await group()).members).toEqual([]);
	});

	it("[MS7] of a message that follows a confirmed change hold that change", async () => {
		for (let seq = 1; seq <= 20; seq += 1) {
			const members = seq % 2 === 0 ? ["Npc a", "Npc b"] : ["Npc a", "Npc b", "Npc d"];
			await server.call().post("/v1/snapshot/game").send(snapshot(seq, members)).expect(200);
			await tell({ messages: [message(`m${seq}`)] });
			await server.call().get(`/v1/messages/m${seq}/response?serverId=s`).expect(200);
			expect(server.mind.asked.at(-1)?.members).toHaveLength(members.length);
		}
	});
});

describe("GET /v1/worlds/:world/talk", () => {
	it("[MS29] shows what there is, then what is said, who comes, and who the NPCs are", async () => {
		await tell({ lines: [line("before")] });
		const http = server.service().app.handler.listen(0, "127.0.0.1");
		await once(http, "listening");
		const { port } = http.address() as AddressInfo;
		const leave = new AbortController();
		const answer = await fetch(`http://127.0.0.1:${port}/v1/worlds/plaza/talk`, { signal: leave.signal });
		expect(answer.headers.get("content-type")).toContain("text/event-stream");
		let text = "";
		const reading = (async () => {
			const decoder = new TextDecoder();
			for await (const chunk of answer.body!) text += decoder.decode(chunk as Uint8Array);
		})().catch(() => undefined);
		await expect.poll(() => text).toContain("event: state");
		expect(text).toContain('"lines":[{"id":"before"');
		await server
			.call()
			.put("/v1/npcs")
			.send({ npcs: [profile("a")] })
			.expect(200);
		await tell({ lines: [line("after")], messages: [message("m")] });
		await server
			.call()
			.post("/v1/snapshot/game")
			.send(snapshot(1, ["Npc a", "Npc b"]))
			.expect(200);
		await expect.poll(() => text).toContain("event: cluster");
		const events = [...text.matchAll(/^event: (\w+)/gm)].map(([, event]) => event);
		expect(events).toEqual(["state", "npc", "line", "cluster"]);
		expect(text).not.toContain("asking m");
		leave.abort();
		await reading;
		http.close();
	});
});

describe("who may", () => {
	it("[MS19] write and hear answers: game servers; read memories, queues and talk: those who may read all", async () => {
		const closed = await startTalkServer({
			NODE_ENV: "production",
			GAME_API_KEY: "the-key-of-the-game",
			JWT_SECRET: "a secret of at least thirty-two bytes",
		});
		try {
			const writes = [
				closed.call().post("/v1/messages").send({}),
				closed.call().post("/v1/chat").send({}),
				closed.call().put("/v1/npcs").send({}),
				closed.call().put("/v1/npcs/a").send({}),
				closed.call().get("/v1/servers/s/inbox"),
				closed.call().get("/v1/servers/s/stream"),
				closed.call().get("/v1/messages/m/response?serverId=s"),
			];
			const reads = [
				"/v1/npcs",
				"/v1/npcs/a/memory",
				"/v1/groups/c/memory",
				"/v1/queues",
				"/v1/worlds/w/talk",
			];
			for (const call of writes) expect((await call).status).toBe(401);
			for (const path of reads) expect((await closed.call().get(path)).status).toBe(401);
			const withKey = (path: string) => closed.call().get(path).set("x-api-key", "the-key-of-the-game");
			expect((await withKey("/v1/npcs")).status).toBe(200);
			expect((await withKey("/v1/servers/s/inbox?wait=0")).status).toBe(200);
		} finally {
			await closed.stop();
		}
	});
});
