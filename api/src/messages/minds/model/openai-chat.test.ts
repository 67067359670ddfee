import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type StubServer, completion, startStubServer } from "../testing/stub-server.js";
import { createOpenAiChat } from "./openai-chat.js";

let server: StubServer;
beforeEach(async () => (server = await startStubServer(() => completion("Two coins."))));
afterEach(() => server.stop());

const complete = () =>
	createOpenAiChat({ url: `${server.url}/v1`, model: "small" }).complete(
		{ system: "Be brief.", user: "What are the pears?" },
		new AbortController().signal,
	);

describe("a chat with an OpenAI-compatible service", () => {
	it("[MD4] is two messages, and what the model wrote to them", async () => {
		expect(await complete()).toEqual({ text: "Two coins.", promptTokens: 10 });
		expect(server.requests[0]!.body).toMatchObject({
			messages: [
				{ role: "system", content: "Be brief." },
				{ role: "user", content: "What are the pears?" },
			],
		});
	});

	it.each([undefined, null, "many", {}, { prompt_tokens: "ten" }, { prompt_tokens: null }])(
		"[MD4] is as good where the service counts no tokens, or in its own way: %j",
		async (usage) => {
			server.answerWith(() => ({ ...completion("Two coins."), usage }));
			expect(await complete()).toEqual({ text: "Two coins." });
		},
	);
});
