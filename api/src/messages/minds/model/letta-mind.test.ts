import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NOON, PLAYER, TOWN, asSpeaker, asked } from "../testing/cast.js";
import { moment } from "../testing/moments.js";
import { type StubLetta, createStubLetta } from "../testing/stub-letta.js";
import { type StubServer, startStubServer } from "../testing/stub-server.js";
import { createLettaMind } from "./letta-mind.js";

let letta: StubLetta;
let server: StubServer;
beforeEach(async () => {
	letta = createStubLetta(() => '{"say": "Two coins."}');
	server = await startStubServer((request, response) => letta.answer(request, response));
});
afterEach(() => server.stop());

const signal = new AbortController().signal;
const mind = (model?: string) =>
	createLettaMind({
		url: server.url,
		key: "k",
		defaultWorld: "default",
		...(model !== undefined && { model }),
	});
const calls = (): readonly string[] => server.requests.map(({ method, path }) => `${method} ${path}`);

describe("the mind behind a Letta server", () => {
	it("[MD13] makes an agent for an NPC that has none, and asks it", async () => {
		expect(await mind("openai/small").answer(asked("What are the pears?"), signal)).toEqual({
			content: "Two coins.",
			action: "none",
			priority: "normal",
			generatedBy: "letta:openai/small",
			byModel: true,
		});
		expect(calls()).toEqual(["GET /v1/agents/", "POST /v1/agents/", "POST /v1/agents/agent-1/messages"]);
		expect(server.requests[1]!.body).toMatchObject({
			name: "earshot-npc_ada",
			tags: ["earshot", "earshot:default/npc_ada"],
			model: "openai/small",
			memory_blocks: [
				{ label: "persona", value: "Ada. Sells fruit, knows every price in town." },
				{ label: "instructions" },
			],
		});
		expect(server.requests[2]!).toMatchObject({
			headers: { authorization: "Bearer k" },
			body: { messages: [{ role: "user" }], include_return_message_types: ["assistant_message"] },
		});
	});

	it("[MD13] remembers its id, and finds it again by its tags after a restart", async () => {
		const first = mind();
		await first.answer(asked("Hello"), signal);
		await first.answer(asked("Hello again"), signal);
		expect(calls().filter((call) => call.includes("messages"))).toHaveLength(2);
		expect(calls().filter((call) => call === "GET /v1/agents/")).toHaveLength(1);
		await mind().answer(asked("Still there?"), signal);
		expect(letta.agents).toHaveLength(1);
	});

	it("[MD13] has one for each NPC of each world", async () => {
		const one = mind();
		await one.answer(asked("Hello"), signal);
		await one.answer({ ...asked("Hello"), world: "other" }, signal);
		await one.answer(asked("Hello", { npc: TOWN[1]! }), signal);
		expect(letta.agents.map(({ tags }) => tags[1])).toEqual([
			"earshot:default/npc_ada",
			"earshot:other/npc_ada",
			"earshot:default/npc_bram",
		]);
	});

	it("[MD13] makes one where two messages come at once", async () => {
		const one = mind();
		await Promise.all([one.answer(asked("Hello"), signal), one.answer(asked("You there"), signal)]);
		expect(letta.agents).toHaveLength(1);
	});

	it("[MD13] takes no other's agent where the server does not filter", async () => {
		letta.agents.push({ id: "agent-x", name: "x", tags: ["somebody-else"] });
		const { answer } = letta;
		server.answerWith((request, response) =>
			request.method === "GET" ? letta.agents.map((agent) => ({ ...agent })) : answer(request, response),
		);
		await mind().answer(asked("Hello"), signal);
		expect(calls().at(-1)).toBe("POST /v1/agents/agent-2/messages");
	});

	it("[MD13] forgets an agent that was deleted, so that the retry makes another", async () => {
		const one = mind();
		await one.answer(asked("Hello"), signal);
		letta.agents[0] = { id: "agent-0", name: "another", tags: [] };
		await expect(one.answer(asked("Hello"), signal)).rejects.toMatchObject({ status: 404, mayRetry: true });
		expect(await one.answer(asked("Hello"), signal)).toMatchObject({ content: "Two coins." });
	});

	it("[MD3] [MD13] tells it what it heard since it last spoke, and nothing else", async () => {
		const line = (content: string, speaker = PLAYER) => ({ speaker, content, at: NOON });
		const heard = [
			line("old news"),
			line("I spoke.", asSpeaker(TOWN[0]!)),
			line("fresh news"),
			line("And now?"),
		];
		await mind().answer(asked("And now?", { heard }), signal);
		const sent = JSON.stringify(server.requests.at(-1)!.body);
		expect(sent).toContain("fresh news");
		expect(sent).not.toContain("old news");
		expect(sent.match(/And now\?/g)).toHaveLength(1);
	});

	it("[MD6] reads a text in parts", async () => {
		letta = createStubLetta(() => [
			{ type: "text", text: '{"say": "Two' },
			{ type: "text", text: ' coins."}' },
		]);
		expect(await mind().answer(asked("Hello"), signal)).toMatchObject({
			content: "Two coins.",
			generatedBy: "letta",
		});
	});

	it.each([
		["says nothing", ""],
		["answers an object that cannot be read", '{"speak": 1}'],
	])("[MD8] fails where the agent %s", async (_what, said) => {
		letta = createStubLetta(() => said);
		await expect(mind().answer(asked("Hello"), signal)).rejects.toMatchObject({ failure: "malformed" });
	});

	it("[XH35] has a narrator for each player of each experience, who is no NPC of a world", async () => {
		const narrating = mind();
		expect(await narrating.narrate(moment(), signal)).toMatchObject({ generatedBy: "letta", byModel: true });
		await narrating.narrate(moment({ id: "m2" }), signal);
		await narrating.narrate(moment({ userId: "ben" }), signal);
		await narrating.narrate(moment({ experience: { id: "sea", title: "Sea" } }), signal);
		expect(letta.agents.map(({ tags }) => tags)).toEqual([
			["earshot", "earshot:experience:wylding-woods/ana"],
			["earshot", "earshot:experience:wylding-woods/ben"],
			["earshot", "earshot:experience:sea/ana"],
		]);
	});

	it("[XH34] fails where the narrator tells nothing", async () => {
		letta = createStubLetta(() => "");
		await expect(mind().narrate(moment(), signal)).rejects.toMatchObject({ failure: "malformed" });
	});
});
